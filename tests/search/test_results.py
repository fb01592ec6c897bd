"""What one search gives: order, picks, counts, pages, corrections; on the demo, what people really look for."""

import itertools
from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.models import Collection

from grund.shapes import ObjectEntry, SearchKind, SearchRecord
from grund.visitors import Visitor
from personer.roles import ROLE_CODES
from search import engine, indexing
from search.engines.base import MOST, ON_A_PAGE
from search.explain import explain
from search.models import Entry, Pick, SynonymGroup
from tests.factories import RoleGuidePageFactory, StandardPageFactory
from tests.queries.conftest import demo  # noqa: F401

pytestmark = pytest.mark.django_db
WORD = "qvarzelius"


def find(query, page=1, language="sv", exact=False, **filters):
    return engine.find(
        query, Visitor(), language, page, {name: list(values) for name, values in filters.items()}, exact
    )


def titles(found):
    return [hit.title for hit in found.hits]


def whole(query, **more):
    """All hits, page after page, as somebody would turn them."""
    found = find(query, **more)
    hits = list(found.hits)
    for number in range(2, found.hits.paginator.num_pages + 1):
        hits += find(query, number, **more).hits
    return found, hits


# --- Picks ------------------------------------------------------------------------------------


@pytest.fixture
def pages(site):
    return [StandardPageFactory(parent=site, title=f"{WORD} {number}", lead="Kort.") for number in range(12)]


def picked(page, **values):
    return Pick.objects.create(**{"query": WORD, "page": page, **values})


class TestPicks:
    def test_they_stand_first_in_their_order(self, pages, site):
        other = StandardPageFactory(parent=site, title="Något annat", lead="Kort.")
        before = titles(find(WORD))
        for order, page in ((3, pages[2]), (1, pages[9]), (2, other)):
            picked(page, order=order)
        found, hits = whole(WORD.upper() + "!")
        first = [f"{WORD} 9", "Något annat", f"{WORD} 2"]
        assert [hit.title for hit in hits[:3]] == first
        assert [hit.picked for hit in hits] == [True] * 3 + [False] * 10
        assert [hit.title for hit in hits[3:]] == [
            title for title in [*before, *(f"{WORD} {n}" for n in (10, 11))] if title not in first
        ]
        assert (found.total, found.all_kinds) == (13, 13)
        assert [hit.rank for hit in hits] == list(range(1, 14))

    def test_they_hold_for_these_words_in_this_language_alone(self, pages, site, english_home):
        picked(StandardPageFactory(parent=site, title="Något annat", lead="Kort."))
        assert titles(find(f"{WORD} 3"))[0] == f"{WORD} 3"
        assert titles(find(WORD, language="en")) == []

    def test_what_is_excluded_is_not_there(self, pages):
        picked(pages[4], kind="exclude")
        found, hits = whole(WORD)
        assert f"{WORD} 4" not in [hit.title for hit in hits]
        assert found.total == found.all_kinds == len(hits) == 11
        assert f"{WORD} 4" in titles(find(f"{WORD} 4"))

    def test_what_has_ended_does_nothing(self, pages):
        before = titles(find(WORD))
        yesterday = timezone.localdate() - timedelta(days=1)
        picked(pages[9], ends_on=yesterday)
        picked(pages[4], kind="exclude", ends_on=yesterday)
        assert titles(find(WORD)) == before
        Pick.objects.update(ends_on=timezone.localdate())
        assert titles(find(WORD)) != before

    def test_a_withdrawn_or_deleted_page_is_no_pick(self, pages):
        picked(pages[9], order=1)
        picked(pages[8], order=2)
        pages[9].unpublish()
        assert titles(find(WORD))[0] == f"{WORD} 8"
        type(pages[8]).objects.get(pk=pages[8].pk).delete()
        assert not any(hit.picked for hit in find(WORD).hits)
        assert find(WORD).total == 10

    def test_narrowing_holds_for_picks(self, pages, index_page):
        guide = RoleGuidePageFactory(parent=index_page("roller"), title="Guide", role="object_owner", summary="Kort.")
        picked(guide)
        assert titles(find(WORD))[0] == "Guide"
        assert titles(find(WORD, typ=["guide"])) == ["Guide"]
        assert "Guide" not in titles(find(WORD, typ=["page"]))

    def test_a_document_stands_first(self, pages):
        document = get_document_model()(title="En fil", collection=Collection.get_first_root_node())
        document.file.save("fil.txt", ContentFile(b"Text"), save=True)
        picked(None, document=document)
        assert titles(find(WORD))[0] == "En fil"

    def test_a_strange_query_meets_no_pick(self, pages):
        picked(pages[0], query="å ä ö")
        assert find("A\u030a a\u0308 O\u0308").hits[0].picked


