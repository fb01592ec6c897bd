"""The index of Elasticsearch follows the database, whoever writes, and whatever has happened to it."""

import secrets
import threading
import time

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from elasticsearch import helpers
from wagtail.documents import get_document_model

from grund.shapes import SearchKind, SearchRecord
from search import indexing, state
from search.engines import elastic, elastic_documents, elastic_index
from search.engines.elastic_client import alias, building, client
from search.models import Channels, Entry, Pending, State
from tests.factories import StandardPageFactory
from tests.search.elastic.support import drain, indices, see, titles

pytestmark = [pytest.mark.engine, pytest.mark.django_db]


@pytest.fixture
def page(site, built):
    made = StandardPageFactory(parent=site, title="Smultronställe", lead="En röd tråd.")
    drain()
    return made


# --- What is told ----------------------------------------------------------------------------------


def test_what_is_published_changed_and_removed(site, built, page):
    assert titles("smultron") == ["Smultronställe"]
    page.title = "Lingonskog"
    page.save_revision().publish()
    drain()
    assert titles("smultron") == []
    assert titles("lingon") == ["Lingonskog"]
    page.unpublish()
    assert drain() >= 1
    assert titles("lingon") == []
    page.save_revision().publish()
    drain()
    assert titles("lingon") == ["Lingonskog"]
    page.delete()
    drain()
    assert titles("lingon") == []
    assert elastic_index.differences() == []
    assert not Pending.objects.exists()


def test_nothing_to_tell(built):
    assert elastic_index.drain() == 0


def test_a_worker_that_read_earlier_does_not_win(page, built):
    """Two workers: the one that has read what it says before the other comes last, and is not heard."""
    entry = Entry.objects.get(key=str(page.pk), source="page")
    earlier = elastic_index._next_version()
    old = list(elastic_index._actions({entry.pk}, [alias()], earlier))
    page.title = "Lingonskog"
    page.save_revision().publish()
    drain()
    assert elastic_index._bulk(old) == set()
    see()
    assert titles("lingon") == ["Lingonskog"]
    assert elastic_index.differences() == []


def test_what_is_gone_does_not_come_back(page, built):
    entry = Entry.objects.get(key=str(page.pk), source="page")
    old = list(elastic_index._actions({entry.pk}, [alias()], elastic_index._next_version()))
    page.delete()
    drain()
    elastic_index._bulk(old)
    assert elastic_index.differences() == []
    assert (
        client().indices.get_settings(index=alias(), flat_settings=True).popitem()[1]["settings"]["index.gc_deletes"]
        == "1h"
    )


def test_a_database_from_a_backup_is_heard(page, built):
    """Its numbers begin again where they were; time does not."""
    State.objects.filter(name=elastic_index.TOLD).delete()
    page.title = "Lingonskog"
    page.save_revision().publish()
    drain()
    assert titles("lingon") == ["Lingonskog"]


def test_one_poisoned_document_keeps_no_other_waiting(page, site, built, monkeypatch, lines):
    real = elastic_documents.document
    bad = StandardPageFactory(parent=site, title="Giftsvamp")
    good = StandardPageFactory(parent=site, title="Kantarell")
    poisoned = Entry.objects.get(key=str(bad.pk), source="page").pk

    def document(row, *rest):
        made = real(row, *rest)
        return {**made, "roles": ["x" * 40_000]} if row.pk == poisoned else made

    monkeypatch.setattr(elastic_documents, "document", document)
    drain()
    assert not Pending.objects.exists()
    assert titles("kantarell") == [good.title]
    assert [level for level, _text in lines()] == ["ERROR"]
    assert str(poisoned) in lines()[0][1]
    assert elastic_index.rebuild()  # nor does it stop a new index
    assert titles("kantarell") == [good.title]
    monkeypatch.undo()
    elastic_index.repair()
    drain()
    assert elastic_index.differences() == []


