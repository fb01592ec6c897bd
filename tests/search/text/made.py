"""A tiny site in memory: its words, its analyser, and what a query becomes there. No database."""

import gc
import sys
from functools import lru_cache

from search.text.analysis import Analyser
from search.text.plan import Planner
from search.text.ranking import Ranker, Words
from search.text.snippets import Marker, snippet
from search.text.spelling import Vocabulary
from search.text.tokens import words

SITE = {
    "sv": (
        "Förvaltningsobjektet Barn och skola har en objektplan. Objektägaren beslutar om planen varje år.",
        "Objektledaren för verksamheten och objektledaren för IT skriver planen tillsammans.",
        "Personuppgiftsbiträdesavtalet tecknas med leverantören. Dataskyddsombudet granskar avtalen.",
        "Systemförvaltningen går igenom behörigheterna varje kvartal. Kontot stängs när någon slutar.",
        "Beslutet fattas i styrgruppen. Protokollet läggs i ärendet.",
        "Checklistan följer med utbildningen. Kursen tar en halv dag. Årshjulet visar när.",
        "Risken för avbrott bedöms i riskanalysen. Budgeten följs upp i maj.",
    ),
    "en": (
        "The object owner decides on the plan. Agreements are signed with suppliers.",
        "System administration reviews access rights. The courses are open to everybody.",
    ),
}


@lru_cache(maxsize=2)
def analyser(language="sv"):
    own = sorted({word for text in SITE[language] for word in words(text) if len(word) > 4 and word.isalpha()})
    return Analyser(language, own)


def vocabulary(texts, language="sv"):
    """The words of ``texts``, each text an entry."""
    made, maker = Vocabulary(len(texts)), analyser(language)
    counts = {}
    for text in texts:
        for word in set(words(text)):
            counts[word] = counts.get(word, 0) + 1
    for word, count in sorted(counts.items()):
        made.add(word, maker.stemmer.stem(word), count)
    return made


@lru_cache(maxsize=2)
def site_words(language="sv"):
    return vocabulary(SITE[language], language)


def plan(query, language="sv", texts=None, synonyms=None, exact=False):
    """The plan of ``query`` on the tiny site, or on a site of ``texts``."""
    known = vocabulary(texts, language) if texts is not None else site_words(language)
    return Planner(analyser(language), known, synonyms).plan(query, exact)


def entry(title="", body="", language="sv"):
    """What the ranking sees of one entry."""
    head, text = analyser(language).channels(title), analyser(language).channels(body)
    return Words.of(head.exact, head.stem, head.parts, head.fold, text.exact, text.stem, text.parts, text.fold)


def score(query, title="", body="", texts=None, language="sv"):
    """What an entry scores, as (score, share)."""
    return Ranker(plan(query, language, texts)).score(entry(title, body, language))


def shown(text, query, language="sv", length=190):
    return snippet(text, Marker(plan(query, language), analyser(language)), length)


def steps(call):
    """How many lines of Python ``call`` runs: the same on every machine, unlike the time it takes."""
    count = 0

    def line(_frame, event, _argument):
        nonlocal count
        count += event == "line"
        return line

    before = sys.gettrace()
    gc.disable()
    sys.settrace(line)
    try:
        call()
    finally:
        sys.settrace(before)
        gc.enable()
    return count
