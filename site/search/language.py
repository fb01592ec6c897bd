"""What a process knows about a language: its analyser, the words of the index, synonyms. Read once, and anew when a
number in the database says so (see :mod:`search.state`)."""

import threading
from collections import defaultdict
from functools import lru_cache

from django.conf import settings
from django.utils.translation import override

from grund.contributions import given, objects_for
from grund.visitors import Visitor

from . import state
from .text.analysis import Analyser
from .text.plan import Planner
from .text.spelling import Vocabulary
from .text.tokens import spans

_lock = threading.RLock()
_analysers, _vocabularies, _synonyms, _terms, _objects = {}, {}, {}, {}, {}
ANY = ""  # the language of what has none: its words are looked at as Swedish


def forget():
    """Read everything anew. For tests and for a worker that has just changed it."""
    with _lock:
        for kept in (_analysers, _vocabularies, _synonyms, _terms, _objects):
            kept.clear()


def analyser(language, numbers=None):
    """The :class:`Analyser` of ``language`` with the lexicon that the index was made with."""
    language = language or settings.LANGUAGE_CODE
    number = (state.numbers() if numbers is None else numbers).get(state.LEXICON, 0)
    with _lock:
        kept = _analysers.get(language)
        if kept is None or kept[0] != number:
            kept = _analysers[language] = (number, Analyser(language, state.lexicon(language)))
        return kept[1]


def vocabulary(language, numbers):
    """The :class:`Vocabulary` of ``language``. New words are added, a new count reads all."""
    from .models import Word

    number, count = numbers.get(state.WORDS, 0), numbers.get(state.COUNT, 0)
    with _lock:
        kept = _vocabularies.get(language)
        if kept is None or kept[1] != count:
            kept = (None, count, 0, Vocabulary(numbers.get(state.TOTAL, 0)))
        if kept[0] != number:
            _number, _count, last, words = kept
            rows = Word.objects.filter(language=language, pk__gt=last).order_by("pk")
            for last, word, stem, entries in rows.values_list("pk", "word", "stem", "count"):  # noqa: B007
                words.add(word, stem, entries)
            kept = _vocabularies[language] = (number, count, last, words)
        return kept[3]


def terms(visitor, language, numbers):
    """The glossary's words that ``visitor`` may see. An anonymous visitor's are kept until something changes."""
    if visitor.user.is_authenticated:
        return _reachable(given("terms", visitor=visitor, language=language))
    number = numbers.get(state.CONFIG, 0)
    with _lock:
        kept = _terms.get(language)
    if kept is None or kept[0] != number:
        with override(language):
            kept = (number, tuple(_reachable(given("terms", visitor=Visitor(), language=language))))
        with _lock:
            _terms[language] = kept
    return kept[1]


def _reachable(words):
    """Words without an address stand on a page that this visitor may not see."""
    return [word for word in words if word.url]


def objects(visitor, language, numbers):
    """{code: name} of the objects that ``visitor`` may see. An anonymous visitor's are kept until something changes."""
    if visitor.user.is_authenticated:
        return {entry.code: entry.name for entry in objects_for(visitor)}
    number = numbers.get(state.CONFIG, 0)
    with _lock:
        kept = _objects.get(language)
    if kept is None or kept[0] != number:
        with override(language):
            kept = (number, {entry.code: entry.name for entry in objects_for(Visitor())})
        with _lock:
            _objects[language] = kept
    return kept[1]


def planner(visitor, language, numbers, tuning):
    """A :class:`Planner` with the editors' synonyms and those of the glossary."""
    maker = analyser(language, numbers)
    words = terms(visitor, language, numbers)
    key = (language, numbers.get(state.CONFIG, 0), numbers.get(state.LEXICON, 0), words if _same(words) else None)
    with _lock:
        kept = _synonyms.get(language)
    if kept is None or kept[0] != key or key[3] is None:
        groups = [*tuning.synonyms, *glossary_groups(words)]
        kept = (key, synonym_lookup(groups, maker))
        with _lock:
            _synonyms[language] = kept
    return Planner(maker, vocabulary(language, numbers), kept[1], tuning.weights.synonym)


def _same(words):
    return isinstance(words, tuple)


def glossary_groups(words):
    """Groups of words for the same thing: each glossary word with its synonyms; an old word with its heir."""
    groups = []
    for term in words:
        group = [term.term, *term.also, *([term.use_instead] if term.use_instead else [])]
        if len(group) > 1:
            groups.append(tuple(group))
    return groups


@lru_cache(maxsize=4096)
def query_words(text):
    """The words of a query or a synonym: of a word with a hyphen the whole."""
    return tuple(word for unit, _start, _end in spans(text) for word in (unit[-1:] if len(unit) > 2 else unit))


def synonym_lookup(groups, maker):
    """A function word tuple -> [word tuples for the same thing]; forms of a word are the same word."""
    found = defaultdict(dict)
    for group in groups:
        rows = [query_words(text) for text in group]
        keys = [tuple(maker.forms(word).stem for word in row) for row in rows]
        for row, key in zip(rows, keys, strict=True):
            if row:
                found[key].update((other, None) for other, its in zip(rows, keys, strict=True) if other and its != key)
    frozen = {key: tuple(others) for key, others in found.items()}
    return lambda words: frozen.get(tuple(maker.forms(word).stem for word in words), ())