def test_a_request_that_is_refused_as_a_whole_goes_one_by_one(site, built, settings, monkeypatch):
    """As behind a proxy that takes small ones only."""
    from elastic_transport import ApiResponseMeta, HttpHeaders, NodeConfig
    from elasticsearch import ApiError

    real, sizes = helpers.actions._process_bulk_chunk, []
    meta = ApiResponseMeta(413, "1.1", HttpHeaders(), 0.1, NodeConfig("http", "127.0.0.1", 9))

    def process(client, actions, data, *rest, **options):
        sizes.append(len(data))
        if len(data) > 1:
            return helpers.actions._process_bulk_chunk_error(ApiError("too large", meta, {}), data, (), False, False)
        return real(client, actions, data, *rest, **options)

    monkeypatch.setattr(helpers.actions, "_process_bulk_chunk", process)
    for number in range(3):
        StandardPageFactory(parent=site, title=f"Kantarell {number}")
    Entry.objects.filter(title="Kantarell 0").delete()
    drain()
    assert len(titles("kantarell")) == 2
    assert elastic_index.differences() == []
    assert max(sizes) > 1


def test_an_entry_without_words_stops_nothing(page, site, built):
    Channels.objects.filter(entry__key=str(page.pk)).delete()
    Pending.objects.create(entry_id=Entry.objects.get(key=str(page.pk), source="page").pk)
    StandardPageFactory(parent=site, title="Kantarell")
    drain()
    assert titles("kantarell") == ["Kantarell"]


def test_odd_words(built):
    """Longer than any token may be, and letters that are none."""
    odd = "x" * 40_000 + " \0 \ud800 \ufffd 😀 a\u030a " + "ö-" * 20_000 + " kantarell"
    record = SearchRecord(key="1", language="sv", title="Udda 😀", text=odd, lead=odd[:400], objects=("y" * 390,))
    indexing.write("odd", SearchKind("odd", "", "", lambda keys=None: [record]), [record])
    drain()
    assert titles("kantarell") == titles("udda") == ["Udda 😀"]
    assert elastic_index.differences() == []


def test_what_cannot_be_written_now_waits(page, built, lines):
    client().indices.put_settings(index=alias(), settings={"index.blocks.write": True})
    page.title = "Lingonskog"
    page.save_revision().publish()
    waiting = Pending.objects.count()
    assert elastic_index.drain() == 0
    assert elastic_index.drain() == 0
    assert Pending.objects.count() == waiting > 0
    assert [level for level, _text in lines()] == ["WARNING"]
    client().indices.put_settings(index=alias(), settings={"index.blocks.write": False})
    assert drain() == waiting
    assert titles("lingon") == ["Lingonskog"]
    assert [text for _level, text in lines()][-1] == "Elasticsearch is told of changes again."


# --- A new index -----------------------------------------------------------------------------------


def test_a_rebuild_goes_behind_the_alias(page, built, prefix, settings):
    (old,) = indices(built, prefix)
    settings.ELASTICSEARCH_SHARDS, settings.ELASTICSEARCH_REPLICAS = 2, 1
    new = elastic_index.rebuild()
    assert indices(built, prefix) == {new} != {old}
    found = client().indices.get_settings(index=new, flat_settings=True)[new]["settings"]
    assert found["index.number_of_shards"] == "2"
    assert found["index.number_of_replicas"] == "1"
    assert list(client().indices.get_alias(name=alias())) == [new]
    assert titles("smultron") == ["Smultronställe"]


@pytest.mark.parametrize("what", ["gone", "another generation", "another index", "a plain index", "two indices"])
def test_the_worker_builds_what_is_not_in_place(what, page, built, prefix, lines):
    (old,) = indices(built, prefix)
    if what == "another generation":
        state.store("elastic", 1, old)
    elif what == "another index":
        state.store("elastic", elastic_documents.GENERATION, "elsewhere")
    elif what == "two indices":
        client().indices.create(index=f"{prefix}-more", aliases={alias(): {}})
    else:
        elastic_index.drop(old)
    if what == "a plain index":
        client().index(index=alias(), document={"x": 1}, refresh=True)
    page.title = "Lingonskog"
    page.save_revision().publish()
    drain()
    assert titles("lingon") == ["Lingonskog"]
    assert titles("smultron") == []
    assert elastic_index.differences() == []
    assert len(indices(built, prefix) - {f"{prefix}-more"}) == 1


