"""Every address that the published document knows, asked by everybody: what is closed is found by nobody who may not see it.

The addresses are made from the document, so that a new endpoint, parameter or ``include`` is among them at once; one that
this file has no values for fails here until it has.
"""

import json

import pytest
import time_machine
from django.core.files.images import ImageFile
from django.utils.text import slugify
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from grund.visitors import Visitor
from headless.openapi import document
from search.rebuild import rebuild
from tests.factories import CoursePageFactory, NewsPageFactory, ObjectPageFactory, StandardPageFactory, TermFactory
from tests.factories.courses import make_occasion
from tests.lists.conftest import FINDS, WORDS, documents, in_all_states, restrict, restricted  # noqa: F401 (fixtures)

from .conftest import ROOT, Asker, token_for

pytestmark = pytest.mark.django_db
# The training manager's group is not the one that the closed pages are open to.
SEES = {**FINDS, "training_manager": FINDS["staff"]}
SLUGS = {state: slugify(word) for state, word in WORDS.items()}
BESIDE = tuple(state for state in WORDS if state != "below")
MISSING = {"pk": 999_999, "code": "FINNSINTE", "uid": "finns-inte", "slug": "finns-inte"}


@pytest.fixture(autouse=True)
def a_monday_in_march(settings):
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "API_REQUESTS_ANONYMOUS": 10**7, "API_REQUESTS_TOKEN": 10**7}
    with time_machine.travel("2026-03-02T09:00:00+01:00"):
        yield


@pytest.fixture
def content(in_all_states, documents, index_page, site):  # noqa: F811
    """Pages of four kinds in each state, with a document, a picture, a course date and a word that lead to them."""
    pages = []
    for kind, factory, parent in (
        ("nyhet", NewsPageFactory, "nyheter"),
        ("objekt", ObjectPageFactory, "objekt"),
        ("kurs", CoursePageFactory, "utbildning"),
        ("sida", StandardPageFactory, "modellen"),
    ):

        def fields(state, number, kind=kind):
            code = {"code": "ABCDEFG"[number] * 3} if kind == "objekt" else {}
            return {
                "title": f"Blomster {WORDS[state]} {kind}",
                "slug": f"{SLUGS[state]}-{kind}",
                **code,
                "show_in_menus": True,
            }

        made = in_all_states(factory, index_page(parent), fields, tuple(WORDS) if kind == "nyhet" else BESIDE)
        hidden = factory(
            parent=index_page(parent),
            **{**fields("group", 6), "title": "Lösenordslilja", "slug": f"losenordslilja-{kind}"},
        )
        restrict(hidden, "password")
        pages += [*made.values(), hidden]
        if kind == "kurs":
            for state, course in made.items():
                make_occasion(course, place=f"Rum {WORDS[state]}", status="draft" if state == "draft" else "open")
    pictures = [a_picture(state, document.collection) for state, document in documents.items()]
    rows = [{"image": {"image": one.pk, "decorative": False, "alt_text": ""}, "caption": ""} for one in pictures]
    body = [
        {"type": "related", "value": [page.pk for page in pages], "id": "r"},
        {"type": "documents", "value": [row.pk for row in documents.values()], "id": "d"},
        {"type": "term", "value": "plan", "id": "t"},
        *({"type": "figure", "value": row, "id": f"f{number}"} for number, row in enumerate(rows)),
    ]
    TermFactory(uid="plan", term="Plan")
    pages.append(StandardPageFactory(parent=site, title="Dit", body=json.dumps(body)))
    rebuild()
    return pages


def a_picture(state, collection):
    file = ImageFile(get_test_image_file(size=(30, 20)), name=f"{state}.png")
    return get_image_model().objects.create(title=f"Blomster {WORDS[state]}", file=file, collection=collection)


def values_of(name, schema, pages):
    """What a parameter is tried with: everything that could lead to something closed."""
    if name == "include":
        return [schema["anyOf"][0]["pattern"].split("(")[1].split(")")[0].replace("|", ",")]
    return {
        "pk": [*(page.pk for page in pages), MISSING["pk"]],
        "code": [*(letter * 3 for letter in "ABCDEFG"), "object_owner", MISSING["code"]],
        "uid": ["plan", MISSING["uid"]],
        "slug": ["grundutbildning", MISSING["slug"]],
        "path": [page.url for page in pages if page.url],
        "q": ["blomster", "lösenordslilja"],
        "page": [page.pk for page in pages],
        "parent": [page.pk for page in pages[:8]] + [page.get_parent().pk for page in pages[::7]],
        "type": ["nyheter.NewsPage", "sidor.StandardPage"],
        "kind": ["page", "news", "object", "course", "document"],
        "object": ["AAA", "DDD", MISSING["code"]],
        "only": ["AAA", "DDD", MISSING["code"]],
        "limit": [100],
        "offset": [1],
        "depth": [3],
        "text": ["markdown"],
        "locale": ["en", "sv"],
        "fallback": ["sv"],
        "order": ["-title"],
        "since": ["2020-01-01"],
        "updated_since": ["2020-01-01"],
        "exact": ["true"],
        "year": [2026],
        "role": ["object_owner"],
        "topic": ["training"],
    }[name]


