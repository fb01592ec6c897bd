"""How a feature of the content interface is shown, and shown to be missed when it is switched off."""

import pytest
from django.test import Client
from wagtail.models import Locale

from tests.factories import StandardPageFactory, TermFactory

from .test_blocks import page_with, picture  # noqa: F401 (fixtures)

ROOT = "/api/innehall/v1"


class At:
    """What the features are shown with."""

    def __init__(self, **things):
        self.__dict__.update(things)


@pytest.fixture
def at(site, index_page, english_home, page_with, picture, cast, settings):  # noqa: F811
    settings.NACKAMODELLEN = {
        **settings.NACKAMODELLEN,
        "API_CORS_ORIGINS": ["https://app.example.org"],
        "API_REQUESTS_ANONYMOUS": 500,
        "API_PREVIEW_URL": "https://front.example.org/?page={page}&token={token}",
    }
    goal = StandardPageFactory(parent=site, title="Silverlilja")
    english = goal.copy_for_translation(Locale.objects.get(language_code="en"))
    english.title = "Silver lily"
    english.save_revision().publish()
    TermFactory(uid="plan", term="Plan", definition="Vad som görs.")
    body = [
        ("text", f'<p>Se <a linktype="page" id="{goal.pk}">den</a>, <a linktype="page" id="99999">borta</a>.</p>'),
        ("figure", {"image": {"image": picture.pk, "decorative": False, "alt_text": "En yta"}, "caption": ""}),
        ("term", "plan"),
    ]
    page = page_with(*body)
    in_english = page.copy_for_translation(Locale.objects.get(language_code="en"))
    in_english.body = page.body
    in_english.save_revision().publish()
    return At(
        site=site, news=index_page("nyheter"), goal=goal, english=english, page=page, in_english=in_english,
        cast=cast, settings=settings,
    )  # fmt: skip


def get(path, /, token=None, scheme="Bearer", headers=None, **parameters):
    found = {**({"Authorization": f"{scheme} {token}"} if token else {}), **(headers or {})}
    return Client(raise_request_exception=False).get(ROOT + path, parameters, headers=found)


def answer(path, /, **asked):
    response = get(path, **asked)
    assert response.status_code == 200, response.content[:300]
    return response.json()


def both_tests(features):
    """Two tests for each of ``features``, {name: class with ``show(at)``, which fails where the feature is missing, and
    ``off(patch, at)``, which switches it off}."""

    @pytest.mark.parametrize("name", features)
    def test_feature(name, at):
        features[name].show(at)

    @pytest.mark.whole
    @pytest.mark.parametrize("name", features)
    def test_is_missed_when_it_is_off(name, at, monkeypatch):
        features[name].off(monkeypatch, at)
        with pytest.raises((AssertionError, KeyError, TypeError)):
            features[name].show(at)

    return test_feature, test_is_missed_when_it_is_off


def keeper():
    """({}, a decorator that puts a class into it by the name of its feature)."""
    kept = {}
    return kept, lambda name: lambda cls: kept.setdefault(name, cls)
