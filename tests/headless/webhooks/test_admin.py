"""Receivers and deliveries in the admin: forms, the one sight of a secret, rights."""

import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import checks as django_checks
from django.urls import reverse
from django.utils.translation import gettext, override

from grund.models import AuditEvent
from headless.models import WebhookDelivery, WebhookEndpoint
from headless.webhooks import addresses, checks, delivery, endpoints, sending
from headless.webhooks.events import choices
from tests.headless.webhooks.conftest import hurry, listen

pytestmark = pytest.mark.django_db
NEW = reverse("webhook_endpoints:add")


@pytest.fixture
def admin(as_user):
    return as_user("admin")


def form(**values):
    return {"name": "Kommunens webbplats", "url": "https://hooks.example.org/in", "active": "on", **values}


def text(response):
    return response.content.decode()


def secrets_in(response):
    return set(re.findall(r"whsec_[A-Za-z0-9+/=]+", text(response)))


def address(name, row):
    return reverse(f"webhook_{name}", args=[row.pk])


class TestSecret:
    def test_it_is_shown_once(self, admin):
        answer = admin.post(NEW, form())
        endpoint = WebhookEndpoint.objects.get()
        assert answer.status_code == 200
        assert secrets_in(answer) == {endpoint.secret}
        assert "no-store" in answer["Cache-Control"]
        pages = [
            *(reverse(f"webhook_endpoints:{name}") for name in ("index", "add")),
            *(address(f"endpoints:{name}", endpoint) for name in ("edit", "history", "renew", "test", "delete")),
            reverse("webhook_deliveries:index"),
            address("deliveries:show", endpoints.put_test(endpoint)),
        ]
        for page in pages:
            answer = admin.get(page)
            assert answer.status_code == 200, page
            assert secrets_in(answer) == set()
            assert endpoint.secret not in text(answer)
        assert endpoint.secret not in str(dict(admin.session)) + str(admin.cookies)

    def test_renewing_shows_the_new_one_only(self, admin):
        endpoint = listen()
        answer = admin.post(address("endpoints:renew", endpoint), {"hours": "24"})
        old, endpoint = endpoint.secret, WebhookEndpoint.objects.get()
        assert secrets_in(answer) == {endpoint.secret} != {old}
        assert endpoint.secrets == [endpoint.secret, old]
        assert "no-store" in answer["Cache-Control"]
        assert AuditEvent.objects.get(action="webhook.secret_renewed").by.username == "admin"

    @pytest.mark.parametrize("hours", ["", "x", "-1", "9999"])
    def test_a_time_that_is_no_choice(self, hours, admin):
        endpoint = listen()
        answer = admin.post(address("endpoints:renew", endpoint), {"hours": hours})
        assert secrets_in(answer) == set()
        assert WebhookEndpoint.objects.get().secret == endpoint.secret

    def test_an_old_form_does_not_bring_an_old_secret_back(self, admin):
        endpoint = listen()
        new = endpoints.renew_secret(endpoint.pk, 0)
        endpoint.name = "Nytt namn"
        endpoints.save(endpoint)
        assert WebhookEndpoint.objects.get().secret == new

    def test_it_does_not_come_from_the_form(self, admin):
        admin.post(NEW, form(secret="whsec_MTIz", earlier_secret="whsec_MTIz"))
        assert "MTIz" not in str(WebhookEndpoint.objects.values())


