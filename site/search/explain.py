"""Why a result ranks where it does, for editors who set synonyms, weights and picks."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from .engine import Addresses, Search
from .engines.sql import complete
from .kinds import kind_names

MOST = 20


@dataclass(frozen=True)
class Explained:
    """One hit and its reasons: ``tier`` is the share of the query that it holds, in quarters; ``lines`` are (what,
    value)."""

    title: str
    url: str
    kind_label: str
    rank: int
    score: float
    tier: int
    lines: tuple[tuple[str, str], ...] = ()


def explain(query, language, visitor):
    """[Explained] of the best hits that ``visitor`` may see."""
    done = Search(query, visitor, language)
    found = []
    address = Addresses(visitor.request)
    for rank, row in enumerate(complete(done.rows[:MOST]), 1):
        kind = done.kinds.get(row.kind)
        found.append(
            Explained(
                title=row.title,
                url=row.url or address(row.page_id, row.url_path),
                kind_label=str(kind.label) if kind else "",
                rank=rank,
                score=round(row.score, 3),
                tier=row.tier,
                lines=tuple(_lines(done, row)),
            )
        )
    return found


def _lines(done, row):
    if row.picked:
        yield _("Picked by an editor"), _("stands first")
        return
    if not row.score:
        yield _("Ranked by the engine alone"), ""
        return
    for group in done.plan.groups:
        for ways in group.ways:
            if ways[0].exact != group.typed:
                # Found by its parts alone, a word that nobody typed may stand where this visitor may not look.
                ways = tuple(replace(way, pieces=()) for way in ways)
            value = min(done.ranker.way(way, row.words) for way in ways)
            if value:
                words = " ".join(way.exact for way in ways)
                meant = words if words == group.typed else f"{group.typed} → {words}"
                yield meant, f"{value:.2f} × {group.weight:.2f}"
    for group, first, last in done.plan.together:
        value = done.ranker.group(group, row.words)
        if value:
            typed = " ".join(one.typed for one in done.plan.groups[first : last + 1])
            yield f"{typed} → {group.typed}", f"{value:.2f} × {group.weight:.2f}"
    if row.day and names_decay(row.kind):
        yield _("New things first"), str(row.day)


def names_decay(kind):
    """Whether new things of a kind stand before old ones."""
    found = kind_names().get(kind)
    return bool(found and found.decays)
