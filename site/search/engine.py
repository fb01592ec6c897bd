"""The one door to searching: :func:`find` for the results page and the API, :func:`suggest` while somebody types."""

import logging

from django.db import connection
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from grund.pagination import page_of
from personer.roles import ROLE_CHOICES, ROLE_CODES

from . import language as known
from . import state
from .engines import elastic, postgres, sqlite
from .engines.base import FACETS, MOST, ON_A_PAGE, WINDOW, Narrow, Scope, counted, counted_of_many, fits
from .engines.sql import complete
from .kinds import DOCUMENTS, kind_names, sources
from .results import Choice, Correction, Facet, Hit, Result
from .suggestions import suggest
from .text.plan import MOST_CHARACTERS, MOST_WORDS
from .text.ranking import Ranker, recency
from .text.snippets import Marker, snippet
from .tuning import EXCLUDE, PICK, tuning

__all__ = ["MOST_CHARACTERS", "MOST_WORDS", "find", "suggest"]
logger = logging.getLogger("search")
GOOD = 3  # of four tiers: such a hit holds most of the query
TIERS = 4  # shares of the query that come before any score


def embedded():
    """The engine of the database."""
    return postgres if connection.vendor == "postgresql" else sqlite


class Search:
    """One search: what was asked, the plan, and the rows in their order. The results page, the explain page and the API
    look at it from different sides."""

    def __init__(
        self,
        query,
        visitor,
        language,
        filters=None,
        exact=False,
        asked_page=1,
        own_tuning=None,
        own_planner=None,
        elastic_index=None,
    ):
        self.query, self.visitor, self.language = query[:MOST_CHARACTERS], visitor, language
        self.kinds = kind_names()
        self.numbers = state.numbers()
        self.tuning = own_tuning or tuning(language, self.numbers.get(state.CONFIG, 0))
        self.planner = own_planner or known.planner(visitor, language, self.numbers, self.tuning)
        self.plan = self.planner.plan(self.query, exact)
        self.narrow, self.ignored = self._narrow(filters or {})
        self.asked_page, self.elastic_index = asked_page, elastic_index
        self.simplified = False
        self.ranker = Ranker(self.plan, self.tuning.weights, self.numbers.get(state.LENGTH, 0) or 150)
        self.picks = self.tuning.picks_for(self.query)
        self.rows, self.capped = [], False
        self.found = None
        if self.plan.groups:
            self._run()

    def _narrow(self, filters):
        """What the address chose, and the names of parameters whose value means nothing."""
        known_values = {
            "typ": set(self.kinds),
            "malgrupp": {code for code, _label in ROLE_CHOICES},
            "objekt": None,
            "ar": None,
        }
        wanted, ignored = {}, []
        for name, field in FACETS.items():
            values = tuple(dict.fromkeys(filters.get(name, ())))[:20]
            good = tuple(value for value in values if self._means(name, value, known_values[name]))
            if len(good) < len(values):
                ignored.append(name)
            wanted[field] = good
        return Narrow(**wanted), tuple(ignored)

    def _means(self, name, value, values):
        if values is not None:
            return value in values
        if name == "ar":
            return value.isascii() and value.isdigit() and len(value) == 4
        return value in known.objects(self.visitor, self.language, self.numbers)

    def scope(self, collections=False):
        """Where this visitor may look; with ``collections`` the hidden ones by name, for anonymous visitors too."""
        visitor = self.visitor
        audiences = {"", *(token for kind in sources().values() for token in kind.audiences(visitor))}
        signed_in = visitor.user.is_authenticated
        return Scope(
            self.language,
            tuple(visitor.hidden_paths),
            tuple(visitor.hidden_collections) if signed_in or collections else None,
            tuple(sorted(audiences)),
        )

    def _run(self):
        elastic_on = bool(self.elastic_index or elastic.wanted())
        scope = self.scope(collections=elastic_on)
        picks = tuple((source, key) for kind, source, key in self.picks if kind == PICK)
        first = (_number(self.asked_page) - 1) * ON_A_PAGE
        found = None
        if elastic_on:
            found = elastic.candidates(self.plan, scope, self.narrow, first, picks, self.elastic_index, self.numbers)
            self.simplified = found is None
        if found is None:
            found = embedded().candidates(self.plan, scope, None, first, picks)
            if found.capped and self.narrow:
                narrowed = embedded().candidates(self.plan, scope, self.narrow, first, picks)
                found.facets = counted_of_many(found.rows, narrowed.rows, self.narrow)
                found.rows, found.capped = narrowed.rows, narrowed.capped
        self.found, self.capped = found, found.capped
        self.rows = self._ordered(found.rows)

    def _ordered(self, rows):
        gone = {(source, key) for kind, source, key in self.picks if kind == EXCLUDE}
        picked, ranked, rest = [], [], []
        for place, row in enumerate(rows):
            if (row.source, row.key) in gone and not row.picked:
                continue
            if row.picked:
                picked.append(row)
            elif place < WINDOW and row.words is not None:
                self._score(row, self.kinds.get(row.kind))
                if row.score > 0:
                    ranked.append(row)
            else:  # words that came along because the row is shown change nothing: pages must not overlap
                rest.append(row)
        ranked.sort(key=lambda row: (-row.tier, -row.score, _role_order(row), row.entry))
        if ranked and ranked[0].tier >= GOOD:
            # Where something holds the query, what holds next to nothing of it is noise.
            ranked = [row for row in ranked if row.tier > 0]
        return _once([*picked, *ranked, *rest])

    def _score(self, row, kind):
        row.score, share = self.ranker.score(row.words)
        row.tier = tier(share)
        if kind is None:
            return
        if kind.decays:
            row.score *= 1 + recency(row.day, timezone.localdate(), self.tuning.weights.recency)
        named = self.ranker.named(row.words) if kind.by_name else 0.0
        if named:
            # Whoever writes a name wants the page of that name; of several, the order of the roles decides.
            row.tier, row.score = TIERS + 1, round(named, 1)

    def shown(self):
        """The rows that the reader's choice leaves, in order."""
        if not self.narrow:
            return self.rows
        return [row for row in self.rows if fits(row, self.narrow)]

    def counts(self):
        """{facet: {value: number}} of what was found."""
        if self.found is None:
            return {}
        return self.found.facets or counted(self.rows, self.narrow)

    def correction(self):
        """What was searched instead of what was typed, where the hits are due to that."""
        top = next((row for row in self.rows if row.words is not None and not row.picked), None)
        if top is None or not self.plan.corrected:
            return None
        meant = self.ranker.meant(top.words)
        if not meant:
            return None
        shown = " ".join(meant.get(word, word) for word in self.plan.words)
        return Correction(self.plan.typed, shown, "spelling")


