"""Keeps the embedded index equal to what is published. Every verb runs inside the caller's transaction, so that a page
and what is found of it stand or fall together; Elasticsearch hears of it later, from rows that the worker drains."""

import hashlib
from dataclasses import fields, replace
from itertools import chain
from operator import attrgetter

from django.conf import settings
from django.db import connection, transaction

from grund.shapes import SearchRecord

from . import state
from .engines import postgres
from .kinds import sources
from .language import analyser
from .models import Channels, DocumentText, Entry, Pending, Word
from .rows import upsert
from .text import VERSION
from .text.tokens import distinct_words, normal, units

BATCH = 100
MOST_TEXT = 200_000  # characters that snippets may be cut from
MOST_BYTES = 150_000  # of each channel: all four of a body must fit into one tsvector of PostgreSQL (1 MB)
WEIGHTY = 3  # how often the lead and the keywords stand in the body's channels
LONGEST_WORD = 64
WORDS_LOCK = 731_904_215  # a number that nothing else locks
_COLUMNS = (
    "source key kind language title typed url where page_id document_id audience objects_text roles_text years_text day "
    "digest stamp"
).split()
_TEXTS = "entry_id text t_exact t_stem t_parts t_fold b_exact b_stem b_parts b_fold".split()


def refresh(source, keys):
    """Bring the entries of these keys of one source up to date: made, changed or removed. Gives how many changed."""
    kind = sources().get(source)
    if kind is None:
        return 0
    keys = [str(key) for key in keys]
    changed = 0
    for start in range(0, len(keys), BATCH):
        part = keys[start : start + BATCH]
        stamps = kind.stamps(part) if kind.stamps else {}  # first: what comes between makes another one
        records = completed(kind.records(part))
        changed += write(source, kind, records, stamps)
        changed += remove(source, set(part) - {record.key for record in records})
    return changed


def remove(source, keys):
    """Take entries out of the index. Gives how many there were."""
    gone = list(Entry.objects.filter(source=source, key__in=keys).values_list("pk", flat=True)) if keys else []
    delete(gone)
    return len(gone)


def delete(entries):
    """Take entries out by their primary keys."""
    for start in range(0, len(entries), 500):
        part = entries[start : start + 500]
        Channels.objects.filter(entry_id__in=part)._raw_delete("default")
        Entry.objects.filter(pk__in=part)._raw_delete("default")
        tell(part)


def write(source, kind, records, stamps=None):
    """Make or change the entries of ``records`` (see :func:`completed`); those that say the same as before are left
    alone. ``stamps`` are their kind's. Gives how many were written."""
    lexicon = state.numbers().get(state.LEXICON, 0)
    known = dict(
        Entry.objects.filter(source=source, key__in=[record.key for record in records]).values_list("key", "digest")
    )
    fresh = [(record, digest) for record in records if known.get(record.key) != (digest := digest_of(record, lexicon))]
    if not fresh:
        return 0
    new_words = {}
    made = []
    for record, digest in fresh:
        stamp = stamp_of((stamps or {}).get(record.key), digest, lexicon)
        made.append((_entry(source, kind, record, digest, stamp), _channels(record, {}, new_words)))
    with transaction.atomic():
        _store(made)
        _add_words(new_words)
    return len(made)


def rewrite(source, kind, fresh, known, analysers):
    """What a rebuild writes: ``fresh`` are (record, digest, stamp, units or None), ``known`` the digests that it found at its
    start. Entries that somebody has changed or withdrawn since are left as they are. Gives how many were written."""
    made = {
        record.key: (_entry(source, kind, record, digest, stamp), _channels(record, analysers, written=written))
        for record, digest, stamp, written in fresh
    }
    with transaction.atomic():
        rows = Entry.objects.select_for_update().filter(source=source, key__in=made)
        now = dict(rows.values_list("key", "digest"))
        kept = [pair for key, pair in made.items() if now.get(key) == known.get(key)]
        _store(kept)
    return len(kept)


def _store(made):
    if not made:
        return
    entries = [entry for entry, _texts in made]
    keys = {key: pk for pk, key in upsert(Entry, _COLUMNS, ["source", "key"], entries, returning=["id", "key"])}
    words = [(keys[entry[1]], *texts) for entry, texts in made]
    # The full-text index has most of the work: what says the same is left alone.
    columns = [*_TEXTS, "vector::tsvector"] if connection.vendor == "postgresql" else _TEXTS
    upsert(Channels, columns, ["entry_id"], words, unless_same=True)
    tell(list(keys.values()))


def completed(records):
    """Whatever is about a document is found by what the worker has read in its file."""
    records = list(records)
    read = {record.document_id for record in records} - {None}
    texts = dict(DocumentText.objects.filter(document_id__in=read).exclude(text="").values_list("document_id", "text"))
    return [
        replace(record, text=f"{record.text} {texts[record.document_id]}".strip())
        if record.document_id in texts
        else record
        for record in records
    ]


