"""Fills Elasticsearch from the embedded index: rows that the worker drains, a rebuild behind an alias, differences found.

A document is an entry. Its version is a number that grows with every batch, taken before what it says is read, so that of
two workers the one that has read later wins, whoever comes last. Searches use one alias; the index that a rebuild fills
has another, so that changes go to both, and whatever a killed rebuild has left is nobody's and is removed.
"""

import logging
import re
import secrets
import time
from contextlib import suppress

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Greatest
from elasticsearch import NotFoundError, helpers

from search import state
from search.models import Pending, State
from search.text import VERSION

from .elastic_client import AWAY, alias, building, client, over, seldom
from .elastic_documents import BATCH, GENERATION, MAPPING, documents, index_settings, stamps

logger = logging.getLogger("search.elastic")
MOST_BYTES = 8_000_000  # of one request
QUICK = 3.0  # seconds for the worker's first question: behind a silent server waits all its other work
LEASE = 120.0  # seconds without a sign of life after which a rebuild counts as dead
OLD = 24 * 3600.0  # seconds after which an index apart is a killed evaluation's
GRACE = 1.0  # seconds that whoever searches in the old index still may take
SAID = 600.0  # seconds until it is said again that Elasticsearch is away
BUILT, REBUILD, TOLD = "elastic", "elastic-rebuild", "elastic-told"  # names of states


class Overtaken(RuntimeError):
    """Another rebuild has begun, and its index will be the one."""


class Unfinished(RuntimeError):
    """Elasticsearch did not take every document of a rebuild."""


# --- What the worker drains -------------------------------------------------------------------


def drain(stop=lambda: False):
    """Tell Elasticsearch what has changed. Gives how many changes it knows now; where it is away the rows stay."""
    if not settings.ELASTICSEARCH_URL:
        _stand_still()
        return 0
    handled = 0
    try:
        if not _in_place() and rebuild(take_over=False) is None:
            return 0  # another process builds the index; the rows wait for it
        while not stop():
            rows = list(Pending.objects.order_by("pk").values_list("pk", "entry_id")[:BATCH])
            if not rows:
                break
            waiting = _send({entry for _pk, entry in rows})
            told = [pk for pk, entry in rows if entry not in waiting]
            Pending.objects.filter(pk__in=told).delete()
            handled += len(told)
            if waiting:
                raise Unfinished
    except (*AWAY, Unfinished) as error:
        if seldom("away", SAID):
            logger.warning("Elasticsearch was not told of changes (%s); they wait.", type(error).__name__)
    except Overtaken:
        logger.info("Another process has begun to build the index of Elasticsearch.")
    else:
        if over("away"):
            logger.warning("Elasticsearch is told of changes again.")
    return handled


def _stand_still():
    """Without an address nobody notes changes, so that an index from earlier is no good when there is one again."""
    if state.numbers().get(BUILT):
        state.store(BUILT, 0)
        Pending.objects.all().delete()


def _in_place():
    """Whether the index that was built for this database and this code is there and searched."""
    number, name = State.objects.filter(name=BUILT).values_list("number", "text").first() or (0, "")
    there = _behind(alias(), QUICK)
    if number == GENERATION and there == [name]:
        return True
    if number:
        logger.warning("Elasticsearch does not have the index of this site; it is built anew.")
        state.store(BUILT, 0)  # nobody asks until then
    return False


def _send(entries):
    """Tell of these entries as they are now. Gives those that must wait."""
    version = _next_version()
    names = [alias(), *([building()] if _behind(building()) else [])]
    return _bulk(_actions(entries, names, version))


def _actions(entries, names, version):
    gone = set(entries)
    for entry, source in documents(entries):
        gone.discard(entry)
        for name in names:
            yield _action(name, entry, version, source)
    for entry in sorted(gone):
        for name in names:
            yield {**_action(name, entry, version), "_op_type": "delete"}


