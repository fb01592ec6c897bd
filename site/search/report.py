"""What the log of searches says to editors: what is asked for, what is missing, what is found and not chosen."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from utbildning.tables import to_csv

from .models import QueryDay

PERIODS = (30, 90, 365)  # days
MOST_LINES = 50
MOST_ROWS = 5000  # of a file
# Few clicks: fewer than one in five of the searches, where there are enough to tell.
LEAST_SEARCHES, ONE_IN = 3, 5
_MARKS = (QueryDay.NOT_STORED, QueryDay.THE_REST)


@dataclass(frozen=True)
class Line:
    """One query of a period. ``hits`` are those of the last time; ``clicks_on`` how many clicks lay on which ranks, in
    the order of ``QueryDay.RANKS``."""

    language: str
    query: str
    times: int = 0
    zero: int = 0
    hits: int = 0
    clicks: int = 0
    rank_sum: int = 0
    clicks_on: tuple[int, ...] = ()

    @property
    def label(self):
        """The query in words: what is not stored has its own."""
        if self.query == QueryDay.NOT_STORED:
            return _("(not stored, since it may be about a person)")
        return _("(the rest of days with very many searches)") if self.query == QueryDay.THE_REST else self.query

    @property
    def language_name(self):
        return dict(settings.LANGUAGES).get(self.language, self.language)

    @property
    def mean_rank(self):
        return self.rank_sum / self.clicks if self.clicks else None

    @property
    def median_rank(self):
        """The ranks among which the middle click lies, in words; "" without clicks."""
        passed, lowest = 0, 1
        for (_name, highest), clicks in zip(QueryDay.RANKS, self.clicks_on, strict=False):
            passed += clicks
            if clicks and 2 * passed >= self.clicks:
                if highest is None:
                    return _("more than %(number)d") % {"number": lowest - 1}
                return str(highest) if lowest == highest else f"{lowest}–{highest}"
            lowest = (highest or 0) + 1
        return ""


@dataclass(frozen=True)
class Report:
    """The report of ``days``: the lines are at most 50 of each kind. ``times``, ``zero`` and ``clicks`` count
    everything, ``unknown`` the searches whose words are not stored."""

    days: int
    times: int
    zero: int
    clicks: int
    unknown: int
    frequent: list[Line]
    without_hits: list[Line]
    few_clicks: list[Line]


def report(days, language="", today=None):
    """The :class:`Report` of the last ``days``, of one language or, with "", of all. Four queries."""
    rows = _rows(days, language, today)
    sums = rows.aggregate(
        all_times=Sum("times"),
        all_zero=Sum("zero"),
        all_clicks=Sum("clicks"),
        all_unknown=Sum("times", filter=Q(query__in=_MARKS)),
    )
    known = _summed(rows.exclude(query__in=_MARKS))
    stored = known.filter(all_times__gt=0).order_by("-all_times", "query", "language")
    missing = known.filter(all_zero__gt=0, last_hits=0).order_by("-all_zero", "query", "language")
    passed_over = stored.filter(
        all_zero__lt=F("all_times"),
        last_hits__gt=0,
        all_times__gte=LEAST_SEARCHES,
        all_times__gt=F("all_clicks") * ONE_IN,
    )
    return Report(
        days=days,
        **{name.removeprefix("all_"): number or 0 for name, number in sums.items()},
        frequent=_lines(stored[:MOST_LINES]),
        without_hits=_lines(missing[:MOST_LINES]),
        few_clicks=_lines(passed_over[:MOST_LINES]),
    )


def as_csv(days, language="", today=None):
    """All queries of the period, the most frequent first and at most 5 000, as a file for spreadsheet programs."""
    header = [
        _("Search words"),
        _("Language"),
        _("Searches"),
        _("Without hits"),
        _("Hits the last time"),
        _("Clicks"),
        _("Mean rank of clicks"),
        _("Median rank of clicks"),
    ]
    rows = _summed(_rows(days, language, today)).filter(all_times__gt=0).order_by("-all_times", "query", "language")
    return to_csv(
        header,
        (
            [
                line.label,
                line.language_name,
                line.times,
                line.zero,
                line.hits,
                line.clicks,
                None if line.mean_rank is None else round(line.mean_rank, 1),
                line.median_rank,
            ]
            for line in _lines(rows[:MOST_ROWS])
        ),
    )


def _rows(days, language, today):
    today = today or timezone.localdate()
    rows = QueryDay.objects.filter(day__gt=today - timedelta(days=days), day__lte=today)
    return rows.filter(language=language) if language else rows


def _summed(rows):
    """One row for each query and language, with everything added up and the number of hits of the last search."""
    last = QueryDay.objects.filter(language=OuterRef("language"), query=OuterRef("query"), times__gt=0)
    sums = {f"all_{name}": Sum(name) for name in ("times", "zero", "clicks", "click_rank_sum")}
    sums |= {f"all_{name}": Sum(name) for name, _highest in QueryDay.RANKS}
    return rows.values("language", "query").annotate(
        **sums, last_hits=Subquery(last.order_by("-day").values("hits")[:1])
    )


def _lines(rows):
    return [
        Line(
            row["language"],
            row["query"],
            row["all_times"],
            row["all_zero"],
            row["last_hits"] or 0,
            row["all_clicks"],
            row["all_click_rank_sum"],
            tuple(row[f"all_{name}"] for name, _highest in QueryDay.RANKS),
        )
        for row in rows
    ]
