"""Nothing closed shows on any surface of the search: one table of things, states, visitors and surfaces.

Every thing has a word of its own in each place where it holds words. Whoever may not see the thing meets none of them,
whatever is asked; whoever may see it meets them all, so that no surface passes by being empty.
"""

import json
import random
from datetime import timedelta
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from grund.shapes import SearchKind, SearchRecord
from grund.visitors import Visitor
from modellen.models import GlossaryPage
from search import engine, indexing, log, signals
from search.explain import explain
from search.models import DocumentText, Entry, Pick, QueryDay
from tests.factories import ObjectPageFactory, StandardPageFactory, TermFactory

pytestmark = pytest.mark.django_db
BAIT = "lockbete"  # stands in everything
EVERYBODY = (None, "staff", "editor", "admin")
# state: who may see a page in it. "editor" is in the group that the closed ones are open to, and not in the other.
STATES = {
    "live": EVERYBODY,
    "draft": (),
    "scheduled": (),
    "expired": (),
    "login": EVERYBODY[1:],
    "group": EVERYBODY[2:],
    "other": EVERYBODY[3:],
    "password": (),
    "below draft": (),
    "below group": EVERYBODY[2:],
}
FILES = ("live", "login", "group", "other", "password", "below group")
PEOPLE = {"live": "", "login": "person:staff", "group": "person:editor", "other": "person:admin", "nobody": "person:-"}
PERSON_SEEN = {**{state: STATES[state] for state in ("live", "login", "group", "other")}, "nobody": ()}
LABELS = {"page": "Sida", "document": "Fil", "person": "Person"}  # what titles begin with
MEMBERS, OTHERS = "Redaktör", "Utbildningsansvarig"


