"""The whole index made anew, and differences found and mended. Search answers all the while: entries are written in small
batches, each a transaction of its own, and what has not changed is left alone."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from . import indexing, language, state
from .kinds import PAGES, sources
from .models import Channels, Entry, Word
from .text.analysis import Analyser
from .text.tokens import words

BATCH = 200
MANY = 500  # from so many entries on a word must stand in two of them to split compounds
CHANGED = 0.05  # share of the lexicon that must have changed before compounds are split anew


@dataclass
class Outcome:
    """How many entries were written, left alone and removed."""

    written: int = 0
    same: int = 0
    removed: int = 0


class Count:
    """The words of everything, by language: in how many records each stands, and how long the bodies are."""

    def __init__(self):
        self.words = defaultdict(Counter)
        self.records = self.length = 0

    def add(self, record):
        texts = " . ".join((record.title, record.lead, *record.keywords, record.text[: indexing.MOST_TEXT]))
        found = words(texts)
        self.words[record.language or settings.LANGUAGE_CODE].update(set(found))
        self.records += 1
        self.length += len(found)

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
    records = {name: indexing.completed(kind.records(None)) for name, kind in kinds.items()}
    count = Count()
    for rows in records.values():
        for record in rows:
            count.add(record)
    analysers, number = _analysers(count, force)
    outcome, written = Outcome(), {}
    for name, kind in kinds.items():
        written[name] = {record.key: indexing.digest_of(record, number) for record in records[name]}
        for start in range(0, len(records[name]), BATCH):
            part = records[name][start : start + BATCH]
            fresh = [(record, written[name][record.key]) for record in part]
            if not force:
                fresh = [(record, digest) for record, digest in fresh if known[name].get(record.key) != digest]
            outcome.written += indexing.rewrite(name, kind, fresh, known[name], analysers) if fresh else 0
            outcome.same += len(part) - len(fresh)
    store_count(count, analysers, last_word)
    _store_lexicon(analysers, number)
    language.forget()
    if given_sources is None:
        _catch_up(kinds, known, written, outcome)
    return outcome


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
            Word(language=code, word=word, stem=maker.stemmer.stem(word)[:64], count=n)
            for word, n in sorted(counted.items())
            if known.get(word) != n and len(word) <= indexing.LONGEST_WORD
        ]
        for start in range(0, len(rows), 1000):
            Word.objects.bulk_create(
                rows[start : start + 1000],
                update_conflicts=True,
                update_fields=["stem", "count"],
                unique_fields=["language", "word"],
            )
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


def drift(repair=False):
    """Compare every record with its entry. With ``repair`` those that differ are brought up to date. Gives a
    :class:`Drift`."""
    number = state.numbers().get(state.LEXICON, 0)
    found = Drift({}, {}, {})
    for name, kind in sources().items():
        known = dict(Entry.objects.filter(source=name).values_list("key", "digest"))
        worded = set(Channels.objects.filter(entry__source=name).values_list("entry__key", flat=True))
        missing, changed, seen = [], [], set()
        for record in indexing.completed(kind.records(None)):
            seen.add(record.key)
            if record.key not in known or record.key not in worded:
                missing.append(record.key)
            elif known[record.key] != indexing.digest_of(record, number):
                changed.append(record.key)
        surplus = [key for key in known if key not in seen]
        for part, keys in ((found.missing, missing), (found.changed, changed), (found.surplus, surplus)):
            if keys:
                part[name] = keys
        if repair:
            Entry.objects.filter(source=name, key__in=missing).delete()
            indexing.refresh(name, [*missing, *changed, *surplus])
    strangers = list(Entry.objects.exclude(source__in=sources()).values_list("source", "key"))
    for name, key in strangers:
        found.surplus.setdefault(name, []).append(key)
    if repair and strangers:
        indexing.delete(list(Entry.objects.exclude(source__in=sources()).values_list("pk", flat=True)))
    return found
