"""Run by test_training.py in a process of its own: a course from its page to the certificate, in somebody else's site.

Prints "done" at the end; anything that is not as it should be is an AssertionError.
"""

import re
from datetime import time, timedelta

import django

django.setup()

from django.core import mail  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

call_command("migrate", verbosity=0)

from django.apps import apps  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from wagtail.models import Page, Site  # noqa: E402

from grund import outbox, retention, worker  # noqa: E402
from utbildning.models import CourseIndexPage, CoursePage, CourseRecord, Registration  # noqa: E402
from utbildning.services import attendance, occasions  # noqa: E402

for name in ("nackamodellen", "home", "search", "modellen", "nyheter", "sidor", "objektsidor"):
    assert not apps.is_installed(name), name

root = Site.objects.get(is_default_site=True).root_page
index = root.add_child(instance=CourseIndexPage(title="Kurser", slug="kurser", content_owner="Vi"))
course = index.add_child(
    instance=CoursePage(title="Grundkurs", slug="grundkurs", content_owner="Vi", audience="Alla", length="En dag")
)
first = timezone.localdate() + timedelta(days=30)
occasion = occasions.create(
    course, [(first, time(9), time(16))], seats=1, status="open", place="Rådhuset", gives_certificate=True
)
form = f"/anmalan/tillfalle/{occasion.pk}/"


def fields_of(response):
    """The hidden fields of the form, as a browser would send them."""
    html = response.content.decode()
    inputs = re.findall(r"<input[^>]*>", html)
    found = {}
    for tag in inputs:
        if 'type="hidden"' in tag:
            name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
            found[name[1]] = value[1] if value else ""
    return found


def get(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, f"{address}: {response.status_code}"
    return response


def post(client, address, data, status=302):
    response = client.post(address, data)
    assert response.status_code == status, f"{address}: {response.status_code} {response.content.decode()[:3000]}"
    return response


client = Client(enforce_csrf_checks=True)
courses = get(client, "/innehall/courses/").json()["items"]
assert [item["title"] for item in courses] == ["Grundkurs"]
assert courses[0]["dates"][0]["registration_url"] == form
pages = get(client, "/innehall/pages/").json()["items"]
assert "Grundkurs" in [item["title"] for item in pages]
assert get(client, f"/innehall/pages/by-path/?path={course.url}").json()["page"]["id"] == course.pk
assert [item["code"] for item in get(client, "/innehall/locales/").json()["items"]] == ["sv"]
assert get(client, "/innehall/redirects/").json()["items"] == []
assert "/innehall/courses/" in get(client, "/innehall/openapi.json").json()["paths"]
assert "/innehall/search/" not in get(client, "/innehall/openapi.json").json()["paths"]
get(client, "/innehall/")
assert "Rådhuset" in get(client, course.url).content.decode()
get(client, index.url)
get(client, f"{course.url}{first.isoformat()}/")
assert b"BEGIN:VEVENT" in get(client, f"{course.url}{first.isoformat()}/kalender/").content
page = get(client, form)
data = fields_of(page) | {"name": "Åsa Öberg", "email": "asa@example.org", "unit": "Skolan", "role": "other"}
post(client, form, data)
assert Registration.objects.count() == 0
assert outbox.send_due() == 1
link = re.search(r"http://localhost(/anmalan/bekrafta/\S+)", mail.outbox[-1].body)[1]
confirm = get(client, link)
receipt = post(client, link, fields_of(confirm)).headers["Location"]
get(client, receipt)
registration = Registration.objects.get()
assert registration.state == "confirmed"

staff = get_user_model().objects.create_user("bo", "bo@example.org", "hemligt", first_name="Bo", last_name="Ek")
client.force_login(staff)
page = get(client, form)
data = fields_of(page) | {"name": "Bo Ek", "unit": "Skolan", "role": "other"}
get(client, post(client, form, data).headers["Location"])
assert Registration.objects.get(person__user=staff).state == "waiting"
get(client, "/anmalan/mina/")

boss = get_user_model().objects.create_superuser("chef", "chef@example.org", "hemligt")
client.force_login(boss)
day = occasion.day_list[0].pk
for address in ("", f"{occasion.pk}/", f"{occasion.pk}/narvaro/{day}/", f"{occasion.pk}/export/"):
    get(client, f"/anmalan/ledare/{address}")
get(client, "/admin/")
attendance.note_attendance(registration.pk, day, True, by=boss, now=occasion.ends_at + timedelta(hours=1))
record = CourseRecord.objects.get()
get(client, f"/anmalan/intyg/{record.number}/")
worker.run_due()
retention.apply(dry_run=True)
assert Page.objects.filter(pk=course.pk).exists()
print("done")