def addresses_of(pages):
    """Of each endpoint: what it needs in every way, then with each of the rest, then with all that adds something."""
    for path, operations in document()["paths"].items():
        needed, rest = [{}], []
        for parameter in operations["get"].get("parameters", []):
            name, values = parameter["name"], values_of(parameter["name"], parameter["schema"], pages)
            if name == "page" and path.endswith("/search/"):
                continue  # the number of a part there, the key of a page elsewhere
            if parameter["required"]:
                needed = [{**one, name: value} for one in needed for value in values]
            else:
                rest += [{name: value} for value in values]
        most = {name: value for one in rest for name, value in one.items() if name in ("limit", "include")}
        for one in needed:
            ways = [{}, most, *({**most, **way} for way in rest)] if len(needed) < 5 else [most]
            for way in ways:
                query = {name: value for name, value in {**one, **way}.items() if "{%s}" % name not in path}
                yield path.removeprefix(ROOT).format(**{**MISSING, **one}), tuple(query.items())


def states_in(answer):
    """The states whose word, in a title or in an address, stands in an answer."""
    if answer.status_code != 200:
        return set()
    text = json.dumps(answer.json(), ensure_ascii=False)
    seen = {state for state, word in WORDS.items() if word in text or SLUGS[state] in text}
    return seen | ({"password"} if "Lösenordslilja" in text or "losenordslilja" in text else set())


def ask_everything(cast, addresses):
    """{asker: {address: answer}}."""
    askers = {name: Asker(token_for(cast[name]) if name else None) for name in SEES}
    return askers, {
        name: {(path, query): asker.get(path, **dict(query)) for path, query in addresses}
        for name, asker in askers.items()
    }


@pytest.mark.whole
def test_nobody_finds_what_is_closed_and_everybody_what_is_open(content, cast):
    addresses = list(addresses_of(content))
    assert len(addresses) > 300
    askers, answers = ask_everything(cast, addresses)
    for name, given in answers.items():
        seen = set()
        for (path, query), answer in given.items():
            assert answer.status_code in (200, 401, 404, 422), (name, path, query, answer.content[:300])
            states = states_in(answer)
            assert states <= SEES[name], (name, path, query)
            seen |= {(path.split("/")[1], state) for state in states}
        for kind in ("pages", "search", "objects", "courses", "news", "sitemap", "navigation"):
            assert {state for where, state in seen if where == kind} == SEES[name], (name, kind)
    _no_tag_of_somebody_else_opens(askers, answers)
    _closed_is_as_missing(answers)


def _no_tag_of_somebody_else_opens(askers, answers):
    tried = 0
    for name, asker in askers.items():
        for (path, query), answer in answers[name].items():
            others = {given[path, query].get("ETag") for other, given in answers.items() if other != name} - {None}
            if others:
                again = asker.get(path, headers={"If-None-Match": ", ".join(others)}, **dict(query))
                assert again.status_code == answer.status_code, (name, path, query)
                tried += 1
    assert tried > 300


def _closed_is_as_missing(answers):
    """Who may not see something gets the very answer of what is not there, but for the address that was asked for."""
    for name, given in answers.items():
        refused = {}
        for (path, _query), answer in given.items():
            if answer.status_code == 404:
                told = {key: value for key, value in answer.json().items() if key != "instance"}
                refused.setdefault(path.split("/")[1], set()).add(json.dumps(told))
        assert refused
        assert all(len(texts) == 1 for texts in refused.values()), (name, refused)


def test_it_finds_a_leak(content, cast, monkeypatch):
    """The same addresses where nothing is closed by a restriction: what they give then is what the test looks for."""
    monkeypatch.setattr(Visitor, "_restricted", [])
    asker = Asker()
    found = {}
    for path, query in addresses_of(content):
        answer = asker.get(path, **dict(query))
        found.setdefault(path.split("/")[1], set()).update(states_in(answer))
    for kind in ("pages", "objects", "courses", "news", "sitemap", "navigation"):
        assert found[kind] >= {"password", "group", "login"}, (kind, found[kind])
