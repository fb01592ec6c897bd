"""The index made anew: while people search and editors publish, and with whatever may have gone wrong in it."""

import os
import random
import threading
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection, transaction
from wagtail import hooks
from wagtail.models import Page, PageViewRestriction

from grund.shapes import SearchKind, SearchRecord
from grund.visitors import Visitor
from modellen.models import Term
from search import engine, indexing, rebuild, state
from search.models import Channels, Entry, State, Word
from sidor.models import StandardPage
from tests.factories import NewsPageFactory, StandardPageFactory, TermFactory
from tests.race.test_sqlite import file_database  # noqa: F401
from tests.threads import all_at_once

WORD, OTHER, THIRD = "qvarzelius", "xylobrimo", "drulgafex"
ROUNDS = 8 if os.environ.get("WHOLE_SUITE") == "1" else 3


def titles(query, language="sv"):
    return [hit.title for hit in engine.find(query, Visitor(), language, exact=True).hits]


def index():
    """Everything that the index holds, whatever its keys."""
    texts = [field.name for field in Channels._meta.concrete_fields if field.name != "entry"]
    rows = Entry.objects.order_by("source", "key").select_related("channels")
    columns = [field.name for field in Entry._meta.concrete_fields if field.name not in ("id", "digest")]
    return [[getattr(row, name) for name in columns] + [getattr(row.channels, name) for name in texts] for row in rows]


def digests():
    return sorted(Entry.objects.values_list("source", "key", "digest"))


def matches():
    """{word: entries} as the full-text index itself sees it, and no row of it without an entry."""
    found, words = {}, set()
    for row in Channels.objects.all():
        words.update(row.t_exact.split()[:3], row.b_exact.split()[:3])
    with connection.cursor() as cursor:
        for word in sorted(word for word in words if word.isalpha()):
            if connection.vendor == "postgresql":
                asked = "SELECT entry_id FROM search_channels WHERE vector @@ %s::tsquery ORDER BY 1"
                cursor.execute(asked, [f"'{word}'"])
            else:
                cursor.execute("SELECT rowid FROM search_fts WHERE search_fts MATCH %s ORDER BY 1", [f'"{word}"'])
            keys = [row[0] for row in cursor.fetchall()]
            entries = Entry.objects.in_bulk(keys)
            assert len(entries) == len(keys), word
            found[word] = sorted((entries[key].source, entries[key].key) for key in keys)
        if connection.vendor != "postgresql":
            cursor.execute("INSERT INTO search_fts(search_fts, rank) VALUES ('integrity-check', 1)")
    return found


@pytest.fixture
def pages(site):
    rebuild.rebuild()
    return [StandardPageFactory(parent=site, title=f"Sida {WORD} {n}", lead="Kort.") for n in range(5)]


@contextmanager
def between(monkeypatch, what):
    """Do ``what`` once, after a rebuild has read everything and before it writes."""
    real, done = indexing.rewrite, []

    def write(*args, **kwargs):
        if not done:
            done.append(1)
            with monkeypatch.context() as undone:
                undone.setattr(indexing, "rewrite", real)
                what()
        return real(*args, **kwargs)

    with monkeypatch.context() as patched:
        patched.setattr(indexing, "rewrite", write)
        yield
    assert done