@pytest.mark.parametrize("query", [WORD, f"{WORD} 3", f"{WORD} kort", "kort", f"{WORD}s", "start"])
def test_the_explanation_has_the_same_order(query, pages):
    picked(pages[9], order=1)
    picked(pages[4], kind="exclude")
    _found, hits = whole(query)
    rows = explain(query, "sv", Visitor())
    assert [(row.title, row.url, row.rank, row.kind_label) for row in rows] == [
        (hit.title, hit.url, hit.rank, hit.kind_label) for hit in hits[:20]
    ]
    assert all(row.lines for row in rows)


# --- Choices ----------------------------------------------------------------------------------


@pytest.fixture
def install():
    """``install(records)``: a kind that nobody else knows of, with these in the index."""
    with_hooks = []

    def put(records, name="plant"):
        kind = SearchKind(name, "Växt", "Växter", lambda keys=None: [r for r in records if not keys or r.key in keys])
        entered = hooks.register_temporarily("grund_gives_search_kind", lambda: [kind])
        entered.__enter__()
        with_hooks.append(entered)
        for start in range(0, len(records), 500):
            indexing.write(name, kind, records[start : start + 500])

    yield put
    for entered in with_hooks:
        entered.__exit__(None, None, None)


VALUES = {
    "typ": ("plant", "news", "guide"),
    "malgrupp": tuple(ROLE_CODES[:2]),
    "objekt": ("GRAS", "TRAD"),
    "ar": ("2025", "2026"),
}


@pytest.fixture
def garden(site, install):
    """Every combination of values, also of several and of none."""
    records = []
    for number, (kind, roles, objects, years) in enumerate(
        itertools.product(VALUES["typ"], *(((), row[:1], row) for row in list(VALUES.values())[1:]))
    ):
        records.append(
            SearchRecord(str(number), "sv", f"{WORD} {number}", f"/{number}/", "Kort.", kind=kind, roles=roles,
                         objects=objects, years=years)
        )  # fmt: skip
    install(records)
    entries = [ObjectEntry("GRAS", "Gräset"), ObjectEntry("TRAD", "Träden")]
    with hooks.register_temporarily("grund_gives_objects", lambda visitor: entries):
        yield records


def fits(record, filters):
    values = {"typ": (record.kind,), "malgrupp": record.roles, "objekt": record.objects, "ar": record.years}
    return all(not chosen or set(values[name]) & set(chosen) for name, chosen in filters.items())


CHOSEN = [
    {},
    {"typ": ["news"]},
    {"typ": ["news", "plant"], "ar": ["2026"]},
    {"malgrupp": [ROLE_CODES[0]], "objekt": ["TRAD"]},
    {"typ": ["guide"], "malgrupp": [ROLE_CODES[1]], "objekt": ["GRAS"], "ar": ["2025"]},
    {"objekt": ["GRAS", "TRAD"], "ar": ["2025", "2026"]},
    {"typ": ["course"]},
]


@pytest.mark.parametrize("filters", CHOSEN, ids=str)
def test_a_number_says_what_its_choice_would_show(filters, garden):
    found, hits = whole(WORD, **filters)
    assert {hit.url for hit in hits} == {record.url for record in garden if fits(record, filters)}
    assert found.total == len(hits)
    assert found.all_kinds == sum(fits(record, {**filters, "typ": []}) for record in garden)
    assert not found.ignored
    shown = {facet.name: {choice.value: choice for choice in facet.choices} for facet in found.facets}
    for name, values in VALUES.items():
        for value in values:
            number = sum(fits(record, {**filters, name: [value]}) for record in garden)
            if number or value in filters.get(name, ()):
                assert shown[name][value].count == number, (name, value)
            assert (value in shown[name]) is bool(number or value in filters.get(name, ())), (name, value)
        assert {value for value in shown[name] if shown[name][value].chosen} == set(filters.get(name, ()))
        if filters.get(name):
            assert find(WORD, **{**filters, name: filters[name][:1]}).total == shown[name][filters[name][0]].count