def document_read(document):
    """The worker has read a document's file: every entry about it is brought up to date. Inside the transaction that
    keeps the text."""
    by_source = {}
    for source, key in Entry.objects.filter(document_id=document).values_list("source", "key"):
        by_source.setdefault(source, []).append(key)
    for source, keys in by_source.items():
        refresh(source, keys)


_SAID = attrgetter(*(field.name for field in fields(SearchRecord)))


def digest_of(record, lexicon):
    """What an entry was made from, in short: another record, lexicon or analysis gives another."""
    said = repr((VERSION, lexicon, _SAID(record)))
    return hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=16).hexdigest()


def stamp_of(said, digest, lexicon):
    """The stamp of an entry with this digest, by what its kind said; empty where that was nothing."""
    made = f"{VERSION} {lexicon} {digest} {said}"
    return hashlib.blake2b(made.encode(), digest_size=16).hexdigest() if said else ""


def stamped(source, stamps):
    """Keep new stamps, {key: stamp}, of entries that say the same as before."""
    keys = list(stamps)
    for start in range(0, len(keys), BATCH):
        rows = list(Entry.objects.filter(source=source, key__in=keys[start : start + BATCH]))
        for row in rows:
            row.stamp = stamps[row.key]
        Entry.objects.bulk_update(rows, ["stamp"])


def _spaced(values):
    return f" {' '.join(str(value) for value in values)} " if values else ""


def _clean(text):
    """``text`` as databases take it."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


def _entry(source, kind, record, digest, stamp):
    title = _clean(" ".join(record.title.split()))[:400]
    return (
        source,
        record.key,
        record.kind or kind.name,
        record.language,
        title,
        normal(title)[:400],
        record.url[:600],
        _clean(record.where)[:400],
        record.page_id,
        record.document_id,
        record.audience[:80],
        _spaced(record.objects)[:400],
        _spaced(record.roles)[:400],
        _spaced(record.years)[:200],
        record.day and record.day.isoformat()[:10],
        digest,
        stamp,
    )


def _cut(text):
    """At most so many bytes, at a space."""
    if len(text) * 4 <= MOST_BYTES:
        return text
    raw = text.encode()[:MOST_BYTES]
    return raw[: raw.rfind(b" ")].decode() if len(raw) == MOST_BYTES else text


def units_of(record):
    """The written units of a record's title, of its lead and keywords, and of its text."""
    weighty = " . ".join((record.lead, *record.keywords))
    return units(record.title), units(weighty), units(record.text[:MOST_TEXT])


def _channels(record, analysers, new_words=None, written=None):
    language = record.language or settings.LANGUAGE_CODE
    maker = analysers.get(language) or analyser(language)
    in_title, weighty, in_text = written or units_of(record)
    title, body = maker.channels_of(in_title), maker.channels_of([*WEIGHTY * weighty, *in_text])
    if new_words is not None:
        for word in distinct_words(chain(in_title, weighty, in_text)):
            if len(word) <= LONGEST_WORD:
                new_words.setdefault((language, word), maker.forms(word).stem)
    text = _clean(record.text)[:MOST_TEXT]
    shown = " ".join(f"{record.lead} {text}".split()) if record.lead not in text else " ".join(text.split())
    in_order = (title.exact, title.stem, title.parts, title.fold, body.exact, body.stem, body.parts, body.fold)
    channels = [_cut(channel) for channel in in_order]
    return _clean(shown)[:MOST_TEXT], *channels, *_vector(channels)


def _vector(channels):
    """The full-text index's own value, where the database does not make it by itself."""
    return (postgres.vector(*channels),) if connection.vendor == "postgresql" else ()


def _one_at_a_time():
    """Until the end of the transaction. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WORDS_LOCK])


def _add_words(new_words):
    """Put words that were not there into the list. One transaction at a time: two that publish several pages each would
    wait for each other crosswise; and numbers of rows come in the order of the commits, since processes read the words
    from the last number on."""
    known = set()
    for language in {language for language, _word in new_words}:
        asked = [word for its_language, word in new_words if its_language == language]
        for start in range(0, len(asked), 500):
            found = Word.objects.filter(language=language, word__in=asked[start : start + 500])
            known.update((language, word) for word in found.values_list("word", flat=True))
    rows = [
        Word(language=language, word=word, stem=new_words[language, word][:64])
        for language, word in sorted(new_words.keys() - known)
    ]
    if rows:
        _one_at_a_time()
        state.touch(state.WORDS)
        Word.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)


def tell(entries):
    """Let the worker tell Elasticsearch, where there is one."""
    if settings.ELASTICSEARCH_URL and entries:
        Pending.objects.bulk_create([Pending(entry_id=pk) for pk in entries])