@pytest.mark.django_db
class TestRebuild:
    def test_it_changes_nothing_that_is_right(self, pages):
        rebuild.rebuild()
        before, keys = digests(), sorted(Entry.objects.values_list("pk", flat=True))
        outcome = rebuild.rebuild()
        assert (outcome.written, outcome.same, outcome.removed) == (0, len(keys), 0)
        assert (digests(), sorted(Entry.objects.values_list("pk", flat=True))) == (before, keys)

    def test_an_empty_index_is_filled_as_before(self, pages):
        rebuild.rebuild(force=True)
        before = index()
        indexing.delete(list(Entry.objects.values_list("pk", flat=True)))
        assert titles(WORD) == []
        rebuild.rebuild()
        assert index() == before
        assert len(titles(WORD)) == 5
        assert set(matches()[WORD]) == {("page", str(page.pk)) for page in pages}

    def test_words_are_counted(self, pages):
        pages[0].unpublish()
        Word.objects.create(language="sv", word="finnsinte", stem="finnsint", count=3)
        rebuild.rebuild()
        assert Word.objects.get(language="sv", word=WORD).count == 4
        assert not Word.objects.filter(word="finnsinte").exists()
        assert State.objects.get(name=state.TOTAL).number == Entry.objects.count()

    @pytest.mark.parametrize("force", [False, True])
    def test_what_is_published_meanwhile_is_there_afterwards(self, force, pages, site, monkeypatch):
        def publish():
            StandardPageFactory(parent=site, title=f"Ny {OTHER}", lead="Kort.")

        with between(monkeypatch, publish):
            rebuild.rebuild(force=force)
        assert titles(OTHER) == [f"Ny {OTHER}"]
        assert Word.objects.filter(language="sv", word=OTHER).exists()
        assert not rebuild.drift().number

    @pytest.mark.parametrize("force", [False, True])
    def test_what_is_changed_meanwhile_stays_changed(self, force, pages, monkeypatch):
        def change():
            pages[0].title = f"Ny {OTHER}"
            pages[0].save_revision().publish()

        with between(monkeypatch, change):
            rebuild.rebuild(force=force)
        assert titles(OTHER) == [f"Ny {OTHER}"]
        assert len(titles(WORD)) == 4
        assert not rebuild.drift().number

    @pytest.mark.parametrize("force", [False, True])
    def test_what_is_withdrawn_meanwhile_does_not_come_back(self, force, pages, monkeypatch):
        term = TermFactory(term=OTHER)

        def withdraw():
            Term.objects.get(pk=term.pk).unpublish()
            pages[0].unpublish()

        assert titles(OTHER) == [OTHER]
        with between(monkeypatch, withdraw):
            rebuild.rebuild(force=force)
        assert titles(OTHER) == []
        assert len(titles(WORD)) == 4
        assert not rebuild.drift().number


@pytest.mark.django_db
class TestDrift:
    def test_nothing_is_found_where_nothing_is_wrong(self, pages):
        assert not rebuild.drift().number

    def test_everything_that_may_be_wrong_is_found_and_mended(self, pages):
        TermFactory(term=OTHER)
        before, entries = index(), [Entry.objects.get(source="page", key=page.pk) for page in pages]
        indexing.delete([entries[0].pk])
        Entry.objects.filter(pk=entries[1].pk).update(digest="x", title=f"Falsk {THIRD}")
        Channels.objects.filter(entry=entries[2].pk).delete()
        Page.objects.filter(pk=pages[3].pk).update(live=False)
        Page.objects.filter(pk=pages[4].pk).update(title=f"Tyst {THIRD}")
        Entry.objects.create(source="gone", key="1", kind="gone", title=THIRD, typed=THIRD, digest="x")
        Entry.objects.create(source="term", key="999", kind="term", title=THIRD, typed=THIRD, digest="x")
        keys = [str(page.pk) for page in pages]
        for repair in (False, True):
            found = rebuild.drift(repair=repair)
            assert {key: sorted(rows) for key, rows in found.missing.items()} == {"page": sorted([keys[0], keys[2]])}
            assert {key: sorted(rows) for key, rows in found.changed.items()} == {"page": sorted([keys[1], keys[4]])}
            assert found.surplus == {"page": [keys[3]], "gone": ["1"], "term": ["999"]}
            assert found.number == 7
        assert not rebuild.drift().number
        assert titles(THIRD) == [f"Tyst {THIRD}"]
        Page.objects.filter(pk=pages[3].pk).update(live=True)
        Page.objects.filter(pk=pages[4].pk).update(title=pages[4].title)
        rebuild.drift(repair=True)
        assert sorted(map(str, index())) == sorted(map(str, before))

    def test_a_source_that_is_uninstalled(self, site):
        rebuild.rebuild()
        record = SearchRecord("1", "sv", f"Växt {WORD}", "/1/", "Kort.")
        kind = SearchKind("plant", "Växt", "Växter", lambda keys=None: [record])
        with hooks.register_temporarily("grund_gives_search_kind", lambda: [kind]):
            rebuild.rebuild()
            assert titles(WORD) == [f"Växt {WORD}"]
        assert rebuild.drift().surplus == {"plant": ["1"]}
        rebuild.rebuild()
        assert titles(WORD) == []
        assert not rebuild.drift().number