def test_an_alias_that_is_gone_does_not_become_an_index(page, built, prefix):
    """Between two questions of the worker somebody removes the index."""
    (old,) = indices(built, prefix)
    elastic_index.drop(old)
    assert elastic_index._send({Entry.objects.latest("pk").pk})
    assert indices(built, prefix) == set()


def test_what_a_killed_rebuild_leaves_is_removed(page, built, prefix, monkeypatch):
    name, stranger, apart = f"{alias()}-1-0123abcd", f"{alias()}-search-1-0123abcd", f"{alias()}-apart-0123abcd"
    for made in (name, stranger, apart):
        client().indices.create(index=made, mappings=elastic_documents.MAPPING)
    client().indices.put_alias(index=name, name=building())
    State.objects.filter(name=elastic_index.REBUILD).update(number=int(time.time()), text=name)
    elastic_index.sweep()
    assert name in indices(built, prefix)  # it may still live
    page.title = "Lingonskog"
    page.save_revision().publish()
    drain()  # both are told
    assert client().count(index=alias(), query={"term": {"t_strong": "lingonskog"}})["count"] == 1
    client().indices.refresh(index=name)
    assert client().count(index=name)["count"] > 0
    State.objects.filter(name=elastic_index.REBUILD).update(number=int(time.time() - elastic_index.LEASE - 1))
    elastic_index.repair()
    left = indices(built, prefix)
    assert name not in left
    assert stranger in left  # it belongs to another site
    assert apart in left  # an evaluation may use it
    monkeypatch.setattr(elastic_index, "OLD", -1)
    elastic_index.sweep()
    assert apart not in indices(built, prefix)


def test_a_killed_rebuild_is_begun_again(page, built, prefix):
    (old,) = indices(built, prefix)
    elastic_index.drop(old)
    State.objects.filter(name=elastic_index.REBUILD).update(number=int(time.time()), text="somebody's")
    assert elastic_index.drain() == 0  # another one builds
    assert indices(built, prefix) == set()
    State.objects.filter(name=elastic_index.REBUILD).update(number=int(time.time() - elastic_index.LEASE - 1))
    drain()
    assert titles("smultron") == ["Smultronställe"]


def test_a_rebuild_that_fails_leaves_nothing(page, built, prefix, monkeypatch):
    before = indices(built, prefix)
    monkeypatch.setattr(elastic_index, "_everything", lambda name, beat: iter([1 / 0]))
    with pytest.raises(ZeroDivisionError):
        elastic_index.rebuild()
    assert indices(built, prefix) == before
    assert titles("smultron") == ["Smultronställe"]
    assert not State.objects.get(name=elastic_index.REBUILD).number


def test_of_two_rebuilds_the_later_goes_on(page, built, prefix, monkeypatch):
    """While the first one fills its index a second one begins and ends."""
    real, names = elastic_index._everything, []

    def everything(name, beat):
        monkeypatch.setattr(elastic_index, "_everything", real)
        names.append(elastic_index.rebuild())
        yield from real(name, beat)

    monkeypatch.setattr(elastic_index, "_everything", everything)
    with pytest.raises(elastic_index.Overtaken):
        elastic_index.rebuild()
    assert indices(built, prefix) == set(names)
    assert titles("smultron") == ["Smultronställe"]
    assert elastic_index.differences() == []


