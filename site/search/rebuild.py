"""The whole index made anew, and differences found and mended. Search answers all the while: entries are written in small
batches, each a transaction of its own, and what has not changed is left alone."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import chain

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import Max

from . import indexing, language, state
from .kinds import PAGES, sources
from .models import Channels, Entry, Word
from .rows import upsert
from .text.analysis import Analyser
from .text.tokens import distinct_words

BATCH = 200
MOST_KEPT = 100_000_000  # characters of texts taken apart that a rebuild holds
MANY = 500  # from so many entries on a word must stand in two of them to split compounds
CHANGED = 0.05  # share of the lexicon that must have changed before compounds are split anew


@dataclass
class Outcome:
    """How many entries were written, left alone and removed."""

    written: int = 0
    same: int = 0
    removed: int = 0


class Count:
    """The words of everything, by language: in how many records each stands, and how long the bodies are. What texts
    were taken apart into is kept, as far as it is not too much, for the one who writes them."""

    def __init__(self):
        self.words = defaultdict(Counter)
        self.records = self.length = self._size = 0
        self._kept = {}

    def add(self, source, record):
        written = indexing.units_of(record)
        self.words[record.language or settings.LANGUAGE_CODE].update(distinct_words(chain(*written)))
        self.records += 1
        self.length += sum(map(len, written))
        if self._size < MOST_KEPT:
            kept = self._kept[source, record.key] = " \n ".join(map(" ".join, written))
            self._size += len(kept)

    def written(self, source, record):
        """The units of one record; None where they are not there any more."""
        kept = self._kept.pop((source, record.key), None)
        return kept and tuple(part.split() for part in kept.split("\n"))

    def lexicon(self, code):
        """The words that compounds of a language are split with."""
        least = 2 if self.records > MANY else 1
        return sorted(word for word, n in self.words[code].items() if n >= least and word.isalpha() and len(word) > 4)


def rebuild(force=False, given_sources=None):
    """Make the index equal to everything that is published. ``force``: also what seems unchanged, and a new lexicon
    whatever the difference. Gives an :class:`Outcome`."""
    kinds = given_sources or sources()
    last_word = Word.objects.aggregate(last=Max("pk"))["last"] or 0
    # The digests first: whatever is published from here on is another one by the time it would be written over.
    known = {name: dict(Entry.objects.filter(source=name).values_list("key", "digest")) for name in kinds}
    stamps = {name: kind.stamps(None) if kind.stamps else {} for name, kind in kinds.items()}
    records = {name: indexing.completed(kind.records(None)) for name, kind in kinds.items()}
    count = Count()
    for name, rows in records.items():
        for record in rows:
            count.add(name, record)
    analysers, number = _analysers(count, force)
    outcome, written = Outcome(), {}
    for name, kind in kinds.items():
        written[name] = {record.key: indexing.digest_of(record, number) for record in records[name]}
        for start in range(0, len(records[name]), BATCH):
            part = records[name][start : start + BATCH]
            fresh = []
            for record in part:
                digest = written[name][record.key]
                if force or known[name].get(record.key) != digest:
                    stamp = indexing.stamp_of(stamps[name].get(record.key), digest, number)
                    fresh.append((record, digest, stamp, count.written(name, record)))
            outcome.written += indexing.rewrite(name, kind, fresh, known[name], analysers) if fresh else 0
            outcome.same += len(part) - len(fresh)
    store_count(count, analysers, last_word)
    _store_lexicon(analysers, number)
    language.forget()
    if force:
        mend_full_text()
    if given_sources is None:
        _catch_up(kinds, known, written, outcome)
    return outcome


def mend_full_text():
    """Whether SQLite's full-text index did not hold what the entries say: then it has been made anew. PostgreSQL keeps
    its index with the row; what is broken there is for REINDEX."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # What waits for its place is looked through by every search. Only the index's owner may hasten it; for
            # another role autovacuum does it.
            cursor.execute(
                "SELECT gin_clean_pending_list(oid) FROM pg_class "
                "WHERE oid = to_regclass('search_channels_vector') AND pg_has_role(relowner, 'USAGE')"
            )
        return False
    with connection.cursor() as cursor:
        try:
            with transaction.atomic():
                cursor.execute("INSERT INTO search_fts(search_fts, rank) VALUES ('integrity-check', 1)")
        except DatabaseError:
            cursor.execute("INSERT INTO search_fts(search_fts) VALUES ('rebuild')")
            return True
    return False


def _catch_up(kinds, known, written, outcome):
    """What was published, changed or withdrawn meanwhile, and what is there no more."""
    for name, kind in kinds.items():
        now = dict(Entry.objects.filter(source=name).values_list("key", "digest"))
        other = {key for key, digest in now.items() if written[name].get(key) != digest}
        new = [key for key in written[name] if key not in known[name]]
        for start in range(0, len(new), BATCH):
            # Written for the first time: one that was withdrawn before it was would be found for ever.
            part = new[start : start + BATCH]
            other |= set(part) - {record.key for record in kind.records(part)} if name != PAGES else set()
        before = len(now)
        indexing.refresh(name, sorted(other))
        outcome.removed += max(before - Entry.objects.filter(source=name).count(), 0)
    strangers = list(Entry.objects.exclude(source__in=kinds).values_list("pk", flat=True))
    indexing.delete(strangers)
    outcome.removed += len(strangers)