def tier(share):
    """The class of a hit by the share of the query that it holds: what holds more stands first, whatever the score."""
    return round(share * TIERS)


def _once(rows):
    """Each entry once. A file that another hit is about, as a template is, is found as that hit alone."""
    covered = {row.document_id for row in rows if row.source != DOCUMENTS}
    kept = {}
    for row in rows:
        if row.source != DOCUMENTS or row.document_id not in covered:
            kept.setdefault(row.entry, row)
    return list(kept.values())


def _role_order(row):
    """The verksamhet before IT, as everywhere; what has no role before that."""
    return ROLE_CODES.index(code) + 1 if (code := row.roles.strip()) in ROLE_CODES else 0


def _number(asked):
    try:
        return max(1, min(int(asked), MOST // ON_A_PAGE))
    except (TypeError, ValueError):
        return 1


def find(query, visitor, language, asked_page=1, filters=None, exact=False):
    """What ``visitor`` may see of what fits ``query`` in ``language``, as a :class:`~search.results.Result`.

    ``asked_page`` is what the address says; whatever that is, one of the pages of hits is given. ``filters`` are
    {parameter: [values]} as typed; ``exact``: no corrections and no synonyms."""
    done = Search(query, visitor, language, filters, exact, asked_page)
    rows = done.shown()
    total = len(rows)
    page = page_of(range(total), asked_page, ON_A_PAGE)
    first = page.start_index() - 1 if total else 0
    page.object_list = _hits(done, complete(rows[first : first + ON_A_PAGE]), first)
    term, old = term_for(done, exact)
    counts = done.counts()
    return Result(
        query=done.query,
        words=done.plan.words,
        hits=page,
        total=total,
        all_kinds=sum(counts.get("typ", {}).values()),
        capped=done.capped,
        term=term,
        correction=old or done.correction(),
        facets=facets(done, counts),
        simplified=done.simplified,
        ignored=done.ignored,
    )


def _hits(done, rows, first):
    marker = Marker(done.plan, known.analyser(done.language, done.numbers)) if rows else None
    address = Addresses(done.visitor.request)
    hits = []
    for place, row in enumerate(rows):
        kind = done.kinds.get(row.kind)
        text = mark_safe(snippet(row.text, marker)) if row.text else ""  # noqa: S308 - escaped by snippet
        url = row.url or address(row.page_id, row.url_path)
        hits.append(
            Hit(
                entry=row.entry,
                title=row.title,
                url=url,
                kind=row.kind,
                kind_label=str(kind.label) if kind else "",
                snippet=text,
                where=f"{row.where}{row.title}" if row.url_path and not row.url else row.where,
                day=row.day,
                language=row.language if row.language not in ("", done.language) else "",
                rank=first + place + 1,
                picked=row.picked,
            )
        )
    return hits


class Addresses:
    """The addresses of pages from their rows: no page is fetched for them, and Wagtail is asked once for each site."""

    def __init__(self, request=None):
        self.request, self._starts = request, {}
        self._roots = [root.root_path for root in Site.get_site_root_paths()]

    def __call__(self, page_id, url_path):
        """The address; empty for a page that no site shows."""
        root = next((root for root in self._roots if (url_path or "").startswith(root)), None)
        if root is None:
            return ""
        below = url_path[len(root) :]
        if root in self._starts:
            return self._starts[root] + below
        found = Page(pk=page_id, url_path=url_path).get_url(self.request) or ""
        if found.endswith(below):
            self._starts[root] = found[: len(found) - len(below)]
        return found


def term_for(done, exact=False):
    """(glossary word that the query names, by itself or by a synonym; a :class:`Correction` where it is an old word)."""
    wanted = " ".join(known.query_words(done.query))
    words = known.terms(done.visitor, done.language, done.numbers)
    by_name = {" ".join(known.query_words(term.term)): term for term in words}
    found = by_name.get(wanted)
    if found is None and not exact:
        found = next((term for term in words if wanted in (" ".join(known.query_words(w)) for w in term.also)), None)
    if found is None or exact or not found.use_instead:
        return found, None
    heir = by_name.get(" ".join(known.query_words(found.use_instead)), found)
    return heir, Correction(done.query.strip(), heir.term.lower(), "old_word") if heir is not found else None


def facets(done, counts):
    """The ways to narrow the search, those with something to choose."""
    objects = known.objects(done.visitor, done.language, done.numbers) if counts.get("objekt") else {}
    labels = {
        "typ": (_("Type"), {name: kind.plural for name, kind in done.kinds.items()}),
        "malgrupp": (_("Audience"), dict(ROLE_CHOICES)),
        "objekt": (_("Object"), objects),
        "ar": (_("Year"), None),
    }
    made = []
    for name, (label, words) in labels.items():
        chosen = getattr(done.narrow, FACETS[name])
        values = {**counts.get(name, {}), **{value: counts.get(name, {}).get(value, 0) for value in chosen}}
        order = list(words) if words is not None else sorted(values, reverse=True)
        choices = tuple(
            Choice(value, str(words[value]) if words is not None else value, values[value], value in chosen)
            for value in order
            if value in values
        )
        made.append(Facet(name, str(label), choices))
    return tuple(made)