@pytest.mark.parametrize(
    "name, values",
    [("typ", ["nej", "%", ""]), ("malgrupp", ["agare", "object_owner "]), ("objekt", ["%", "GRAS TRAD", "gras"])]
    + [("ar", ["26", "20255", "٢٠٢٥", "2o25", "²⁰²⁵"])],
)
def test_a_value_that_means_nothing_is_left_out_and_named(name, values, garden):
    for value in values:
        found = find(WORD, **{name: [value]})
        assert (found.ignored, found.total) == ((name,), len(garden)), value
    good = VALUES[name][0]
    found = find(WORD, **{name: [*values, good]})
    assert found.ignored == (name,)
    assert found.total == find(WORD, **{name: [good]}).total < len(garden)
    assert find(WORD, annat=["x"]).ignored == ()


# --- Very many --------------------------------------------------------------------------------


@pytest.fixture
def many(site, install):
    """More than are ranked one by one: half of each year, one in ten of another kind; the better the longer ago."""
    install(
        [
            SearchRecord(
                f"{number:05}", "sv", f"Rad {number:05}", f"/{number}/", f"{WORD} " * (1 + number % 7) + "rad " * (number % 5),
                kind="news" if number % 10 == 0 else "plant", years=(2025 + number % 2,), day=date(2020, 1, 1),
            )
            for number in range(MOST + 500)
        ]
    )  # fmt: skip


