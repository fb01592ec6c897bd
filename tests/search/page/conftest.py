"""A results page whose search engine says what the test wants."""

from dataclasses import replace

import pytest
from django.utils.safestring import mark_safe

from grund.pagination import page_of
from grund.shapes import TermEntry
from search import views
from search.results import Choice, Facet, Hit, Result


def hit(number, **facts):
    """The hit of this rank."""
    plain = Hit(number, f"Sida {number}", f"/sida-{number}/", "page", "Sida", mark_safe("En <mark>plan</mark>."), "Rot")
    return replace(plain, rank=number, **facts)


def facets(chosen=()):
    """The facets of a search; ``chosen`` holds (parameter, value)."""
    rows = {
        ("typ", "Typ"): [("news", "Nyheter", 5), ("model", "Modellen", 1200), ("course", "Kurser", 0)],
        ("malgrupp", "Målgrupp"): [("object_lead", "Objektledare", 3)],
        ("objekt", "Objekt"): [],
        ("ar", "År"): [("2026", "2026", 4)],
    }
    return tuple(
        Facet(name, label, tuple(Choice(*choice, (name, choice[0]) in chosen) for choice in choices))
        for (name, label), choices in rows.items()
    )


@pytest.fixture
def answer(site, monkeypatch):
    """``answer(total=3, capped=True)``: what every search finds from now on. Gives the list of what was asked."""

    def set_answer(total=1, hits=None, **facts):
        rows = hits if hits is not None else tuple(hit(number) for number in range(1, min(total, 50) + 1))
        asked = []

        def find(query, visitor, language, asked_page=1, filters=None, exact=False):
            asked.append((query, language, asked_page, filters, exact))
            words = facts.get("words", tuple(query.split()))
            shown = page_of(rows, asked_page, 10)
            made = Result(query, words, shown, total=total, all_kinds=facts.get("all_kinds", total))
            return replace(made, **{name: value for name, value in facts.items() if name != "words"})

        monkeypatch.setattr(views.engine, "find", find)
        return asked

    set_answer()
    return set_answer


@pytest.fixture
def noted(monkeypatch):
    """What was written down of the searches: [(query, language, number of hits)]."""
    seen = []
    monkeypatch.setattr(views, "_note", lambda *what: seen.append(what))
    return seen


@pytest.fixture(autouse=True)
def _nothing_is_noted(noted):
    """No test of the page writes to the search log."""


@pytest.fixture
def show(answer, client):
    """``show("?q=plan")``: the text of the results page, which must be one."""

    def get(address="?q=plan", language="sv"):
        response = client.get(f"{'/en' if language == 'en' else ''}/sok/{address}")
        assert response.status_code == 200
        return response.content.decode()

    return get


@pytest.fixture
def role_word():
    return TermEntry(
        "objektledare", "Objektledare", "Leder.", "/ordlista/#objektledare", "object lead", ("samordnare",)
    )
