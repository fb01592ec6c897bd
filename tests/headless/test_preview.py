"""A draft in the front end: from the editor's button to the answer, and all that must not open it."""

import json
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from grund.checks import page_types
from headless import previews
from headless.checks import check_preview
from tests.factories import NewsPageFactory, StandardPageFactory

from .conftest import ROOT, conforms, is_problem

pytestmark = pytest.mark.django_db
FRONT = "https://front.example.org/utkast/?sida={page}&ord={token}&vag={path}&sprak={locale}"


@pytest.fixture(autouse=True)
def front(settings):
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "API_PREVIEW_URL": FRONT}


@pytest.fixture
def page(index_page):
    """Published as Silverlilja, with a draft that is named Utkastvide."""
    page = NewsPageFactory(parent=index_page("nyheter"), title="Silverlilja")
    page.title = "Utkastvide"
    page.body = json.dumps([{"type": "text", "value": "<p>Ännu inte sagt.</p>", "id": "t"}])
    page.save_revision()
    page.refresh_from_db()
    return page


def ask(page, token, scheme="Preview", **parameters):
    headers = {"Authorization": f"{scheme} {token}"} if token is not None else {}
    return Client().get(f"{ROOT}/pages/{page.pk}/preview/", parameters, headers=headers)


@pytest.fixture
def token(page, cast):
    return previews.token_for(page, page.latest_revision, cast["editor"])


def test_from_the_button_to_the_draft(page, as_user):
    client = as_user("editor")
    way = reverse("headless_front", args=[page.pk])
    assert way in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    response = client.get(way)
    assert response.status_code == 302
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]
    address = urlsplit(response["Location"])
    asked = parse_qs(address.query)
    assert (address.netloc, asked["sida"], asked["sprak"]) == ("front.example.org", [str(page.pk)], ["sv"])
    assert asked["vag"] == [page.url]
    answer = ask(page, asked["ord"][0])
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    assert "ETag" not in answer
    assert "Authorization" in answer["Vary"]
    found = answer.json()
    conforms(f"{ROOT}/pages/{page.pk}/preview/", found)
    assert found["page"]["title"] == "Utkastvide"
    assert "Ännu inte sagt." in json.dumps(found["page"]["content"], ensure_ascii=False)
    assert found["revision"] == page.latest_revision_id
    # Nobody else sees any of it.
    assert Client().get(f"{ROOT}/pages/{page.pk}/").json()["title"] == "Silverlilja"


@pytest.mark.parametrize("include", ["html", "translations,breadcrumb", "html,translations,breadcrumb"])
@pytest.mark.parametrize("text", ["html", "markdown"])
def test_what_can_be_included(page, token, include, text):
    answer = ask(page, token, include=include, text=text)
    assert answer.status_code == 200
    conforms(f"{ROOT}/pages/{page.pk}/preview/", answer.json())
    if "html" in include:
        assert "Ännu inte sagt." in answer.json()["page"]["content"]["body"][0]["html"]
    if "breadcrumb" in include:
        assert answer.json()["page"]["breadcrumb"]


def test_every_page_type_half_filled(site, cast):
    """Wagtail saves drafts whose blocks lack what must be there once they are published."""
    tried = 0
    for model in page_types():
        page = model.objects.first()
        if page is None:
            continue
        field = next((field for field in model._meta.fields if field.get_internal_type() == "StreamField"), None)
        if field is not None:
            blocks = [{"type": name, "value": None, "id": name} for name in field.stream_block.child_blocks]
            setattr(page, field.name, json.dumps(blocks))
        revision = page.save_revision(clean=False)
        token = previews.token_for(page, revision, cast["admin"])
        for include in ("translations", "html"):
            answer = ask(page, token, include=include)
            assert answer.status_code == 200, (model, answer.content[:500])
            conforms(f"{ROOT}/pages/{page.pk}/preview/", answer.json())
        tried += 1
    assert tried >= 8


def test_a_page_that_was_never_published(index_page, cast):
    page = NewsPageFactory(parent=index_page("nyheter"), title="Utkastvide", live=False)
    page.save_revision()
    answer = ask(page, previews.token_for(page, page.latest_revision, cast["editor"]))
    assert answer.json()["page"]["title"] == "Utkastvide"
    assert Client().get(f"{ROOT}/pages/{page.pk}/").status_code == 404


# --- What opens nothing -----------------------------------------------------------------------------------


def closed(response):
    document = is_problem(response, 401)
    assert "editor" in document["detail"]
    assert response["WWW-Authenticate"].startswith("Preview")
    assert "Utkastvide" not in response.content.decode()
    assert "Silverlilja" not in response.content.decode()  # never the published version instead


def test_a_token_of_another_page(page, token, index_page):
    other = NewsPageFactory(parent=index_page("nyheter"), title="Silverlilja två")
    other.save_revision()
    closed(ask(other, token))


