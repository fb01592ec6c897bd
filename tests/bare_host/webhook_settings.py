"""A bare host that installs the webhooks alone, without redirects and without another app of ours."""

from .training_settings import *  # noqa: F403
from .training_settings import INSTALLED_APPS as TRAINING

INSTALLED_APPS = [app for app in TRAINING if app not in ("utbildning", "personer")]
ROOT_URLCONF = "tests.bare_host.webhook_urls"
NACKAMODELLEN = {"WEBHOOK_ALLOWED_HOSTS": ["127.0.0.1"]}