def _action(name, entry, version, source=None):
    action = {"_index": name, "_id": str(entry), "version": version, "version_type": "external_gte"}
    return action if source is None else {**action, "_source": source}


def _next_version():
    """A number above all before it, of every process: also of a database that was put back from a backup, whose count
    begins again where it was."""
    now = int(time.time() * 1000)
    State.objects.get_or_create(name=TOLD)
    State.objects.filter(name=TOLD).update(number=Greatest(F("number") + 1, now))
    return State.objects.values_list("number", flat=True).get(name=TOLD)


def _bulk(actions, require_alias=True, at_once=BATCH):
    """Do it all. What is newer there already (409) or was not there (404) is as it should be. A document that is refused
    for what it says is logged and left out: it may not keep the others waiting. Gives the entries that must wait.

    ``require_alias``: else a name that is gone would come back as an index without our fields."""
    waiting, again = set(), []
    for done, result in helpers.streaming_bulk(
        client(),
        actions,
        chunk_size=at_once,
        max_chunk_bytes=MOST_BYTES,
        raise_on_error=False,
        raise_on_exception=False,
        max_retries=3,
        initial_backoff=1,
        require_alias=require_alias,
    ):
        if done:
            continue
        ((operation, answer),) = result.items()
        status, entry = answer["status"], int(answer["_id"])
        if status == 409 or (status == 404 and "error" not in answer):
            continue
        if status in (400, 413) and "exception" in answer and at_once > 1:
            # A request as a whole was refused: one by one it shows which document it was.
            again.append(
                {**_action(answer["_index"], entry, answer["version"], answer.get("data")), "_op_type": operation}
            )
        elif status in (400, 413):
            logger.error("Elasticsearch refused entry %d (%s); it is left out.", entry, status)
        else:
            waiting.add(entry)
    return waiting | _bulk(again, require_alias, at_once=1) if again else waiting


# --- A new index ------------------------------------------------------------------------------


def rebuild(take_over=True):
    """Fill a new index while the old one answers, then let the alias point to it. What changes meanwhile goes to both.

    Two rebuilds at once: the later one goes on, the earlier raises :class:`Overtaken`; without ``take_over`` the later
    one gives way. Gives the name, None where another rebuild is at work."""
    name = f"{alias()}-{VERSION}-{secrets.token_hex(4)}"
    if not _begin(name, take_over):
        return None
    try:
        client().indices.create(index=name, mappings=MAPPING, settings=index_settings())
        _claim(name)
        sweep(but=name)
        if _bulk(_everything(building(), beat=lambda: _beat(name))):
            raise Unfinished
        client().indices.refresh(index=name)
        old = _switch(name)
    except BaseException:
        with suppress(*AWAY):
            drop(name)
        raise
    finally:
        State.objects.filter(name=REBUILD, text=name).update(number=0)
    state.store(BUILT, GENERATION, name)
    if old:
        time.sleep(GRACE)  # before the repair: that sweeps away whatever no alias leads to
    for index in old:
        drop(index)
    repair()
    return name


def _begin(name, take_over):
    """Become the one that builds."""
    State.objects.get_or_create(name=REBUILD)
    rows = State.objects.filter(name=REBUILD)
    if not take_over:
        rows = rows.filter(number__lt=time.time() - LEASE)
    return bool(rows.update(number=int(time.time()), text=name))


def _beat(name):
    """Say that we live, as long as we are the one."""
    if not State.objects.filter(name=REBUILD, text=name).update(number=int(time.time())):
        raise Overtaken


def _everything(name, beat=lambda: None):
    """Version 0: what the worker tells of meanwhile is newer, whoever writes first."""
    for place, (entry, source) in enumerate(documents()):
        if place % BATCH == 0:
            beat()
        yield _action(name, entry, 0, source)


