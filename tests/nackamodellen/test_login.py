"""One log-in page for the site and the admin, with tries counted before any password is hashed."""

import datetime
import threading
from unittest import mock

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from grund import throttle
from grund.models import ThrottleCounter
from tests.services import require
from tests.threads import at_the_same_moment

ADDRESS = "/logga-in/"
PASSWORD = "lösenord-för-test"


@pytest.fixture
def kim(site):
    return get_user_model().objects.create_user("kim", "kim@example.org", PASSWORD)


def log_in(client, name="kim", password="fel", address=ADDRESS, **extra):
    return client.post(address, {"username": name, "password": password}, **extra)


class TestOnePage:
    pytestmark = pytest.mark.django_db

    def test_the_admins_own_address_leads_here_and_keeps_where_one_was_going(self, client, site):
        response = client.get("/admin/login/?next=/admin/pages/")
        assert response.status_code == 302
        assert response["Location"] == "/logga-in/?next=%2Fadmin%2Fpages%2F"
        assert client.get("/admin/login/")["Location"] == "/logga-in/"
        # What is sent there is not looked at: tries are counted in one place.
        assert client.post("/admin/login/", {"username": "kim", "password": PASSWORD})["Location"] == "/logga-in/"

    @pytest.mark.parametrize("address", ["/admin/", "/admin/pages/", "/mina-uppgifter/", "/en/mina-uppgifter/"])
    def test_whoever_must_log_in_comes_here_and_then_gets_on(self, client, kim, address):
        kim.is_superuser = True
        kim.save()
        first = client.get(address, follow=True)
        assert first.redirect_chain[-1][0].startswith(("/logga-in/?next=", "/en/logga-in/?next="))
        target = first.redirect_chain[-1][0]
        response = client.post(target, {"username": "kim", "password": PASSWORD, "next": address})
        assert response["Location"] == address

    def test_wagtails_page_for_closed_pages_is_no_way_around(self, client, kim):
        for address in ("/_util/login/", "/en/_util/login/"):
            response = log_in(client, password=PASSWORD, address=address)
            assert response.status_code in (302, 404)
            assert response.headers.get("Location", ADDRESS).startswith(("/logga-in/", "/en/logga-in/"))
            assert "_auth_user_id" not in client.session

    @pytest.mark.parametrize(
        "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "https:evil"]
    )
    def test_nobody_is_led_off_the_site(self, client, kim, target):
        response = client.post(ADDRESS, {"username": "kim", "password": PASSWORD, "next": target})
        assert response.status_code == 302
        assert response["Location"] == "/mina-uppgifter/"

    def test_an_editor_comes_to_the_admin(self, client, cast):
        response = log_in(client, "editor", PASSWORD)
        assert response["Location"] == "/admin/"

    def test_whoever_may_not_enter_the_admin_is_told_so_and_not_sent_in_circles(self, client, kim):
        client.force_login(kim)
        response = client.get("/admin/", follow=True)  # raises where redirects go in circles
        assert response.redirect_chain[-1][0] == "/logga-in/?next=/admin/"
        assert "kim" in response.content.decode().split('class="notice warn"')[1].split("</p>")[0]

    def test_the_page_is_in_the_language_of_its_address(self, client, site):
        assert "Användarnamn" in client.get(ADDRESS).content.decode()
        assert "Username" in client.get("/en/logga-in/").content.decode()

    def test_logging_out_takes_a_post(self, client, kim):
        client.force_login(kim)
        assert client.get("/logga-ut/").status_code == 405
        assert "_auth_user_id" in client.session
        assert client.post("/logga-ut/")["Location"] == "/"
        assert "_auth_user_id" not in client.session

    def test_forms_need_their_key(self, kim):
        strict = Client(enforce_csrf_checks=True)
        assert log_in(strict, password=PASSWORD).status_code == 403
        assert "_auth_user_id" not in strict.session


