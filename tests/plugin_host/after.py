"""Run in a host that has removed us, ``after.py http://localhost:1234``: its own pages stand, ours are gone."""

import json
import os
import sys
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "host.settings.dev")
django.setup()

from browser import Browser  # noqa: E402
from django.apps import apps  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.db import connection  # noqa: E402
from wagtail.images import get_image_model  # noqa: E402
from wagtail.models import Page  # noqa: E402

from home.models import HomePage  # noqa: E402

OURS = ("grund", "personer", "objektsidor", "utbildning", "headless")
assert not [name for name in OURS if apps.is_installed(name)]
assert not [name for name in connection.introspection.table_names() if name.split("_")[0] in OURS]
assert not ContentType.objects.filter(app_label__in=OURS).exists()
assert [list(found) for found in Page.find_problems()] == [[], [], [], [], []]
titles = set(HomePage.objects.values_list("title", flat=True))
assert {"Egen sida 0", "Egen sida 1", "Egen sida 2"} <= titles, titles
assert get_user_model().objects.get().username == "root"
assert get_image_model().objects.count() == 1
registrations = json.loads(Path("export/utbildning.registration.json").read_text(encoding="utf-8"))
assert [row["fields"]["name"] for row in registrations] == ["Åsa Öberg"]

browser = Browser(sys.argv[1])
browser.get("/")
for number in range(3):
    browser.get(f"/egen-{number}/")
for path in ("/objekt/", "/kurser/grundkurs/", "/anmalan/mina/", "/api/innehall/v1/"):
    browser.get(path, status=404)
browser.get("/search/?query=Egen")
browser.send("/admin/login/", username="root", password="ett långt lösenord")
browser.get("/admin/")
browser.get("/admin/reports/site-history/")
print("done")
