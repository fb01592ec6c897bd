"""The object map: one circle per object, packed from the left, the largest first.

Pure functions. Lengths are SVG user units in a drawing ``WIDTH`` units wide, whose height follows from the packing. The area of a circle
is its weight. Until objects have money all weights are equal; with money the core is the share for keeping, the ring round it the
share for developing.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

WIDTH = 600.0
MOST_HEIGHT = 360.0
LARGEST_RADIUS = 112.0
LARGEST_CIRCLES = 30
GAP_SHARE = 0.07
"""The space between two circles, as a share of the largest radius."""

SMALLEST_SHARE = 0.22
"""No circle is smaller than this share of the largest radius, so that an object without money is still seen."""

NEARLY = 0.9
"""How much smaller circles may become for the sake of a more compact drawing."""

MARGIN = 1.0
"""Room for half an outline at the edges of the drawing."""

TEXT_SIZE = 15.0
CHARACTER_WIDTH = 0.58 * TEXT_SIZE
LINE_HEIGHT = 18.0
TEXT_MARGIN = 5.0
MOST_LINES = 3
SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class Circle:
    """A packed circle; ``index`` is the place of its weight in the input."""

    index: int
    x: float
    y: float
    r: float


@dataclass(frozen=True, slots=True)
class MapObject:
    """An object to draw. ``core_share`` is the part of its weight for keeping (0 to 1), None while there is no money to show."""

    code: str
    name: str
    url: str = ""
    weight: float = 1.0
    core_share: float | None = None
    amount: str = ""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text, centred at ``x``, its baseline at ``y``."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class MapCircle:
    """A drawn object. ``lines`` is empty where the name does not fit; then the code alone stands at ``code_y``, as in a narrow map."""

    code: str
    name: str
    url: str
    x: float
    y: float
    r: float
    core_r: float
    has_ring: bool
    lines: tuple[TextLine, ...]
    below: TextLine | None
    code_y: float


@dataclass(frozen=True, slots=True)
class ObjectMap:
    """Everything the template needs."""

    width: float
    height: float
    circles: tuple[MapCircle, ...]
    has_rings: bool


def _radii(weights: Sequence[float]) -> list[float]:
    """Radii that make areas equal to weights, the largest being 1."""
    if any(not math.isfinite(weight) or weight < 0 for weight in weights):
        raise ValueError("a weight is a number and not negative")
    largest = max(weights, default=0)
    if largest <= 0:
        return [1.0] * len(weights)
    return [max(math.sqrt(weight / largest), SMALLEST_SHARE) for weight in weights]


def _spots(placed: Sequence[tuple[float, float, float]], r: float, height: float) -> Iterator[tuple[float, float]]:
    """Centres at which a circle touches the left edge or a placed circle and one thing more: an edge or another circle."""
    top, bottom = r, height - r
    yield from ((r, top), (r, bottom))
    for x, y, other in placed:
        reach = other + r
        for edge in (top, bottom):
            along = reach * reach - (edge - y) ** 2
            if along >= 0:
                yield x + math.sqrt(along), edge
        along = reach * reach - (r - x) ** 2
        if along >= 0:
            yield from ((r, y + math.sqrt(along)), (r, y - math.sqrt(along)))
    for (x1, y1, r1), (x2, y2, r2) in itertools.combinations(placed, 2):
        dx, dy = x2 - x1, y2 - y1
        between = math.hypot(dx, dy)
        a, b = r1 + r, r2 + r
        if not between or between > a + b:
            continue
        along = (a * a - b * b + between * between) / (2 * between)
        aside = math.sqrt(max(a * a - along * along, 0))
        for side in (aside, -aside):
            yield x1 + (along * dx - side * dy) / between, y1 + (along * dy + side * dx) / between


def _fill(radii: Sequence[float], height: float) -> list[tuple[float, float, float]]:
    """Circles in a band of the given height, from the left, in the given order. Every radius is at most half the height."""
    slack = 1e-9
    placed: list[tuple[float, float, float]] = []
    for r in radii:
        if not placed:
            placed.append((r, height / 2, r))
            continue
        spots = sorted(
            _spots(placed, r, height),
            key=lambda spot: (round(spot[0], 6), round(abs(spot[1] - height / 2), 6), spot[1]),
        )
        placed.append(
            next(
                (x, y, r)
                for x, y in spots
                if x >= r - slack
                and r - slack <= y <= height - r + slack
                and all(math.hypot(x - x2, y - y2) >= r + r2 - slack for x2, y2, r2 in placed)
            )
        )
    return placed


def _bounds(placed: Sequence[tuple[float, float, float]]) -> tuple[float, float, float]:
    """Width, top and bottom of what the circles take up."""
    return max(x + r for x, _, r in placed), min(y - r for _, y, r in placed), max(y + r for _, y, r in placed)


@lru_cache(maxsize=64)
def _packed(weights: tuple[float, ...]) -> tuple[tuple[Circle, ...], float]:
    radii = _radii(weights)
    gap = GAP_SHARE / 2
    order = sorted(range(len(radii)), key=lambda index: -radii[index])
    padded = [radii[index] + gap for index in order]
    room_x, room_y = WIDTH - 2 * MARGIN + 2 * gap, MOST_HEIGHT - 2 * MARGIN
    tries: list[tuple[float, float, list[tuple[float, float, float]]]] = []
    # Bands as high as one of the largest circles, one and a sixth, … up to seven.
    for rows in range(12, 12 + 30):
        placed = _fill(padded, padded[0] * rows / 6)
        width, top, bottom = _bounds(placed)
        scale = min(room_x / (width - 2 * gap), room_y / (bottom - top - 2 * gap), LARGEST_RADIUS)
        tries.append((scale, round(width * (bottom - top), 3), placed))
    # Of those that make the circles nearly as large as can be, the one that is most compact.
    largest = max(scale for scale, _, _ in tries)
    scale, _, placed = min((one for one in tries if one[0] >= largest * NEARLY), key=lambda one: (one[1], -one[0]))
    _, top, bottom = _bounds(placed)
    circles = [
        Circle(
            index,
            round(MARGIN + (x - gap) * scale, 2),
            round(MARGIN + (y - top - gap) * scale, 2),
            round((r - gap) * scale, 2),
        )
        for index, (x, y, r) in zip(order, placed, strict=True)
    ]
    return tuple(circles), round((bottom - top - 2 * gap) * scale + 2 * MARGIN, 2)


def pack(weights: Sequence[float]) -> tuple[Circle, ...]:
    """Circles that never overlap, the largest at the left, the same for the same weights every time; in the order of their size."""
    if len(weights) > LARGEST_CIRCLES:
        raise ValueError(f"at most {LARGEST_CIRCLES} circles")
    return _packed(tuple(float(weight) for weight in weights))[0] if weights else ()


def _pieces(word: str) -> list[str]:
    """A word cut where it may be hyphenated: at its soft hyphens, else after the s that joins two long parts of a compound."""
    if SOFT_HYPHEN in word:
        return [piece for piece in word.split(SOFT_HYPHEN) if piece]
    cut = re.search(r"(?<=\w{4}s)(?=[bcdfghjklmnprtvwxz]\w{3})", word)
    return [word[: cut.start()], word[cut.start() :]] if cut else [word]


def _layouts(name: str) -> Iterator[tuple[int, list[str]]]:
    """Every way to write the name in one to three lines, with the number of hyphens it takes."""
    parts = [
        (piece, place == len(pieces) - 1)
        for word in name.split()
        for pieces in [_pieces(word)]
        for place, piece in enumerate(pieces)
    ]
    for count in range(min(MOST_LINES, len(parts))):
        for cuts in itertools.combinations(range(1, len(parts)), count):
            lines, hyphens = [], 0
            for first, last in itertools.pairwise((0, *cuts, len(parts))):
                line = "".join(piece + (" " if ends_word else "") for piece, ends_word in parts[first:last]).rstrip()
                if not parts[last - 1][1]:
                    line, hyphens = line + "-", hyphens + 1
                lines.append(line)
            yield hyphens, lines


def lines_that_fit(name: str, radius: float, extra_lines: int = 1) -> list[str]:
    """The name in the lines that look best inside a circle with ``extra_lines`` below them, or nothing if it does not fit."""
    radius -= TEXT_MARGIN
    comfort = max(1.25 * radius, 10 * CHARACTER_WIDTH)
    best: tuple[tuple[bool, int, bool, int, int], list[str]] | None = None
    for hyphens, lines in _layouts(name):
        half = (len(lines) + extra_lines) * LINE_HEIGHT / 2
        widths = [len(line) * CHARACTER_WIDTH for line in lines]
        edges = [max(abs(-half + LINE_HEIGHT * row), abs(-half + LINE_HEIGHT * (row + 1))) for row in range(len(lines))]
        if half > radius or any(
            math.hypot(width / 2, edge - 3) > radius for width, edge in zip(widths, edges, strict=True)
        ):
            continue
        widest = max(len(line) for line in lines)
        rank = (widest > 10 and max(widths) > 1.7 * radius, hyphens, max(widths) > comfort, len(lines), widest)
        if best is None or rank < best[0]:
            best = (rank, lines)
    return best[1] if best else []


def _drawn(obj: MapObject, circle: Circle) -> MapCircle:
    has_ring = obj.core_share is not None
    core = circle.r * math.sqrt(min(max(obj.core_share, 0), 1)) if obj.core_share is not None else circle.r
    names = lines_that_fit(obj.name, core)
    first = circle.y - (len(names) + 1) * LINE_HEIGHT / 2 + LINE_HEIGHT * 0.76
    lines = tuple(TextLine(text, circle.x, round(first + row * LINE_HEIGHT, 2)) for row, text in enumerate(names))
    below = TextLine(obj.amount or obj.code, circle.x, round(first + len(names) * LINE_HEIGHT, 2)) if names else None
    return MapCircle(
        code=obj.code,
        name=obj.name.replace(SOFT_HYPHEN, ""),
        url=obj.url,
        x=circle.x,
        y=circle.y,
        r=circle.r,
        core_r=round(core, 2),
        has_ring=has_ring,
        lines=lines,
        below=below,
        code_y=circle.y,
    )


def object_map(objects: Sequence[MapObject]) -> ObjectMap:
    """The drawing of the objects. Equal weights give equal circles, in the given order."""
    circles = pack([obj.weight for obj in objects])
    height = max((circle.y + circle.r for circle in circles), default=0) + MARGIN
    drawn = tuple(_drawn(objects[circle.index], circle) for circle in circles)
    return ObjectMap(WIDTH, round(height, 2), drawn, any(circle.has_ring for circle in drawn))