class TestCookie:
    pytestmark = pytest.mark.django_db

    def test_the_session_is_for_this_site_and_no_script(self, client, kim, settings):
        cookie = log_in(client, password=PASSWORD).cookies["sessionid"]
        assert cookie["httponly"] is True
        assert cookie["samesite"] == "Lax"
        assert cookie["max-age"] == settings.SESSION_COOKIE_AGE == 12 * 3600

    def test_the_session_key_is_another_after_logging_in(self, client, kim):
        session = client.session
        session["before"] = 1
        session.save()
        before = session.session_key
        log_in(client, password=PASSWORD)
        assert client.session.session_key != before


class TestThrottle:
    pytestmark = pytest.mark.django_db

    def test_a_wrong_password_is_told_in_a_sentence_and_the_name_stays(self, client, kim):
        response = log_in(client)
        assert response.status_code == 200
        text = response.content.decode()
        assert 'value="kim"' in text
        assert "hör inte ihop" in text
        assert 'class="errors"' in text

    def test_five_tries_per_name(self, client, kim):
        for _ in range(5):
            assert log_in(client).status_code == 200
        response = log_in(client, password=PASSWORD)
        assert response.status_code == 429
        assert response["Retry-After"] == "600"
        text = response.content.decode()
        assert 'value="kim"' in text
        assert "10 minuter" in text
        assert PASSWORD not in text
        assert "_auth_user_id" not in client.session

    def test_no_password_is_hashed_once_there_were_too_many(self, client, kim):
        for _ in range(5):
            log_in(client)
        with (
            mock.patch("django.contrib.auth.hashers.BasePasswordHasher.verify", create=True) as verify,
            mock.patch("django.contrib.auth.hashers.MD5PasswordHasher.encode") as encode,
            mock.patch("django.contrib.auth.forms.authenticate") as authenticate,
        ):
            assert log_in(client).status_code == 429
            assert log_in(client, "KIM").status_code == 429
        assert not verify.called
        assert not encode.called
        assert not authenticate.called

    def test_a_name_that_nobody_has_is_counted_too(self, client, site):
        codes = [log_in(client, "nobody").status_code for _ in range(6)]
        assert codes == [200] * 5 + [429]

    def test_the_name_counts_whatever_its_case(self, client, kim):
        codes = [log_in(client, name).status_code for name in ("kim", "Kim", "KIM", "kIm", " kim ", "kim")]
        assert codes == [200] * 5 + [429]

    def test_another_name_is_not_stopped(self, client, cast, kim):
        for _ in range(6):
            log_in(client)
        assert log_in(client, "editor", PASSWORD).status_code == 302

    def test_two_hundred_tries_per_address(self, client, kim, settings):
        settings.LOGIN_TRIES_PER_ADDRESS = 7  # the setting decides; 200 stands in the settings
        for number in range(7):
            assert log_in(client, f"name-{number}").status_code == 200
        response = log_in(client, "kim", PASSWORD)
        assert response.status_code == 429
        assert response["Retry-After"] == "600"
        assert "429.html" in [template.name for template in response.templates]
        assert log_in(client, "kim", PASSWORD, REMOTE_ADDR="10.0.0.9").status_code == 302

    def test_the_limits_are_those_of_the_settings(self, settings):
        assert (settings.LOGIN_TRIES_PER_NAME, settings.LOGIN_TRIES_PER_ADDRESS) == (5, 200)
        assert settings.LOGIN_TRIES_MINUTES == 10

    def test_after_ten_minutes_one_may_try_again(self, client, kim):
        with time_machine.travel(timezone.now(), tick=False) as clock:
            for _ in range(6):
                log_in(client)
            clock.shift(datetime.timedelta(minutes=9, seconds=59))
            assert log_in(client, password=PASSWORD).status_code == 429
            clock.shift(datetime.timedelta(seconds=1))
            assert log_in(client, password=PASSWORD).status_code == 302

    def test_success_forgets_the_name(self, client, kim):
        for _ in range(4):
            log_in(client)
        assert log_in(client, password=PASSWORD).status_code == 302
        other = Client()
        codes = [log_in(other).status_code for _ in range(6)]
        assert codes == [200] * 5 + [429]

    def test_a_try_without_password_does_not_forget_the_name(self, client, kim):
        for _ in range(6):
            log_in(client)
        log_in(client, password="")
        assert log_in(client, password=PASSWORD).status_code == 429

    def test_an_empty_form_is_not_counted(self, client, kim):
        for _ in range(10):
            assert log_in(client, "", "").status_code == 200
        assert not ThrottleCounter.objects.exists()

    def test_the_table_holds_no_name_and_no_address(self, client, kim):
        log_in(client)
        keys = " ".join(ThrottleCounter.objects.values_list("key", flat=True))
        assert "kim" not in keys
        assert "127.0.0.1" not in keys

    @pytest.mark.parametrize(
        "proxies, header, counted",
        [
            (0, "1.1.1.1", "127.0.0.1"),
            (1, "1.1.1.1", "1.1.1.1"),
            (1, "6.6.6.6, 1.1.1.1", "1.1.1.1"),  # what the client wrote itself does not count
            (2, "6.6.6.6, 1.1.1.1, 2.2.2.2", "1.1.1.1"),
            (2, "2.2.2.2", "127.0.0.1"),
            (1, "", "127.0.0.1"),
            (1, " , ", "127.0.0.1"),
        ],
    )
    def test_a_forwarded_address_counts_only_from_trusted_proxies(self, rf, settings, proxies, header, counted):
        settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "TRUSTED_PROXIES": proxies}
        request = rf.post(ADDRESS, HTTP_X_FORWARDED_FOR=header)
        assert throttle.address_of(request) == counted

    @pytest.mark.parametrize("name", ["\0", "kim\0", "x" * 5000, "\ud83d", "' OR 1=1 --", "🙂", "ａｄｍｉｎ"])
    def test_an_odd_name_gets_a_sentence(self, client, site, name):
        response = log_in(client, name.encode("utf-8", "replace"))
        assert response.status_code == 200
        assert 'class="errors"' in response.content.decode()


