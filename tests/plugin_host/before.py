"""Run in a new host before anything of ours is there: a site with pages of its own, an account and a picture."""

import os
from io import BytesIO

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "host.settings.dev")
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.files.base import ContentFile  # noqa: E402
from PIL import Image  # noqa: E402
from wagtail.images import get_image_model  # noqa: E402
from wagtail.models import Locale, Site  # noqa: E402

from home.models import HomePage  # noqa: E402

root = Site.objects.get(is_default_site=True).root_page
for number in range(3):
    root.add_child(instance=HomePage(title=f"Egen sida {number}", slug=f"egen-{number}"))
get_user_model().objects.create_superuser("root", "root@example.org", "ett långt lösenord")
stream = BytesIO()
Image.new("RGB", (640, 480), "teal").save(stream, "PNG")
get_image_model().objects.create(title="Bild", file=ContentFile(stream.getvalue(), "bild.png"))
if os.environ.get("LOCALIZE"):
    # Now, since a server that runs would not hear from this process that there is another start page.
    english, _made = Locale.objects.get_or_create(language_code="en")
    root.copy_for_translation(english).save_revision().publish()