def test_a_token_is_valid_for_a_quarter_of_an_hour(page, cast):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        token = previews.token_for(page, page.latest_revision, cast["editor"])
        clock.shift(timedelta(minutes=14, seconds=59))
        answer = ask(page, token)
        assert answer.status_code == 200
        assert answer.json()["expires_at"][:16] == (timezone.localtime() + timedelta(seconds=1)).isoformat()[:16]
        clock.shift(timedelta(seconds=2))
        closed(ask(page, token))


def test_after_the_page_was_unpublished(page, token):
    page.unpublish()
    closed(ask(page, token))


def test_after_the_page_was_deleted(page, token):
    key = page.pk
    page.delete()
    closed(Client().get(f"{ROOT}/pages/{key}/preview/", headers={"Authorization": f"Preview {token}"}))


def test_after_the_revision_was_deleted(page, token):
    page.refresh_from_db()
    page.latest_revision = None
    page.save(update_fields=["latest_revision"])
    page.revisions.all().delete()
    closed(ask(page, token))


def test_one_revision(page, token):
    page.title = "Klubbstarr"
    page.save_revision()
    assert ask(page, token).json()["page"]["title"] == "Utkastvide"


@pytest.mark.parametrize("change", [{"is_active": False}, "groups"])
def test_when_its_maker_may_no_longer_edit(page, token, cast, change):
    editor = cast["editor"]
    if change == "groups":
        editor.groups.clear()
    else:
        type(editor).objects.filter(pk=editor.pk).update(**change)
    closed(ask(page, token))


def test_what_is_no_token(page, token, cast):
    from .conftest import token_for

    forged = signing.dumps({"page": page.pk}, key="another key", salt="headless.preview")
    other_salt = signing.dumps({"page": page.pk}, salt="elsewhere")
    for text in (
        "",
        "x",
        token[:-2],
        token + "x",
        token.upper(),
        "a:b:c",
        ":::",
        "å" * 30,
        "x" * 5000,
        forged,
        other_salt,
    ):
        closed(ask(page, text) if text else ask(page, None))
    is_problem(ask(page, token, scheme="Bearer"), 401)
    closed(ask(page, token_for(cast["admin"]), scheme="Bearer"))  # a reader's token opens no draft, whoever's it is
    is_problem(ask(page, token, revision=1), 422)


def test_it_opens_nothing_else(page, token):
    headers = {"Authorization": f"Preview {token}"}
    for path in ("/pages/", f"/pages/{page.pk}/", "/terms/", "/navigation/", "/pages/gone/?since=2026-11-01"):
        is_problem(Client().get(ROOT + path, headers=headers), 401)


def test_a_closed_section_is_as_closed_around_the_draft(page, cast, site):
    from tests.lists.conftest import restrict

    hidden = StandardPageFactory(parent=site, title="Hemligvide")
    restrict(hidden, "login")
    page.body = json.dumps([{"type": "related", "value": [hidden.pk], "id": "r"}])
    page.save_revision()
    token = previews.token_for(page, page.latest_revision, cast["admin"])
    assert "Hemligvide" not in ask(page, token, include="html").content.decode()


# --- The button -------------------------------------------------------------------------------------------


def test_without_a_front_end_there_is_no_button(page, as_user, settings):
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "API_PREVIEW_URL": ""}
    client, way = as_user("editor"), reverse("headless_front", args=[page.pk])
    assert way not in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert client.get(way).status_code == 404


def test_who_may_not_edit_gets_no_token(page, as_user):
    way = reverse("headless_front", args=[page.pk])
    for name in ("staff", "training_manager"):
        response = as_user(name).get(way)
        assert response.status_code == 302
        assert "front.example.org" not in response["Location"]
    assert "front.example.org" not in Client().get(way)["Location"]


def test_a_page_without_a_draft(index_page, as_user):
    page = NewsPageFactory(parent=index_page("nyheter"))
    assert page.latest_revision is None
    response = as_user("editor").get(reverse("headless_front", args=[page.pk]), follow=True)
    assert gettext("There is no draft to show yet. Save the page first.") in response.content.decode()


@pytest.mark.parametrize(
    "address, words",
    [
        ("front.example.org/{page}/{token}", "https://"),
        ("https://front.example.org/{token}", "{page}"),
        ("https://front.example.org/{page}", "{token}"),
        ("https://front.example.org/{page}/{token}/{slug}", "slug"),
        ("https://front.example.org/{page}/{token", "brace"),
        ("https://front.example.org/{page}/{token}/{}", "''"),
    ],
)
def test_a_setting_that_leads_nowhere(settings, address, words):
    settings.NACKAMODELLEN = {"API_PREVIEW_URL": address}
    [error] = check_preview()
    assert error.id == "headless.E006"
    assert words in error.msg
    settings.NACKAMODELLEN = {"API_PREVIEW_URL": FRONT}
    assert check_preview() == []