def test_what_is_published_during_a_rebuild(page, site, built, monkeypatch):
    """What the rebuild has read already, and what it reads after the worker has told of it."""
    real = elastic_index._everything

    def everything(name, beat):
        rows = list(real(name, beat))  # read, not yet sent
        page.title = "Lingonskog"
        page.save_revision().publish()
        gone.delete()
        StandardPageFactory(parent=site, title="Kantarell")
        monkeypatch.setattr(elastic_index, "_in_place", lambda: True)
        elastic_index.drain()
        yield from rows

    gone = StandardPageFactory(parent=site, title="Giftsvamp")
    drain()
    monkeypatch.setattr(elastic_index, "_everything", everything)
    elastic_index.rebuild()
    assert not Pending.objects.exists()  # no difference was left to repair
    assert titles("lingon") == ["Lingonskog"]
    assert titles("giftsvamp") == titles("smultron") == []
    assert titles("kantarell") == ["Kantarell"]


def test_who_searches_in_the_old_index_gets_an_answer(page, built, prefix, monkeypatch):
    (old,) = indices(built, prefix)
    there = []
    monkeypatch.setattr(elastic_index.time, "sleep", lambda seconds: there.append((seconds, indices(built, prefix))))
    new = elastic_index.rebuild()
    assert there == [(elastic_index.GRACE, {old, new})]
    assert indices(built, prefix) == {new}


def test_searches_go_on_while_the_alias_changes(page, built):
    plan_body, wrong, count, stop = _body("smultron"), [], [0], threading.Event()

    def search():
        while not stop.is_set():
            try:
                found = elastic._ask(plan_body, None)
                count[0] += 1
                if found[1] != 1:
                    wrong.append(found)
            except Exception as error:
                wrong.append(error)

    threads = [threading.Thread(target=search, daemon=True) for _number in range(3)]
    for thread in threads:
        thread.start()
    for _again in range(3):
        elastic_index.rebuild()
    stop.set()
    for thread in threads:
        thread.join(20)
    assert wrong == []
    assert count[0] > 20


def _body(query):
    from grund.visitors import Visitor
    from search.engine import Search

    done = Search(query, Visitor(), "sv")
    return elastic.request_body(done.plan, done.scope(), done.narrow)


# --- Differences -----------------------------------------------------------------------------------


def test_differences_are_found_and_mended(page, site, built):
    other = StandardPageFactory(parent=site, title="Kantarell")
    drain()
    entries = {row.key: row.pk for row in Entry.objects.filter(source="page")}
    one, two, stranger = entries[str(page.pk)], entries[str(other.pk)], 10**9 + secrets.randbelow(1000)
    assert elastic_index.differences() == []
    client().delete(index=alias(), id=str(one), refresh=True)
    client().update(index=alias(), id=str(two), doc={"path": "elsewhere"}, refresh=True)
    client().update(index=alias(), id=str(two), doc={"stamp": "another"}, refresh=True)
    source = next(iter(elastic_documents.documents([two])))[1]
    client().index(index=alias(), id=str(stranger), document={**source, "entry": stranger}, refresh=True)
    assert elastic_index.differences() == sorted([one, two, stranger])
    with pytest.raises(CommandError):
        call_command("search_drift", "--check", verbosity=0)
    call_command("search_drift", verbosity=0)
    assert elastic_index.differences() == []
    assert titles("smultron") == ["Smultronställe"]
    assert titles("kantarell") == ["Kantarell"]


def test_the_text_of_a_file_is_part_of_the_comparison(site, built):
    from search.models import DocumentText

    document = get_document_model().objects.create(title="Smultronbrev", file="smultron.txt")
    drain()
    row, _made = DocumentText.objects.get_or_create(document_id=document.pk)
    DocumentText.objects.filter(pk=row.pk).update(text="Lingon")
    assert elastic_index.differences() == [Entry.objects.get(document_id=document.pk).pk]


def test_the_command_builds_and_drains(page, built, prefix):
    (old,) = indices(built, prefix)
    call_command("search_rebuild", verbosity=0)
    assert indices(built, prefix) != {old}
    assert elastic_index.differences() == []
    assert not Pending.objects.exists()