def a_word(number):
    """A word that is like no other, begins like no other, and is no compound."""
    chance = random.Random(number)
    start = "bcdfghjklmnpqrstvwxz"[number % 20] + "aeiouy"[number // 20 % 6] + "qwzx"[number // 120 % 4]
    return start + "".join(chance.choice("bdfgklmnprtv") + chance.choice("eiouy") for _ in range(5)) + "zq"


class Thing(SimpleNamespace):
    """``words`` are {place: word}, ``seen`` who may see it, ``entry`` (source, key) in the index."""

    @property
    def all_words(self):
        return set(self.words.values())


def restrict(page, state):
    kind = {"login": "login", "password": "password"}.get(state, "groups")
    made = PageViewRestriction.objects.create(page=page, restriction_type=kind, password="hemligt")
    made.groups.set(Group.objects.filter(name={"group": MEMBERS, "other": OTHERS}.get(state)))


def a_page(site, state, title, body):
    now, parent = timezone.now(), site
    if state.startswith("below"):
        word = a_word(900) if state == "below group" else a_word(901)
        parent = StandardPageFactory(parent=site, title=f"Ovan {word}", live=state != "below draft")
        if state == "below group":
            restrict(parent, "group")
    rich = json.dumps([{"type": "text", "value": f"<p>{BAIT} {body}</p>", "id": "a"}])
    live = state not in ("draft", "scheduled", "expired")
    page = StandardPageFactory(parent=parent, title=title, lead="Kort.", body=rich, live=live)
    if state == "scheduled":
        page.go_live_at = now + timedelta(days=2)
        page.save_revision().publish()
    elif state == "expired":
        page.expired, page.expire_at = True, now - timedelta(days=2)
        page.save()
    elif state in ("login", "group", "other", "password"):
        restrict(page, state)
    return page


def a_collection(state):
    root = Collection.get_first_root_node()
    if state == "live":
        return root
    made = root.add_child(name=state)
    kind = state.removeprefix("below ")
    closed = CollectionViewRestriction.objects.create(
        collection=made,
        restriction_type={"login": "login", "password": "password"}.get(kind, "groups"),
        password="hemligt",
    )
    closed.groups.set(Group.objects.filter(name={"group": MEMBERS, "other": OTHERS}.get(kind)))
    return made.add_child(name="inre") if state.startswith("below") else made


@pytest.fixture
def world(site, cast):
    """[Thing] of every kind in every state."""
    numbers = iter(range(10_000))
    things = []

    def thing(name, seen, *places):
        words = {place: a_word(next(numbers)) for place in places}
        things.append(Thing(name=name, seen=seen, words=words))
        return things[-1]

    for state, seen in STATES.items():
        made = thing(f"page {state}", seen, "title", "body")
        page = a_page(site, state, f"Sida {made.words['title']}", made.words["body"])
        made.entry, made.page = ("page", str(page.pk)), page
    for state in FILES:
        made = thing(f"document {state}", STATES[state], "title", "tag", "text")
        document = get_document_model()(title=f"Fil {made.words['title']}", collection=a_collection(state))
        document.file.save(f"{state}.txt", ContentFile(b"Text"), save=True)
        document.tags.add(made.words["tag"])
        DocumentText.objects.filter(document_id=document.pk).update(text=f"Inne {made.words['text']} {BAIT}")
        indexing.document_read(document.pk)
        made.entry, made.document = ("document", str(document.pk)), document
    people = {}
    for state, audience in PEOPLE.items():
        made = thing(f"person {state}", PERSON_SEEN[state], "title", "body", "keyword")
        people[state] = SearchRecord(
            state, "sv", f"Person {made.words['title']}", f"/person/{state}/", f"{BAIT} {made.words['body']}",
            keywords=(made.words["keyword"],), audience=audience, objects=("HEM",),
        )  # fmt: skip
        made.entry = ("person", state)

    def audiences(visitor):
        name = visitor.user.get_username()
        has = {"staff": ["staff"], "editor": ["staff", "editor"], "admin": ["staff", "editor", "admin"]}.get(name, [])
        return {f"person:{one}" for one in has}

    def records(keys=None):
        return [record for key, record in people.items() if keys is None or key in keys]

    kind = SearchKind("person", "Person", "Personer", records, audiences=audiences)
    with hooks.register_temporarily("grund_gives_search_kind", lambda: [kind]):
        signals.watch()
        indexing.refresh("person", list(people))
        yield things
    signals.watch()


def hidden_from(world, who):
    return [thing for thing in world if who not in thing.seen]


def shown_to(world, who):
    return [thing for thing in world if who in thing.seen]


def visitor(cast, who):
    return Visitor(cast[who] if who else None)


def find(query, person, **more):
    return engine.find(query, person, "sv", **more)


def keys(result):
    return set(Entry.objects.filter(pk__in=[hit.entry for hit in result.hits]).values_list("source", "key"))


def counted(result):
    return sum(choice.count for facet in result.facets for choice in facet.choices)


@pytest.mark.parametrize("who", EVERYBODY)
def test_hits_and_counts(who, world, cast):
    person = visitor(cast, who)
    for thing in hidden_from(world, who):
        for place, word in thing.words.items():
            for exact in (False, True):
                found = find(word, person, exact=exact)
                assert (found.total, found.all_kinds, counted(found)) == (0, 0, 0), (thing.name, place)
                assert found.correction is None
    for thing in shown_to(world, who):
        for place, word in thing.words.items():
            found = find(word, person)
            assert (keys(found), found.total, found.all_kinds) == ({thing.entry}, 1, 1), (thing.name, place)


@pytest.mark.parametrize("who", EVERYBODY)
def test_what_stands_in_all_is_counted_for_the_visitor(who, world, cast):
    person, expected = visitor(cast, who), shown_to(world, who)
    found, hits = find(BAIT, person), []
    assert found.total == found.all_kinds == len(expected)
    for page in range(1, found.hits.paginator.num_pages + 1):
        hits += find(BAIT, person, asked_page=page).hits
    entries = set(Entry.objects.filter(pk__in=[hit.entry for hit in hits]).values_list("source", "key"))
    assert entries == {thing.entry for thing in expected}
    said = " ".join(f"{hit.title} {hit.snippet} {hit.where} {hit.url}" for hit in hits)
    for thing in hidden_from(world, who):
        assert not any(word in said for word in thing.all_words), thing.name
    for thing in expected:
        assert thing.words["title"] in said
    assert (a_word(900) in said) is (who in STATES["below group"])  # the title above, in the place of the hit
    [kinds] = [facet for facet in found.facets if facet.name == "typ"]
    for choice in kinds.choices:
        assert choice.count == sum(thing.entry[0] == choice.value for thing in expected), choice


@pytest.mark.parametrize("who", EVERYBODY)
def test_pages_suggestions_and_corrections(who, world, as_user, cast):
    client = as_user(who)
    every = client.get(f"/sok/?q={BAIT}").content.decode()
    for thing in world:
        may, title = who in thing.seen, thing.words["title"]
        if not may:
            assert not any(word in every for word in thing.all_words), thing.name
        for start in (title, title[:3], f"{LABELS[thing.entry[0]]} {title[:3]}"):
            rows = client.get(f"/sok/forslag/?{urlencode({'q': start})}").json()["suggestions"]
            assert (title in str(rows)) is may, (thing.name, start)
        for place, word in thing.words.items():
            mistyped = f"{word[:6]}{word[7]}{word[6]}{word[8:]}"
            text = client.get(f"/sok/?q={mistyped}").content.decode()
            assert (word in text) is may, (thing.name, place)


def test_a_compound_that_stands_only_in_a_closed_page_is_no_correction(site, world):
    """The visitor sees one of its parts somewhere: that makes the compound no word the visitor may know of."""
    closed = StandardPageFactory(parent=site, title="Alarmaffischen", lead="Kort.")
    StandardPageFactory(parent=site, title="Ett alarm", lead="Med en affisch.")
    assert find("alarmaffischn", Visitor()).correction.shown == "alarmaffischen"  # control
    restrict(closed, "login")
    for typed in ("alarmaffischn", "alarmafischen"):
        found = find(typed, Visitor())
        assert found.correction is None or "alarmaffischen" not in found.correction.shown, typed
        for row in explain(typed, "sv", Visitor()):
            assert "alarmaffischen" not in str(row.lines), typed


@pytest.mark.parametrize("who", EVERYBODY)
def test_picks_that_point_at_closed_things(who, world, cast, as_user):
    picked = [thing for thing in world if thing.entry[0] != "person"]
    for order, thing in enumerate(picked):
        target = {"page": getattr(thing, "page", None), "document": getattr(thing, "document", None)}
        Pick.objects.create(query=a_word(3003), order=order, **target)
    found = find(a_word(3003), visitor(cast, who))
    expected = [thing.entry for thing in picked if who in thing.seen]
    assert found.total == len(expected)
    rows = {(entry.source, entry.key): entry.pk for entry in Entry.objects.all()}
    assert [hit.entry for hit in found.hits] == [rows[entry] for entry in expected][:10]
    text = as_user(who).get(f"/sok/?q={a_word(3003)}").content.decode()
    for thing in picked:
        assert (thing.words["title"] in text) is (thing.entry in expected[:10]), thing.name


@pytest.mark.parametrize("who, anonymous", [("editor", False), ("editor", True), ("admin", False), ("admin", True)])
def test_the_explanation(who, anonymous, world, as_user):
    client = as_user(who)
    asked = {"language": "sv", **({"anonymous": "on"} if anonymous else {})}
    shown, seer = "", None if anonymous else who
    for thing in world:
        for word in (thing.words["title"], thing.words["title"][:-2] + "qz"):
            text = client.get(f"/admin/search_explain/?{urlencode({**asked, 'q': word})}").content.decode()
            assert (f"{LABELS[thing.entry[0]]} {thing.words['title']}" in text) is (seer in thing.seen), thing.name
    shown = client.get(f"/admin/search_explain/?{urlencode({**asked, 'q': BAIT})}").content.decode()
    for thing in hidden_from(world, seer):
        assert not any(word in shown for word in thing.all_words), thing.name


def test_the_log_counts_what_the_visitor_found(world, as_user):
    log._queue.renew()
    asked = {}
    for who in EVERYBODY:
        client = as_user(who)
        for thing in world:
            word = thing.words["title"]
            client.get(f"/sok/?q={word}")
            log.flush()
            row = QueryDay.objects.get(query=word)
            assert (row.hits, row.times) == (int(who in thing.seen), EVERYBODY.index(who) + 1), (who, thing.name)
            asked[word] = thing
    assert set(QueryDay.objects.values_list("query", flat=True)) == set(asked)  # what was typed and nothing else
    log._queue.renew()


CLOSED = ("live", "draft", "login", "group", "other", "password")


@pytest.mark.parametrize("state", CLOSED)
def test_the_card_of_a_word(state, site, as_user):
    """Of a draft, and on a glossary that is closed."""
    word, told = a_word(3000), a_word(3001)
    TermFactory(uid="ord", term=word, definition=f"Betyder {told}.", live=state != "draft")
    if state not in ("live", "draft"):
        restrict(GlossaryPage.objects.get(locale__language_code="sv"), state)
    for who in EVERYBODY:
        text = as_user(who).get(f"/sok/?q={word}").content.decode()
        assert (told in text) is (who in STATES[state]), who


@pytest.mark.parametrize("state", CLOSED)
def test_the_name_of_a_closed_object_is_no_choice(state, world, index_page, cast, as_user):
    """People who may be found belong to an object that may not."""
    name = a_word(3002)
    page = ObjectPageFactory(parent=index_page("objekt"), title=name, code="HEM", lead="Kort.", live=state != "draft")
    if state not in ("live", "draft"):
        restrict(page, state)
    for who in EVERYBODY:
        may = who in STATES[state]
        found = find(BAIT, visitor(cast, who))
        assert any(choice.label == name for facet in found.facets for choice in facet.choices) is may, who
        narrowed = find(BAIT, visitor(cast, who), filters={"objekt": ["HEM"]})
        assert ("objekt" in narrowed.ignored) is not may, who
        for query in (f"q={BAIT}", f"q={BAIT}&objekt=HEM"):
            assert (name in as_user(who).get(f"/sok/?{query}").content.decode()) is may, (who, query)


def test_what_opens_is_shown_to_everybody(world, cast):
    """The control of the states that are nobody's: the same things, opened."""
    PageViewRestriction.objects.all().delete()
    CollectionViewRestriction.objects.all().delete()
    pages = [thing for thing in world if thing.entry[0] == "page"]
    for thing in pages:
        page = type(thing.page).objects.get(pk=thing.page.pk)
        page.go_live_at = page.expire_at = None
        page.save_revision().publish()
        above = page.get_parent().specific
        if not above.live:
            above.save_revision().publish()
    for thing in world:
        if thing.entry[0] != "person":
            for place, word in thing.words.items():
                assert keys(find(word, Visitor())) == {thing.entry}, (thing.name, place)


@pytest.mark.parametrize("below", [False, True])
@pytest.mark.parametrize("state", ["login", "group", "other", "password"])
def test_a_restriction_holds_at_once_and_until_it_is_gone(state, below, site, cast):
    word = a_word(3004)
    parent = StandardPageFactory(parent=site, title="Ovan", lead="Kort.")
    page = StandardPageFactory(parent=parent, title=f"Sida {word}", lead="Kort.")
    restrict(parent if below else page, state)
    for who in EVERYBODY:
        assert bool(find(word, visitor(cast, who)).total) is (who in STATES[state]), who
    [made] = PageViewRestriction.objects.all()
    if state == "group":
        made.groups.clear()
        assert find(word, visitor(cast, "editor")).total == 0
    made.delete()
    assert find(word, Visitor()).total == 1