def _analysers(count, force):
    """({language: Analyser}, number of the lexicon): new ones where the site's words have changed enough."""
    number = state.numbers().get(state.LEXICON, 0)
    made, changed = {}, False
    for code in count.words:
        old, new = set(state.lexicon(code)), set(count.lexicon(code))
        if force or len(old ^ new) > CHANGED * max(len(old), 1):
            changed = changed or old != new
            made[code] = sorted(new)
        else:
            made[code] = sorted(old)
    return {code: Analyser(code, own) for code, own in made.items()}, number + 1 if changed else number


def _store_lexicon(analysers, number):
    if number == state.numbers().get(state.LEXICON, 0):
        return
    with transaction.atomic():
        for code, analyser in analysers.items():
            state.store(f"lexicon-{code}", number, "\n".join(sorted(analyser.own)))
        state.store(state.LEXICON, number)


def store_count(count, analysers, last_word):
    """Keep in how many entries each word stands; words that stand nowhere any more go, but for those above ``last_word``
    (a primary key): what is published since the counting began brought them."""
    for code, counted in count.words.items():
        maker = analysers[code]
        known = dict(Word.objects.filter(language=code).values_list("word", "count"))
        rows = [
            (code, word, maker.stemmer.stem(word)[:64], n)
            for word, n in sorted(counted.items())
            if known.get(word) != n and len(word) <= indexing.LONGEST_WORD
        ]
        upsert(Word, ["language", "word", "stem", "count"], ["language", "word"], rows)
        gone = sorted(known.keys() - counted.keys())
        for start in range(0, len(gone), 500):
            Word.objects.filter(language=code, pk__lte=last_word, word__in=gone[start : start + 500]).delete()
    with transaction.atomic():
        state.store(state.TOTAL, count.records)
        state.store(state.LENGTH, count.length // max(count.records, 1))
        state.touch(state.COUNT)
        state.touch(state.WORDS)


@dataclass
class Drift:
    """What the index and the site do not agree about, as keys by source."""

    missing: dict
    changed: dict
    surplus: dict

    @property
    def number(self):
        return sum(len(keys) for part in (self.missing, self.changed, self.surplus) for keys in part.values())


def _records(kind, keys):
    """The completed records of these keys, of all where ``keys`` is None."""
    if keys is None:
        yield from indexing.completed(kind.records(None))
        return
    for start in range(0, len(keys), BATCH):
        yield from indexing.completed(kind.records(keys[start : start + BATCH]))


def drift(repair=False, thorough=False):
    """Compare every record with its entry. With ``repair`` those that differ are brought up to date. Where a kind has
    stamps, records whose stamp is the same are not made; ``thorough``: all of them. Gives a :class:`Drift`."""
    number = state.numbers().get(state.LEXICON, 0)
    found = Drift({}, {}, {})
    for name, kind in sources().items():
        known = {key: row for key, *row in Entry.objects.filter(source=name).values_list("key", "digest", "stamp")}
        worded = set(Channels.objects.filter(entry__source=name).values_list("entry__key", flat=True))
        stamps = kind.stamps(None) if kind.stamps and not thorough else {}
        same = set()
        for key, said in stamps.items():
            digest, stamp = known.get(key, ("", ""))
            if stamp and key in worded and indexing.stamp_of(said, digest, number) == stamp:
                same.add(key)
        missing, changed, seen, restamped = [], [], set(same), {}
        for record in _records(kind, [key for key in stamps if key not in same] if stamps else None):
            seen.add(record.key)
            if record.key not in known or record.key not in worded:
                missing.append(record.key)
            elif known[record.key][0] != indexing.digest_of(record, number):
                changed.append(record.key)
            elif stamps.get(record.key):
                digest = known[record.key][0]
                restamped[record.key] = indexing.stamp_of(stamps[record.key], digest, number)
        surplus = [key for key in known if key not in seen]
        for part, keys in ((found.missing, missing), (found.changed, changed), (found.surplus, surplus)):
            if keys:
                part[name] = keys
        if repair:
            Entry.objects.filter(source=name, key__in=missing).delete()
            indexing.refresh(name, [*missing, *changed, *surplus])
            indexing.stamped(name, restamped)
    strangers = list(Entry.objects.exclude(source__in=sources()).values_list("source", "key"))
    for name, key in strangers:
        found.surplus.setdefault(name, []).append(key)
    if repair and strangers:
        indexing.delete(list(Entry.objects.exclude(source__in=sources()).values_list("pk", flat=True)))
    return found