class TestForm:
    @pytest.mark.parametrize(
        "field, value",
        [
            ("url", "http://hooks.example.org/"),
            ("url", "https://127.0.0.1/"),
            ("url", "https://2130706433/"),
            ("url", "https://user:pass@hooks.example.org/"),
            ("url", "https://hooks.example.org/" + "x" * 500),
            ("url", "https://hooks.example.org/\0"),
            ("url", ""),
            ("name", ""),
            ("name", "x" * 101),
            ("name", "Upptaget"),
            ("events", ["page.invented"]),
        ],
    )
    def test_what_is_wrong_is_said_at_its_field(self, field, value, admin):
        listen(name="Upptaget")
        answer = admin.post(NEW, form(**{field: value}))
        assert answer.status_code == 200
        assert WebhookEndpoint.objects.count() == 1
        assert answer.context["form"].errors.keys() == {field}
        assert f'id="panel-child-{field}-errors"' in text(answer) or f"id_{field}" in text(answer)
        assert form()["name"] in text(answer) or field == "name"

    def test_the_sentence_is_swedish(self, admin):
        answer = admin.post(NEW, form(url="http://hooks.example.org/"))
        with override("sv"):
            sentence = addresses.problem_of("http://hooks.example.org/")
        assert sentence == "Adressen måste börja med https://."
        assert sentence in text(answer)

    def test_events_are_chosen_and_shown_again(self, admin):
        admin.post(NEW, form(events=["page.moved", "course.changed"]))
        endpoint = WebhookEndpoint.objects.get()
        assert endpoint.events == ["page.moved", "course.changed"]
        shown = text(admin.get(address("endpoints:edit", endpoint)))
        assert shown.count("checked") == 3  # two of them, and "active"
        answer = admin.post(address("endpoints:edit", endpoint), form(name="Annan", events=["page.deleted"]))
        assert answer.status_code == 302
        endpoint.refresh_from_db()
        assert (endpoint.name, endpoint.events) == ("Annan", ["page.deleted"])

    def test_every_event_has_its_words_in_swedish(self):
        for name, words in choices():
            with override("en"):
                english = str(words)
            with override("sv"):
                assert str(words) != english, name

    def test_a_receiver_is_removed_with_its_log(self, admin):
        endpoint = listen()
        endpoints.put_test(endpoint)
        assert admin.post(address("endpoints:delete", endpoint)).status_code == 302
        assert not WebhookDelivery.objects.exists()
        assert AuditEvent.objects.filter(action="webhook.removed").exists()


class TestTest:
    def test_it_is_sent_at_once_to_this_receiver_alone(self, admin, receiver):
        endpoint, _other = listen(receiver.url, events=["page.moved"]), listen(name="Annan")
        answer = admin.post(address("endpoints:test", endpoint), follow=True)
        assert b'"type":"webhook.test"' in receiver.got[0].body
        assert WebhookDelivery.objects.count() == 1
        assert "204" in text(answer)

    def test_what_went_wrong_is_said(self, admin, receiver):
        receiver.otherwise = 500
        answer = admin.post(address("endpoints:test", listen(receiver.url)), follow=True)
        with override("sv"):
            assert gettext(sending.REFUSED) in text(answer)
        assert "500" in text(answer)

    def test_a_receiver_that_is_not_active_gets_none(self, admin, receiver):
        admin.post(address("endpoints:test", listen(receiver.url, active=False)))
        assert receiver.got == []

    def test_a_get_sends_nothing(self, admin, receiver):
        admin.get(address("endpoints:test", listen(receiver.url)))
        assert receiver.connections == 0


