"""Run by test_bare_host.py in a process of its own: what some of the apps show, in a site that has no other of ours.

Prints "done" at the end; anything that is not as it should be is an AssertionError.
"""

import django

django.setup()

from django.core.management import call_command  # noqa: E402

call_command("check", fail_level="WARNING")
call_command("migrate", verbosity=0)

from django.apps import apps  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.test import Client  # noqa: E402
from wagtail.models import Site  # noqa: E402

root = Site.objects.get(is_default_site=True).root_page
client = Client()
client.force_login(get_user_model().objects.create_superuser("root", "root@example.org", "lösenord"))
addresses = ["/admin/", f"/admin/pages/{root.pk}/"]
if apps.is_installed("objektsidor"):
    from objektsidor.models import ObjectIndexPage, ObjectPage

    index = root.add_child(instance=ObjectIndexPage(title="Objekt", slug="objekt", content_owner="Vi"))
    page = index.add_child(instance=ObjectPage(title="Lärande", slug="larande", content_owner="Vi", code="LAR"))
    addresses += [index.url, page.url, f"/admin/pages/{page.pk}/edit/"]
    assert b"LAR" in client.get(page.url).content
if apps.is_installed("utbildning"):
    from utbildning.models import CourseIndexPage, CoursePage

    index = root.add_child(instance=CourseIndexPage(title="Kurser", slug="kurser", content_owner="Vi"))
    page = index.add_child(instance=CoursePage(title="Kurs", slug="kurs", content_owner="Vi", audience="A", length="1"))
    addresses += [index.url, page.url, f"/admin/pages/{page.pk}/edit/", "/anmalan/mina/"]
if apps.is_installed("headless"):
    addresses += ["/innehall/", "/innehall/pages/", "/innehall/openapi.json"]
for address in addresses:
    assert client.get(address).status_code == 200, address
print("done")