@pytest.mark.scale
def test_turning_pages_shows_each_hit_once(many):
    found, hits = whole(WORD)
    assert (found.capped, found.total, found.hits.paginator.num_pages) == (True, MOST, MOST // ON_A_PAGE)
    assert [hit.rank for hit in hits] == list(range(1, MOST + 1))
    assert len({hit.entry for hit in hits}) == MOST
    assert all("<mark>" in hit.snippet for hit in hits)
    entries = Entry.objects.in_bulk([hit.entry for hit in hits])
    assert all(hit.title == entries[hit.entry].title for hit in hits)


@pytest.mark.scale
def test_the_explanation_and_the_first_page_agree_on_many(many):
    rows = explain(WORD, "sv", Visitor())
    hits = [*find(WORD).hits, *find(WORD, 2).hits]
    assert [row.title for row in rows] == [hit.title for hit in hits]


@pytest.mark.scale
@pytest.mark.parametrize(
    "filters, number", [({"typ": ["news"]}, 150), ({"ar": ["2025"]}, 750), ({"typ": ["news"], "ar": ["2026"]}, 0)]
)
def test_a_choice_among_too_many_counts_all_that_it_leaves(filters, number, many):
    found, hits = whole(WORD, **filters)
    assert (found.total, found.capped, len(hits)) == (number, False, number)
    assert len({hit.entry for hit in hits}) == number
    shown = {facet.name: {choice.value: choice.count for choice in facet.choices} for facet in found.facets}
    for name, values in filters.items():
        others = {other: chosen for other, chosen in filters.items() if other != name}
        assert shown[name][values[0]] == find(WORD, **{**others, name: values}).total == number, name


# --- Corrections ------------------------------------------------------------------------------


class TestCorrections:
    def test_only_where_the_hits_are_due_to_it(self, site):
        StandardPageFactory(parent=site, title="Behörigheter", lead="Kort.")
        StandardPageFactory(parent=site, title="Zebragräs", lead="Kort.")
        found = find("behörighetr")
        assert (titles(found), found.correction.shown) == (["Behörigheter"], "behörigheter")
        found = find("behörighetr", exact=True)
        assert (found.total, found.correction) == (0, None)
        assert find("behörigheter").correction is None
        assert find("behörighet").correction is None  # another form is no mistake
        assert find("behörighe").correction is None  # nor is a word that goes on
        assert find("zebragräs behörighetr").correction is None  # what stands first holds what was typed
        StandardPageFactory(parent=site, title="Zebragräs med behörigheter", lead="Kort.")
        assert find("zebragräs behörighetr").correction.shown == "zebragräs behörigheter"

    def test_a_known_word_is_never_corrected(self, site):
        StandardPageFactory(parent=site, title="Avtal", lead="Kort.")
        StandardPageFactory(parent=site, title="Antal", lead="Kort.")
        assert titles(find("avtal")) == ["Avtal"]
        assert find("antal").correction is None

    def test_a_synonym_is_no_correction_and_exact_has_none(self, site):
        SynonymGroup.objects.create(words=f"{WORD}, drulgafex")
        StandardPageFactory(parent=site, title=f"Om {WORD}", lead="Kort.")
        assert titles(find("drulgafex")) == [f"Om {WORD}"]
        assert find("drulgafex").correction is None
        assert find("drulgafex", exact=True).total == 0


# --- The demo ---------------------------------------------------------------------------------


@pytest.mark.scale
@pytest.mark.whole  # loads the demo, as tests/nackamodellen/test_demo.py does in the short suite
class TestDemo:
    @pytest.fixture(autouse=True)
    def _demo(self, demo):  # noqa: F811
        from search.rebuild import rebuild

        rebuild()

    @pytest.mark.parametrize("query", ["förvaltningsledare", "Förvaltningsledare"])
    def test_the_old_word_for_a_lead(self, query):
        found = find(query)
        assert found.term.term == "Objektledare"
        guides = [hit.title for hit in found.hits][:2]
        assert ["verksamhet" in guides[0].lower(), "IT" in guides[1]] == [True, True], guides
        assert [hit.kind for hit in found.hits][:2] == ["guide", "guide"]

    def test_a_part_of_a_name_is_no_name(self):
        assert next(iter(find("objektplan").hits)).title == "Objektplan"

    def test_a_file_is_found_as_the_template_that_it_is_of(self):
        for found in (find("objektplan"), find("objektplan", typ=["template"])):
            files = [hit for hit in found.hits if hit.url.startswith("/dokument/")]
            assert files
            assert {hit.kind for hit in files} == {"template"}
        lines = [line for line in engine.suggest("objektplan", Visitor(), "sv") if line.url.startswith("/dokument/")]
        assert [line.kind for line in lines] == ["template"]

    def test_names_of_roles_and_objects_lead_to_their_page(self):
        from modellen.models import RoleGuidePage
        from objektsidor.models import ObjectPage

        wrong = []
        for model in (RoleGuidePage, ObjectPage):
            for page in model.objects.live().filter(locale__language_code="sv"):
                found = find(page.title)
                if not found.hits.object_list or found.hits[0].url != page.get_url():
                    wrong.append((page.title, titles(found)[:3]))
        assert not wrong

    def test_codes_of_objects_lead_to_their_page(self):
        from objektsidor.models import ObjectPage

        for page in ObjectPage.objects.live().filter(locale__language_code="sv"):
            assert page.get_url() in [hit.url for hit in find(page.code).hits][:3], page.code

    def test_english_finds_english_pages_and_documents(self):
        from wagtail.models import Page

        pages = Page.objects.live().filter(locale__language_code="en", depth__gt=2).specific()
        assert pages
        for page in pages:
            assert page.get_url() in [hit.url for hit in find(page.title, language="en").hits], page.title
        document = get_document_model().objects.first()
        hits = find(document.title, language="en").hits
        assert document.url in [hit.url for hit in hits]
        assert all(hit.url.startswith(("/en/", "/dokument/")) for hit in hits)

    def test_the_explanation_agrees(self):
        for query in ("objektplan", "förvaltningsledare", "budget", "utbildning objektledare", "inventering 2026"):
            found, hits = whole(query)
            assert found.total == len(hits) == len({hit.entry for hit in hits}), query
            assert [row.title for row in explain(query, "sv", Visitor())] == [hit.title for hit in hits][:20], query
