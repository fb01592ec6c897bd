"""How events reach a receiver that is well, slow, broken or away; what it can check; what is kept of it."""

import base64
import hmac
import json
import logging
import re
import time
from datetime import timedelta
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from grund import retention
from grund.models import AuditEvent
from grund.worker import run_handlers
from headless.models import WebhookDelivery, WebhookEndpoint, WebhookEvent
from headless.webhooks import delivery, endpoints, record, sending, signing
from headless.webhooks.events import choices
from tests.headless.webhooks.conftest import hurry, listen
from tests.headless.webhooks.receiver import Receiver, dripping, endless, sleepy

pytestmark = pytest.mark.django_db


def put(*streams, endpoint=None):
    """One event after the other, each of the stream that is named."""
    with transaction.atomic():
        record.lock()
        chosen = [endpoint] if endpoint else None
        return record.write([record.make("page.published", stream) for stream in streams], chosen)


def states():
    return list(WebhookDelivery.objects.order_by("pk").values_list("state", flat=True))


def uids(*streams):
    rows = WebhookEvent.objects.filter(stream__in=streams) if streams else WebhookEvent.objects.all()
    return [str(row.uid) for row in rows.order_by("pk")]


@pytest.fixture
def endpoint(receiver):
    return listen(receiver.url)


@pytest.fixture
def short(settings):
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "WEBHOOK_TIMEOUT": 0.4}


class TestSignature:
    def check(self, got, secrets):
        """What docs/webhooks.md tells a receiver to do, written without our own code."""
        signed = f"{got.headers['webhook-id']}.{got.headers['webhook-timestamp']}.".encode() + got.body
        keys = [base64.b64decode(secret.removeprefix("whsec_")) for secret in secrets]
        expected = [base64.b64encode(hmac.new(key, signed, sha256).digest()).decode() for key in keys]
        return got.headers["webhook-signature"] == " ".join(f"v1,{one}" for one in expected)

    def test_a_receiver_can_check_it(self, endpoint, receiver):
        put("page:1")
        assert delivery.send_due() == 1
        got = receiver.got[0]
        assert self.check(got, [endpoint.secret])
        assert not self.check(got, [signing.new_secret()])
        assert json.loads(got.body)["id"] == got.uid == uids()[0]
        assert abs(int(got.headers["webhook-timestamp"]) - time.time()) < 10
        assert got.headers["content-type"] == "application/json"

    def test_the_code_of_the_documentation_says_so_too(self, endpoint, receiver):
        told = (Path(__file__).resolve().parents[3] / "docs/webhooks.md").read_text(encoding="utf-8")
        names = {}
        exec(re.search(r"```python\n(.*?)```", told, re.DOTALL)[1], names)
        new = endpoints.renew_secret(endpoint.pk, 24)
        put("page:1")
        delivery.send_due()
        got = receiver.got[0]
        assert names["is_ours"](new, got.headers, got.body)
        assert names["is_ours"](endpoint.secret, got.headers, got.body)
        assert not names["is_ours"](signing.new_secret(), got.headers, got.body)
        assert not names["is_ours"](new, got.headers, got.body + b" ")
        with time_machine.travel(timezone.now() + timedelta(minutes=6)):
            assert not names["is_ours"](new, got.headers, got.body)

    def test_every_event_is_in_the_documentation(self):
        told = (Path(__file__).resolve().parents[3] / "docs/webhooks.md").read_text(encoding="utf-8")
        assert [name for name, _words in choices() if f"`{name}`" not in told] == []

    def test_the_example_of_the_specification(self):
        found = signing.signature(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1614265330,
            b'{"test": 2432232314}',
        )
        assert found == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="

    def test_both_secrets_sign_while_one_takes_over(self, endpoint, receiver):
        old = endpoint.secret
        new = endpoints.renew_secret(endpoint.pk, 24)
        assert new != old
        put("page:1")
        delivery.send_due()
        assert self.check(receiver.got[0], [new, old])
        put("page:1")
        with time_machine.travel(timezone.now() + timedelta(hours=25)):
            WebhookDelivery.objects.update(give_up_at=timezone.now() + timedelta(hours=1))
            delivery.send_due()
            assert self.check(receiver.got[1], [new])
            assert endpoints.forget_old_secrets() == 1
        assert old not in str(WebhookEndpoint.objects.values())

    def test_a_secret_that_has_become_known_ends_at_once(self, endpoint, receiver):
        new = endpoints.renew_secret(endpoint.pk, 0)
        put("page:1")
        delivery.send_due()
        assert self.check(receiver.got[0], [new])

    def test_no_secret_in_log_or_audit_log(self, endpoint, receiver, caplog):
        caplog.set_level(logging.DEBUG)
        receiver.answers.extend([500, (302, {"Location": "https://example.org/"}), sleepy(0.01)])
        secrets = [endpoint.secret, endpoints.renew_secret(endpoint.pk, 24)]
        put("page:1", "page:2")
        for _ in range(4):
            delivery.send_due()
            hurry()
        WebhookDelivery.objects.update(state="retry", give_up_at=timezone.now())
        delivery.send_due()
        written = caplog.text + str(list(AuditEvent.objects.values())) + str(list(WebhookDelivery.objects.values()))
        assert "webhook.secret_renewed" in written
        for secret in secrets:
            assert secret.removeprefix("whsec_") not in written