def _claim(name):
    """From here on the worker tells this index too, and no other that was begun before."""
    for _again in range(10):
        _beat(name)
        others = [{"remove": {"index": index, "alias": building()}} for index in _behind(building())]
        with suppress(NotFoundError):  # another's that has just been removed
            client().indices.update_aliases(actions=[*others, {"add": {"index": name, "alias": building()}}])
        if _behind(building()) == [name]:
            return
    raise Overtaken


def _switch(name):
    """Let searches use ``name``, in one step. Gives the indices that they used."""
    _beat(name)
    old = _behind(alias())
    actions = [{"remove": {"index": index, "alias": alias()}} for index in old]
    if not old and client().indices.exists(index=alias()):  # an index that somebody made by that name
        actions = [{"remove_index": {"index": alias()}}]
    client().indices.update_aliases(
        actions=[
            {"remove": {"index": name, "alias": building(), "must_exist": True}},  # fails where another has taken over
            *actions,
            {"add": {"index": name, "alias": alias()}},
        ]
    )
    return old


def _behind(name, seconds=30.0):
    """The indices that an alias points to."""
    try:
        return sorted(client().options(request_timeout=seconds).indices.get_alias(name=name))
    except NotFoundError:
        return []


def build_apart():
    """What the embedded index holds, in an index that nobody else searches or tells. Gives its name."""
    sweep(apart_only=True)
    name = f"{alias()}-apart-{secrets.token_hex(4)}"
    client().indices.create(index=name, mappings=MAPPING, settings=index_settings())
    try:
        if _bulk(_everything(name), require_alias=False):
            raise Unfinished
        client().indices.refresh(index=name)
    except BaseException:
        with suppress(*AWAY):
            drop(name)
        raise
    return name


def drop(name):
    """Remove an index."""
    client().options(ignore_status=404).indices.delete(index=name)


def sweep(but=None, apart_only=False):
    """Remove what killed processes have left: indices of ours that no alias and no living rebuild needs. ``apart_only``:
    those of evaluations, within which nobody sees whether a rebuild lives."""
    ours = re.compile(rf"{re.escape(alias())}-(?P<kind>\d+|apart)-[0-9a-f]{{8}}")  # another site's begin alike
    row = State.objects.filter(name=REBUILD).values_list("number", "text").first() or (0, "")
    living = {but, row[1] if row[0] > time.time() - LEASE else None, *_behind(alias())}
    there = client().indices.get_settings(index=f"{alias()}-*", name="index.creation_date", flat_settings=True)
    for name, found in there.items():
        match = ours.fullmatch(name)
        if not match or name in living:
            continue
        age = time.time() - int(found["settings"]["index.creation_date"]) / 1000
        if age > OLD if match["kind"] == "apart" else not apart_only:
            drop(name)


# --- Differences ------------------------------------------------------------------------------


def differences():
    """Primary keys of entries that Elasticsearch does not hold as they are, or holds though they are gone."""
    client().indices.refresh(index=alias())
    there = {}
    more = {}
    while True:
        answer = client().search(
            index=alias(),
            size=1000,
            sort=["entry"],
            source=False,
            docvalue_fields=["stamp"],
            query={"match_all": {}},
            **more,
        )
        hits = answer["hits"]["hits"]
        if answer["_shards"]["failed"]:
            raise OSError("some shards did not answer")  # else all that they hold would be a difference
        if not hits:
            break
        there.update((int(hit["_id"]), hit.get("fields", {}).get("stamp", [""])[0]) for hit in hits)
        more = {"search_after": hits[-1]["sort"]}
    here = stamps()
    return sorted(pk for pk in here.keys() | there.keys() if here.get(pk) != there.get(pk))


def repair():
    """Let the worker tell Elasticsearch of every difference that it does not tell of anyway. Gives how many there are."""
    sweep()
    waiting = set(Pending.objects.values_list("entry_id", flat=True))
    found = [pk for pk in differences() if pk not in waiting]
    Pending.objects.bulk_create([Pending(entry_id=pk) for pk in found], batch_size=500)
    return len(found)
