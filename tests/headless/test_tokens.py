"""Readers' tokens: how they are made, what they open, and that nothing of them is kept."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from grund.models import AuditEvent
from headless.models import ReaderToken
from headless.throttle import ledger
from tests.factories import NewsPageFactory

from .conftest import ROOT, Asker, is_problem, token_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(index_page):
    page = NewsPageFactory(parent=index_page("nyheter"), title="Nyckelblomster")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    return page


def test_a_reader_sees_what_is_closed_to_others(closed, ask_as):
    reader = ask_as("staff")
    assert reader(f"/pages/{closed.pk}/")["title"] == "Nyckelblomster"
    is_problem(ask_as(None).get(f"/pages/{closed.pk}/"), 404)


def test_what_a_reader_gets_is_kept_by_no_cache(closed, ask_as):
    for path in ("/pages/", f"/pages/{closed.pk}/", "/locales/", "/search/"):
        response = ask_as("staff").get(path, **({"q": "plan"} if "search" in path else {}))
        assert set(response["Cache-Control"].split(", ")) == {"private", "no-store"}
        assert "Authorization" in response["Vary"]


def test_a_session_opens_nothing(closed, as_user):
    response = as_user("admin").get(f"{ROOT}/pages/{closed.pk}/")
    is_problem(response, 404)
    assert as_user("admin").get(f"{ROOT}/pages/").content == Client().get(f"{ROOT}/pages/").content


@pytest.mark.parametrize("kind", ["revoked", "expired", "deactivated", "changed"])
def test_a_token_that_no_longer_holds_is_refused(closed, cast, kind):
    text = token_for(cast["staff"])
    token = ReaderToken.objects.get()
    if kind == "revoked":
        token.revoked_at = timezone.now()
    if kind == "expired":
        token.expires_at = timezone.now() - timedelta(seconds=1)
    token.save()
    if kind == "deactivated":
        cast["staff"].is_active = False
        cast["staff"].save()
    if kind == "changed":
        text = text[:-1] + ("a" if text[-1] != "a" else "b")
    document = is_problem(Asker(text).get("/pages/"), 401)
    assert kind not in document["detail"] or kind == "revoked"  # the same sentence for all
    assert document == is_problem(Asker("nmr_finnsinte_x").get("/pages/"), 401)


def test_a_token_that_expires_later_holds(cast, site):
    assert (
        Asker(token_for(cast["staff"], expires_at=timezone.now() + timedelta(hours=1))).get("/pages/").status_code
        == 200
    )


def test_the_secret_is_not_stored(cast):
    text = token_for(cast["staff"])
    row = ReaderToken.objects.values().get()
    secret = text.split("_", 2)[2]
    assert text.startswith(f"nmr_{row['prefix']}_")
    assert len(secret) >= 40
    assert all(secret not in str(value) for value in row.values())
    assert text != token_for(cast["staff"])


def test_when_it_was_used_is_written_once_an_hour(cast, site):
    ask = Asker(token_for(cast["staff"]))
    ask("/locales/")
    assert ReaderToken.objects.get().last_used_at is None  # a request writes nothing
    ledger.write()
    first = ReaderToken.objects.get().last_used_at
    assert first is not None
    ask("/locales/")
    ledger.write()
    assert ReaderToken.objects.get().last_used_at == first
    ReaderToken.objects.update(last_used_at=first - timedelta(hours=2))
    ask("/locales/")
    ledger.write()
    assert ReaderToken.objects.get().last_used_at >= first


def test_it_is_made_in_the_admin_and_shown_once(as_user, cast):
    admin = as_user("admin")
    response = admin.post("/admin/reader_tokens/new/", {"name": "Skärm", "user": cast["staff"].pk, "expires_at": ""})
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    text = response.context["text"]
    assert text in response.content.decode()
    assert Asker(text).get("/pages/").status_code == 200
    token = ReaderToken.objects.get()
    secret = text.split("_", 2)[2]
    for address in ("/admin/reader_tokens/", f"/admin/reader_tokens/edit/{token.pk}/"):
        assert secret not in admin.get(address).content.decode()
    assert AuditEvent.objects.filter(action="token.made", by=cast["admin"]).exists()


def test_it_is_revoked_in_the_admin_and_stays_in_the_list(as_user, cast):
    text = token_for(cast["staff"])
    token = ReaderToken.objects.get()
    admin = as_user("admin")
    address = f"/admin/reader_tokens/delete/{token.pk}/"
    assert "återkalla" in admin.get(address).content.decode().lower()
    assert admin.post(address).status_code == 302
    is_problem(Asker(text).get("/pages/"), 401)
    assert ReaderToken.objects.get().revoked_at is not None
    assert token.prefix in admin.get("/admin/reader_tokens/").content.decode()
    assert AuditEvent.objects.filter(action="token.revoked").exists()


def test_as_whom_it_reads_is_never_changed(as_user, cast):
    """Whoever holds it would read as somebody else from one moment to the next."""
    token_for(cast["staff"])
    token, admin = ReaderToken.objects.get(), as_user("admin")
    address = f"/admin/reader_tokens/edit/{token.pk}/"
    assert 'name="user"' not in admin.get(address).content.decode()
    data = {"name": "Ny skärm", "user": cast["admin"].pk, "expires_at": "", "digest": "x", "revoked_at": ""}
    assert admin.post(address, data).status_code == 302
    now = ReaderToken.objects.get()
    assert (now.name, now.user, now.digest) == ("Ny skärm", cast["staff"], token.digest)
    assert AuditEvent.objects.filter(action="token.changed", by=cast["admin"]).exists()