class TestReceivers:
    def test_that_is_well(self, endpoint, receiver):
        put("page:1", "page:2")
        assert run_handlers()["webhooks"] == 2
        assert states() == ["delivered"] * 2
        assert delivery.send_due() == 0
        row = WebhookDelivery.objects.first()
        assert (row.last_status, row.attempts, row.leased_by) == (204, 1, "")
        assert row.delivered_at

    def test_that_is_down_and_comes_back(self, settings):
        with Receiver() as gone:
            pass
        settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "WEBHOOK_ALLOWED_HOSTS": ["127.0.0.1"]}
        listen(gone.url)
        put("page:1")
        assert delivery.send_due() == 0
        row = WebhookDelivery.objects.get()
        assert (row.state, row.last_error, row.last_status) == ("retry", sending.UNREACHED, None)
        with Receiver() as back:
            WebhookEndpoint.objects.update(url=back.url)
            hurry()
            assert delivery.send_due() == 1
            assert [got.uid for got in back.got] == uids()

    @pytest.mark.parametrize("status", [200, 202, 299])
    def test_that_takes_it(self, status, endpoint, receiver):
        receiver.otherwise = status
        put("page:1")
        assert delivery.send_due() == 1
        assert states() == ["delivered"]

    @pytest.mark.parametrize("status", [400, 401, 404, 410, 429, 500, 503])
    def test_that_refuses(self, status, endpoint, receiver):
        receiver.otherwise = status
        put("page:1")
        assert delivery.send_due() == 0
        row = WebhookDelivery.objects.get()
        assert (row.state, row.last_status, row.last_error) == ("retry", status, sending.REFUSED)

    @pytest.mark.parametrize("way", [sleepy(3), dripping], ids=["sleepy", "dripping"])
    def test_that_is_slow(self, way, endpoint, receiver, short):
        receiver.otherwise = way
        put("page:1")
        began = time.monotonic()
        assert delivery.send_due() == 0
        assert time.monotonic() - began < 2
        assert WebhookDelivery.objects.get().last_error == sending.LATE

    def test_that_never_ends(self, endpoint, receiver):
        receiver.otherwise = endless
        put("page:1")
        began = time.monotonic()
        assert delivery.send_due() == 1
        assert time.monotonic() - began < 2

    def test_that_speaks_something_else(self, endpoint, receiver):
        receiver.otherwise = lambda handler, got: handler.wfile.write(b"220 mail.example.org ESMTP\r\n") and None
        put("page:1")
        assert delivery.send_due() == 0
        assert WebhookDelivery.objects.get().state == "retry"

    def test_one_that_is_away_keeps_no_other_waiting(self, endpoint, receiver, settings, short):
        with Receiver() as slow:
            slow.otherwise = sleepy(3)
            settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "WEBHOOK_ALLOWED_HOSTS": ["127.0.0.1"]}
            listen(slow.url, name="Långsam")
            put(*(f"page:{number}" for number in range(8)))
            began = time.monotonic()
            assert delivery.send_due() == 8
            assert time.monotonic() - began < 3  # one try of the slow one, not eight
            assert len(receiver.got) == 8
            assert len(slow.got) == 1