# --- Whatever is done, in whatever order --------------------------------------------------------


def an_operation(chance, site):
    """Something that an editor does to some page."""
    rows = list(StandardPage.objects.descendant_of(site).order_by("pk"))
    page = chance.choice(rows)
    what = chance.choice("add add publish draft unpublish move delete restrict open rename slug copy term".split())
    number = chance.randrange(10**6)
    if what == "add":
        StandardPageFactory(parent=page, title=f"Ny {number} {WORD}", lead=f"Om {OTHER}.", live=chance.random() < 0.7)
    elif what == "publish":
        page.save_revision().publish()
    elif what == "draft":
        page.title = f"Utkast {number}"
        page.save_revision()
    elif what == "unpublish":
        page.unpublish()
    elif what == "move":
        targets = [
            row for row in [site, *rows] if not row.path.startswith(page.path) and row.pk != page.get_parent().pk
        ]
        slugs = {row.pk: row.get_children().filter(slug=page.slug).exists() for row in targets}
        targets = [row for row in targets if not slugs[row.pk]]
        if targets:
            page.move(Page.objects.get(pk=chance.choice(targets).pk), pos="last-child")
    elif what == "delete" and len(rows) > 4:
        page.delete()
    elif what == "restrict":
        PageViewRestriction.objects.get_or_create(page=page, defaults={"restriction_type": "login"})
    elif what == "open":
        PageViewRestriction.objects.filter(page=page).delete()
    elif what == "rename":
        page.title = f"Omdöpt {number} {THIRD}"
        page.save_revision().publish()
    elif what == "slug":
        page.slug = f"adress-{number}"
        page.save_revision().publish()
    elif what == "copy":
        page.copy(recursive=True, update_attrs={"slug": f"kopia-{number}"})
    elif what == "term":
        TermFactory(uid=f"ord-{number}", term=f"Ord{number} {WORD}", live=chance.random() < 0.7)
    return what


@pytest.mark.scale
@pytest.mark.django_db
@pytest.mark.parametrize(
    "seed", [pytest.param(seed, marks=[pytest.mark.whole] if seed > 2 else []) for seed in range(8)]
)
def test_after_any_sequence_the_index_is_that_of_a_rebuild(seed, site):
    rebuild.rebuild()
    chance, done = random.Random(seed), []
    for number in range(4):
        StandardPageFactory(parent=site, title=f"Först {number} {WORD}", lead="Kort.")
    for _ in range(60):
        done.append(an_operation(chance, site))
    found = rebuild.drift()
    assert not found.number, (found, done)
    before = (digests(), matches(), sorted(titles(WORD)), sorted(titles(THIRD)))
    assert before[1] == matches()
    number = state.numbers().get(state.LEXICON, 0)
    rebuild.rebuild()
    if state.numbers().get(state.LEXICON, 0) == number:
        assert (digests(), matches(), sorted(titles(WORD)), sorted(titles(THIRD))) == before, done
    else:  # other words to split compounds with: other digests, the same hits
        assert (sorted(titles(WORD)), sorted(titles(THIRD))) == before[2:], done
    mended = index()
    indexing.delete(list(Entry.objects.values_list("pk", flat=True)))
    rebuild.rebuild()
    assert index() == mended, done


# --- Many at the same moment --------------------------------------------------------------------


