"""Run by test_webhooks.py in a process of its own: a receiver made in the admin of somebody else's site hears of a page.

Prints "done" at the end; anything that is not as it should be is an AssertionError.
"""

import json
import re

import django

django.setup()

from django.core.management import call_command  # noqa: E402

call_command("migrate", verbosity=0)

from django.apps import apps  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.test import Client  # noqa: E402
from wagtail.models import Page, PageViewRestriction, Site  # noqa: E402

from grund import worker  # noqa: E402
from headless.models import WebhookDelivery, WebhookEndpoint  # noqa: E402
from headless.webhooks import record  # noqa: E402
from tests.headless.webhooks.receiver import Receiver  # noqa: E402

for name in ("nackamodellen", "utbildning", "objektsidor", "personer", "wagtail.contrib.redirects", "wagtail_localize"):
    assert not apps.is_installed(name), name

client = Client()
client.force_login(get_user_model().objects.create_superuser("root", "root@example.org", "lösenord"))
with Receiver() as receiver:
    answer = client.post("/admin/webhook_endpoints/new/", {"name": "A", "url": receiver.url, "active": "on"})
    assert re.search(r"whsec_[^<]+", answer.content.decode())
    page = Site.objects.get(is_default_site=True).root_page.add_child(instance=Page(title="Nytt", slug="nytt"))
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert worker.run_handlers()["webhooks"] == 2
    assert record.catch_up() == 0
    kinds = [json.loads(got.body)["type"] for got in receiver.got]
    assert kinds == ["page.published", "page.unpublished"], kinds

    row = WebhookDelivery.objects.first()
    for address in ("/admin/", "/admin/webhook_deliveries/", f"/admin/webhook_deliveries/show/{row.pk}/"):
        assert client.get(address).status_code == 200, address
    assert client.post(f"/admin/webhook_deliveries/show/{row.pk}/").status_code == 302
    assert worker.run_handlers()["webhooks"] == 1

    key = WebhookEndpoint.objects.get().pk
    assert client.get(f"/admin/webhook_endpoints/edit/{key}/").status_code == 200
    assert client.post(f"/admin/webhook_endpoints/test/{key}/").status_code == 302
    assert b"webhook.test" in receiver.got[-1].body
    assert b"whsec_" in client.post(f"/admin/webhook_endpoints/renew/{key}/", {"hours": "24"}).content

    pages = client.get("/innehall/pages/").json()["items"]
    assert [(item["type"], item["lead"]) for item in pages] == [("wagtailcore.Page", "")], pages
    assert client.get("/innehall/pages/by-path/?path=/").json()["page"]["id"] == page.get_parent().pk
    assert client.get(f"/innehall/pages/{page.pk}/").status_code == 404
    assert client.get("/innehall/pages/?type=nyheter.NewsPage").status_code == 422
    assert "/innehall/pages/" in client.get("/innehall/openapi.json").json()["paths"]
print("done")