def _naive_hit(value):
    """What the counter must not be: look, think, write."""
    row = ThrottleCounter.objects.get(key=value)
    _naive_hit.together.wait(10)
    ThrottleCounter.objects.filter(pk=row.pk).update(count=row.count + 1)
    return row.count + 1 <= 5


@pytest.mark.race
@pytest.mark.postgres
@pytest.mark.usefixtures("committing")
class TestRace:
    MANY = 24

    def test_tries_at_the_same_moment_are_all_counted(self):
        require("postgresql")
        results = at_the_same_moment(self.MANY, lambda: throttle.hit("race", "kim", limit=5, minutes=10))
        assert sorted(map(str, results)) == ["False"] * (self.MANY - 5) + ["True"] * 5
        assert ThrottleCounter.objects.get().count == self.MANY

    def test_a_window_that_is_over_starts_anew_once(self):
        require("postgresql")
        throttle.hit("race", "kim", limit=5, minutes=10)
        ThrottleCounter.objects.update(started_at=timezone.now() - datetime.timedelta(hours=1), count=99)
        results = at_the_same_moment(self.MANY, lambda: throttle.hit("race", "kim", limit=5, minutes=10))
        assert results.count(True) == 5
        assert ThrottleCounter.objects.get().count == self.MANY

    def test_forgetting_at_the_same_moment_breaks_nothing(self):
        require("postgresql")

        def hit_and_forget():
            throttle.hit("race", "kim", limit=5, minutes=10)
            throttle.forget("race", "kim")
            return throttle.hit("race", "kim", limit=500, minutes=10)

        assert at_the_same_moment(self.MANY, hit_and_forget) == [True] * self.MANY

    def test_the_test_would_see_a_counter_that_loses_tries(self):
        require("postgresql")
        ThrottleCounter.objects.create(key="naive", started_at=timezone.now(), count=0)
        _naive_hit.together = threading.Barrier(self.MANY)
        results = at_the_same_moment(self.MANY, lambda: _naive_hit("naive"))
        assert results == [True] * self.MANY
        assert ThrottleCounter.objects.get().count < self.MANY


@pytest.mark.django_db
def test_a_try_writes_in_a_transaction_of_its_own():
    throttle.hit("own", "kim", limit=1, minutes=1)
    assert connection.in_atomic_block  # the test's own
    with transaction.atomic():
        assert throttle.hit("own", "kim", limit=1, minutes=1) is False