@pytest.fixture
def shared(request, committing):
    """A database where threads meet; what they make is removed again."""
    if connection.vendor == "sqlite":
        request.getfixturevalue("file_database")
    yield
    if connection.vendor == "postgresql":
        for page in Page.objects.filter(title__startswith="Kapp ").order_by("-depth"):
            Page.objects.get(pk=page.pk).delete()
        Word.objects.all().delete()
        Entry.objects.all().delete()


def new_words(chance, number):
    return " ".join(f"{WORD}{chance.randrange(60)}" for _ in range(number))


def home():
    from home.models import HomePage

    return HomePage.objects.get(locale__language_code="sv")


def publish_from_two(at_once):
    """Two threads publish the same number of pages with the same new words, ``at_once`` in each transaction, in an order
    of their own. Gives the pages' keys and what became of the threads."""
    from nyheter.models import NewsIndexPage

    def prepare():
        news = NewsIndexPage.objects.get(locale__language_code="sv")
        for number in range(2 * ROUNDS * at_once):
            NewsPageFactory(parent=news, title=f"Kapp {number}", lead="Kort.", live=False)
        return list(Page.objects.filter(title__startswith="Kapp ").order_by("pk").values_list("pk", flat=True))

    [keys] = all_at_once(1, lambda *_: prepare())
    assert isinstance(keys, list), keys

    def work(which, together):
        chance, mine = random.Random(which), keys[which::2]
        for start in range(0, len(mine), at_once):
            together.wait(30)
            with transaction.atomic():
                for key in mine[start : start + at_once]:
                    page = Page.objects.get(pk=key).specific
                    page.lead = new_words(chance, 12)
                    page.save_revision().publish()
        return "done"

    return keys, all_at_once(2, work, patience=120)


@pytest.mark.race
@pytest.mark.parametrize("at_once", [1, 3], ids=["one page each", "three pages each"])
def test_two_publishers_with_the_same_new_words(at_once, shared):
    keys, became = publish_from_two(at_once)
    assert became == ["done", "done"]

    def look():
        words = set(Word.objects.filter(word__startswith=WORD).values_list("word", flat=True))
        leads = {word for page in Page.objects.filter(pk__in=keys).specific() for word in page.lead.split()}
        return words == leads, Entry.objects.filter(source="page", key__in=map(str, keys)).count()

    assert all_at_once(1, lambda *_: look()) == [(True, len(keys))]


@pytest.mark.race
@pytest.mark.postgres
def test_control_without_the_lock_they_wait_crosswise(shared, monkeypatch):
    monkeypatch.setattr(indexing, "_one_at_a_time", lambda: None)
    _keys, became = publish_from_two(3)
    assert any(isinstance(one, OperationalError) for one in became), became


@pytest.mark.race
def test_search_answers_and_pages_are_published_while_the_index_is_made_anew(shared):
    def prepare():
        for number in range(60):
            StandardPageFactory(parent=home(), title=f"Kapp {number} {WORD}", lead="Kort.")
        return rebuild.rebuild(force=True).written

    [written] = all_at_once(1, lambda *_: prepare())
    assert isinstance(written, int), written
    over = threading.Event()

    def work(which, together):
        together.wait(30)
        if which == 0:
            try:
                for _ in range(ROUNDS):
                    rebuild.rebuild(force=True)
            finally:
                over.set()
            return "done"
        answers = []
        while not over.is_set():
            if which == 1:
                found = engine.find(WORD, Visitor(), "sv")
                answers.append(found.total)
            else:
                answers.append(
                    StandardPageFactory(parent=home(), title=f"Kapp ny {len(answers)} {OTHER}", lead="Kort.").pk
                )
                over.wait(0.05)
        return answers

    made, answers, published = all_at_once(3, work, patience=240)
    assert made == "done"
    assert isinstance(answers, list), answers
    assert set(answers) == {60}
    assert isinstance(published, list), published

    def look():
        drift = rebuild.drift()
        found = engine.find(OTHER, Visitor(), "sv", exact=True)
        return drift.number, found.total, Word.objects.filter(word=OTHER).count()

    assert all_at_once(1, lambda *_: look()) == [(0, len(published), 1)]