class TestDeliveries:
    @pytest.fixture
    def failed(self, receiver):
        receiver.answers.append(503)
        row = endpoints.put_test(listen(receiver.url))
        delivery.send_due()
        WebhookDelivery.objects.update(state="failed")
        return row

    def test_the_log_says_what_went_wrong(self, admin, failed):
        with override("sv"):
            sentence = gettext(sending.REFUSED)
        for page in (reverse("webhook_deliveries:index"), address("deliveries:show", failed)):
            shown = text(admin.get(page))
            assert sentence in shown
            assert "503" in shown

    def test_again(self, admin, failed, receiver):
        assert admin.post(address("deliveries:show", failed)).status_code == 302
        hurry()
        assert delivery.send_due() == 1
        assert receiver.got[0].uid == receiver.got[1].uid
        assert '<form method="post">' in text(admin.get(address("deliveries:show", failed)))

    def test_the_list_asks_the_same_however_long_it_is(self, admin, django_assert_max_num_queries, failed):
        endpoint = WebhookEndpoint.objects.get()
        page = reverse("webhook_deliveries:index")
        admin.get(page)
        with django_assert_max_num_queries(60) as few:
            admin.get(page)
        for _ in range(20):
            endpoints.put_test(endpoint)
        with django_assert_max_num_queries(len(few)):
            admin.get(page)

    def test_filters(self, admin, failed):
        shown = text(admin.get(reverse("webhook_deliveries:index"), {"state": "delivered"}))
        assert "503" not in shown

    def test_nothing_is_edited_there(self, admin, failed):
        for name in ("new/", f"edit/{failed.pk}/", f"delete/{failed.pk}/"):
            assert admin.get(f"/admin/webhook_deliveries/{name}").status_code == 404


class TestRights:
    def give(self, *codenames):
        rows = Permission.objects.filter(content_type__app_label="headless", codename__in=codenames)
        assert len(rows) == len(codenames)
        Group.objects.get(name="Modellförvaltare").permissions.add(*rows)

    def test_looking_is_not_sending(self, as_user, receiver):
        row = endpoints.put_test(listen(receiver.url))
        WebhookDelivery.objects.update(state="failed")
        self.give("view_webhookdelivery")
        client = as_user("model_manager")
        page = address("deliveries:show", row)
        assert client.get(page).status_code == 200
        assert '<form method="post">' not in text(client.get(page))
        client.post(page)
        assert WebhookDelivery.objects.get().state == "failed"
        assert client.get(reverse("webhook_endpoints:index")).status_code == 302

    def test_sending_again_is_a_right_of_its_own(self, as_user, receiver):
        row = endpoints.put_test(listen(receiver.url))
        WebhookDelivery.objects.update(state="failed")
        self.give("view_webhookdelivery", "change_webhookdelivery")
        as_user("model_manager").post(address("deliveries:show", row))
        assert WebhookDelivery.objects.get().state == "queued"

    def test_without_a_right_a_post_does_nothing(self, as_user, receiver):
        row = endpoints.put_test(listen(receiver.url))
        WebhookDelivery.objects.update(state="failed")
        endpoint = WebhookEndpoint.objects.get()
        client = as_user("editor")
        for name, about in (("renew", endpoint), ("test", endpoint), ("delete", endpoint), ("edit", endpoint)):
            client.post(address(f"endpoints:{name}", about), {"hours": "0", **form(name="Kapad")})
        client.post(address("deliveries:show", row))
        client.post(NEW, form())
        assert WebhookEndpoint.objects.get().secret == endpoint.secret
        assert WebhookEndpoint.objects.get().name == endpoint.name
        assert WebhookDelivery.objects.get().state == "failed"
        assert receiver.connections == 0

    def test_the_rights_can_be_given_in_the_admin(self, admin):
        shown = text(admin.get(reverse("wagtailusers_groups:add")))
        for row in Permission.objects.filter(content_type__app_label="headless"):
            if row.codename.endswith(("webhookendpoint", "webhookdelivery")) and row.codename != "view_webhookendpoint":
                assert f'value="{row.pk}"' in shown, row.codename


class TestChecks:
    def test_production_is_warned_of_named_hosts(self, settings):
        settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "WEBHOOK_ALLOWED_HOSTS": ["localhost"]}
        found = django_checks.run_checks(include_deployment_checks=True, tags=["headless"])
        assert [message.id for message in found] == ["headless.W001"]
        assert django_checks.run_checks(tags=["headless"]) == []

    def test_none_named_none_warned(self):
        assert checks.check_allowed_hosts() == []

    def test_a_lease_that_is_too_short(self, settings):
        settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "WEBHOOK_LEASE_SECONDS": 15}
        assert [message.id for message in checks.check_lease()] == ["headless.E004"]