class TestOrder:
    def test_a_later_event_of_the_page_waits_for_the_earlier(self, endpoint, receiver):
        put("page:1", "page:1", "page:2")
        receiver.answers.extend([500])
        delivery.send_due()
        WebhookEndpoint.objects.update(resting_until=None)
        assert delivery.send_due() == 1  # of the other page
        assert states() == ["retry", "queued", "delivered"]
        hurry()
        assert delivery.send_due() == 2
        assert [got.uid for got in receiver.got[2:]] == uids("page:1")

    def test_what_is_given_up_lets_the_next_pass(self, endpoint, receiver):
        put("page:1", "page:1")
        first = WebhookDelivery.objects.filter(event__uid=uids()[0])
        first.update(give_up_at=timezone.now() + timedelta(seconds=1))
        with time_machine.travel(timezone.now() + timedelta(seconds=2)):
            first.update(state="sending", leased_by="gone", leased_until=timezone.now())
            assert delivery.send_due() == 1
        assert states() == ["failed", "delivered"]

    def test_one_receiver_does_not_wait_for_another(self, endpoint, receiver, settings):
        with Receiver() as broken:
            broken.otherwise = 500
            settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "WEBHOOK_ALLOWED_HOSTS": ["127.0.0.1"]}
            listen(broken.url, name="Trasig")
            put("page:1", "page:1")
            assert delivery.send_due() == 2
            assert [got.uid for got in receiver.got] == uids()
            assert len(broken.got) == 1


class TestTries:
    def test_they_are_spread_over_a_day_and_then_it_is_given_up(self, endpoint, receiver):
        receiver.otherwise = 500
        began = timezone.now()
        moments = []
        with time_machine.travel(began, tick=False) as clock:
            put("page:1")
            while states() != ["failed"]:
                delivery.send_due()
                moments.append(timezone.now() - began)
                row = WebhookDelivery.objects.get()
                assert len(moments) < 40
                rested = WebhookEndpoint.objects.get().resting_until
                clock.move_to(max(row.next_try_at, rested))
        waits = [after - before for before, after in pairwise(moments)]
        assert waits[0] == timedelta(seconds=30)
        assert all(second >= first for first, second in pairwise(waits[:-1]))
        assert max(waits) <= timedelta(hours=2)
        assert timedelta(hours=23) < moments[-1] <= timedelta(hours=24, minutes=1)
        assert 15 <= len(receiver.got) <= 25

    def test_what_was_never_tried_is_given_up_too(self, endpoint):
        put("page:1")
        WebhookEndpoint.objects.update(resting_until=timezone.now() + timedelta(days=3))
        with time_machine.travel(timezone.now() + timedelta(hours=24, seconds=1)):
            delivery.send_due()
        row = WebhookDelivery.objects.get()
        assert (row.state, row.last_error) == ("failed", delivery.NEVER)

    def test_an_answer_wakes_the_receiver(self, endpoint, receiver):
        receiver.answers.append(500)
        put("page:1", "page:2")
        delivery.send_due()
        assert WebhookEndpoint.objects.get().resting_until > timezone.now()
        hurry()
        delivery.send_due()
        endpoint.refresh_from_db()
        assert (endpoint.failures, endpoint.resting_until) == (0, None)

    def test_while_it_is_sent_it_is_held(self, endpoint, receiver):
        put("page:1")
        row = delivery._claim("me")
        assert delivery._claim("other") is None
        WebhookDelivery.objects.update(attempts=2, leased_by="successor")
        delivery._complete(row, "delivered")
        assert WebhookDelivery.objects.get().state == "sending"

    def test_one_that_kills_its_worker_does_not_do_so_for_ever(self, endpoint, receiver):
        put("page:1")
        past = timezone.now() - timedelta(seconds=1)
        WebhookDelivery.objects.update(state="sending", leased_until=past, give_up_at=past)
        assert delivery.send_due() == 0
        assert WebhookDelivery.objects.get().last_error == delivery.DIED
        assert receiver.got == []


class TestAgain:
    @pytest.mark.parametrize("state", WebhookDelivery.DONE)
    def test_it_is_the_same_event(self, state, endpoint, receiver):
        put("page:1")
        WebhookDelivery.objects.update(state=state, attempts=20)
        assert delivery.send_again(WebhookDelivery.objects.get().pk)
        assert delivery.send_due() == 1
        assert receiver.got[0].uid == uids()[0]

    def test_what_waits_or_has_no_receiver_is_not(self, endpoint):
        row = put("page:1")[0]
        assert not delivery.send_again(row.pk)
        endpoint.active = False
        endpoints.save(endpoint)
        assert states() == ["dropped"]
        assert not delivery.send_again(row.pk)
        assert delivery.send_due() == 0


def test_retention_keeps_what_is_not_settled(endpoint):
    put("page:1", "page:2", "page:3")
    first, second, _third = WebhookDelivery.objects.order_by("pk")
    WebhookDelivery.objects.filter(pk=first.pk).update(state="delivered")
    WebhookDelivery.objects.filter(pk=second.pk).update(state="failed")
    assert retention.apply()["headless.webhooks"] == 0
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert retention.apply()["headless.webhooks"] == 2
    assert WebhookDelivery.objects.count() == WebhookEvent.objects.count() == 1
