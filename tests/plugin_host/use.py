"""Run in a host that has just installed us, ``use.py http://localhost:1234``: an object page and a course are made and used.

Content is made as an editor's session would, the rest goes over HTTP. Anything that is not as it should be is an
AssertionError; "done" stands at the end.
"""

import email
import email.policy
import json
import os
import re
import subprocess
import sys
from datetime import time, timedelta
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "host.settings.dev")
django.setup()

from browser import Browser  # noqa: E402
from django.conf import settings  # noqa: E402
from django.utils import timezone  # noqa: E402
from wagtail.images import get_image_model  # noqa: E402
from wagtail.models import Locale, Site  # noqa: E402

import grund  # noqa: E402
from objektsidor.models import ObjectIndexPage, ObjectPage  # noqa: E402
from utbildning.models import CourseIndexPage, CoursePage, Registration  # noqa: E402
from utbildning.services import occasions  # noqa: E402

LOCALIZE = bool(os.environ.get("LOCALIZE"))
assert "site-packages" in grund.__file__, grund.__file__
browser = Browser(sys.argv[1])

# --- An editor makes pages ---
root = Site.objects.get(is_default_site=True).root_page
picture = get_image_model().objects.get()
objects = root.add_child(instance=ObjectIndexPage(title="Objekt", slug="objekt", content_owner="Modellförvaltare"))
learning = ObjectPage(title="Lärande", slug="larande", content_owner="Objektledare", code="LAR")
learning.body = json.dumps(
    [
        {"type": "text", "value": "<p>Objektet <b>Lärande</b>.</p>"},
        {"type": "figure", "value": {"image": {"image": picture.pk, "alt_text": "En ruta", "decorative": False}}},
        {"type": "section", "value": {"heading": "Mer", "body": [{"type": "quote", "value": {"text": "Ett citat"}}]}},
    ]
)
objects.add_child(instance=learning)
learning.save_revision().publish()
courses = root.add_child(instance=CourseIndexPage(title="Kurser", slug="kurser", content_owner="Modellförvaltare"))
course = CoursePage(title="Grundkurs", slug="grundkurs", content_owner="Kursledare", audience="Alla", length="En dag")
courses.add_child(instance=course)
day = timezone.localdate() + timedelta(days=30)
occasion = occasions.create(course, [(day, time(9), time(16))], seats=1, status="open", place="Rådhuset")

# --- Readers find them ---
page = browser.get("/objekt/larande/")
assert "LAR" in page
assert "Objektet <b>Lärande</b>" in page, page
assert 'alt="En ruta"' in page, page
sheet = re.search(r'href="([^"]*grund/css/[^"]+)"', page)[1]
assert "{" in browser.get(sheet)
assert "css/host.css" in page, "our pages stand in the host's own frame"
assert "Lärande" in browser.get("/objekt/")
assert "Grundkurs" in browser.get("/kurser/")
assert "Rådhuset" in browser.get("/kurser/grundkurs/")
assert "BEGIN:VEVENT" in browser.get(f"/kurser/grundkurs/{day.isoformat()}/kalender/")
if LOCALIZE:
    english = Locale.objects.get(language_code="en")
    index = objects.copy_for_translation(english)
    index.save_revision().publish()
    copy = learning.copy_for_translation(english)
    copy.title = "Learning"
    copy.save_revision().publish()
    assert "Learning" in browser.get(copy.url)
    assert "Objektkod" in browser.get("/objekt/larande/")

# --- Somebody registers with a work address, and confirms ---
form = re.search(r'href="([^"]*/anmalan/tillfalle/\d+/)"', browser.get("/kurser/grundkurs/"))[1]
sign_in = re.search(r'href="([^"]*next=[^"]*)"', browser.get(form))[1]
assert 'type="password"' in browser.get(sign_in)
wrong = browser.send(form, status=422, name="", email="asa@elsewhere.example", unit="Skolan", role="other")
assert Registration.objects.count() == 0
assert 'aria-invalid="true"' in wrong, wrong
browser.send(form, name="Åsa Öberg", email="asa@example.org", unit="Skolan", role="other")
manage = [sys.executable, "manage.py"]
subprocess.run([*manage, "worker", "--once"], check=True, stdout=subprocess.DEVNULL)
(file,) = Path(settings.EMAIL_FILE_PATH).iterdir()
mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
link = re.search(r"https?://[^/\s]+(/\S*anmalan/bekrafta/\S+)", mail.get_body(("plain",)).get_content())[1]
browser.send(link)
registration = Registration.objects.get()
assert registration.state == "confirmed"
assert registration.name == "Åsa Öberg"

# --- Other programs read ---
api = "/api/innehall/v1/"
items = json.loads(browser.get(f"{api}pages/?limit=100"))["items"]
assert {"Lärande", "Grundkurs", "Egen sida 0"} <= {item["title"] for item in items}, items
(listed,) = json.loads(browser.get(f"{api}objects/"))["items"]
assert listed["code"] == "LAR"
(listed,) = json.loads(browser.get(f"{api}courses/"))["items"]
assert listed["dates"][0]["seats_left"] == 0, listed
found = json.loads(browser.get(f"{api}pages/by-path/?path=/objekt/larande/"))
assert found["page"]["id"] == learning.pk
assert f"{api}courses/" in json.loads(browser.get(f"{api}openapi.json"))["paths"]
browser.get(f"{api}pages/?unknown=1", status=422)
if LOCALIZE:
    (listed,) = json.loads(browser.get(f"{api}objects/?locale=en"))["items"]
    assert listed["name"] == "Learning", listed
browser.get(api)

# --- The editor sees it in the admin, the host's own pages go on ---
browser.send("/admin/login/", username="root", password="ett långt lösenord")
for address in ("/admin/", f"/admin/pages/{learning.pk}/edit/", f"/admin/pages/{course.pk}/edit/"):
    browser.get(address)
browser.get(f"/anmalan/ledare/{occasion.pk}/")
assert "Egen sida 0" in browser.get("/admin/pages/%d/" % root.pk)
for number in range(3):
    browser.get(f"/egen-{number}/")
browser.get("/search/?query=Egen")
print("done")
