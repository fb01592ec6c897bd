"""A bare host that installs some of the apps: those named in SUBSET, parted by commas."""

import os

from .training_settings import *  # noqa: F403
from .training_settings import ALL

OURS = ("grund", "personer", "objektsidor", "utbildning", "headless")
SUBSET = os.environ["SUBSET"].split(",")
INSTALLED_APPS = [app for app in ALL if app not in OURS or app in SUBSET]
NACKAMODELLEN = NACKAMODELLEN if "utbildning" in SUBSET else {}  # noqa: F405
ROOT_URLCONF = "tests.bare_host.subset_urls"
