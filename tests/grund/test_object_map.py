"""The object map: circles that never overlap, true to weight, the same every time."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grund.object_map import MOST_HEIGHT, WIDTH, Circle, MapObject, lines_that_fit, object_map, pack

pytestmark = pytest.mark.pure

SIX = [
    MapObject("DAP", "Digital arbetsplats", "/one/", 16000, 0.74),
    MapObject("SOC", "Social omsorg", "/two/", 9500, 0.71),
    MapObject("UTB", "Lärande", "/three/", 6000, 0.74),
    MapObject("EKO", "Ekonomi och inköp", "/four/", 6000, 0.8),
    MapObject("SAM", "Samhällsbyggnad", "/five/", 5300, 0.68),
    MapObject("HRL", "HR och lön", "/six/", 5000, 0.8),
]


def assert_apart_and_inside(circles: tuple[Circle, ...]) -> None:
    for one, other in itertools.combinations(circles, 2):
        assert math.hypot(one.x - other.x, one.y - other.y) > one.r + other.r, (one, other)
    for circle in circles:
        assert circle.x - circle.r >= 0
        assert circle.y - circle.r >= 0
        assert circle.x + circle.r <= WIDTH
        assert circle.y + circle.r <= MOST_HEIGHT


@pytest.mark.parametrize("count", range(1, 31))
def test_equal_weights_give_equal_circles(count: int) -> None:
    circles = pack([1.0] * count)
    assert len(circles) == count
    assert len({circle.r for circle in circles}) == 1
    assert [circle.index for circle in circles] == list(range(count))
    assert_apart_and_inside(circles)


def test_six_equal_circles_are_large_enough_for_their_names() -> None:
    drawing = object_map([MapObject(obj.code, obj.name) for obj in SIX])
    assert all(circle.lines and circle.below for circle in drawing.circles)
    assert [circle.below.text for circle in drawing.circles if circle.below] == [obj.code for obj in SIX]
    assert not drawing.has_rings


def test_area_is_weight_and_the_largest_is_leftmost() -> None:
    drawing = object_map(SIX)
    largest = drawing.circles[0]
    assert largest.code == "DAP"
    assert largest.x - largest.r == min(circle.x - circle.r for circle in drawing.circles)
    by_code = {circle.code: circle for circle in drawing.circles}
    assert (by_code["SOC"].r / largest.r) ** 2 == pytest.approx(9500 / 16000, abs=0.001)
    assert (largest.core_r / largest.r) ** 2 == pytest.approx(0.74, abs=0.001)


def test_no_objects_give_an_empty_map() -> None:
    assert pack([]) == ()
    assert object_map([]).circles == ()


def test_an_object_without_money_is_still_seen() -> None:
    circles = pack([100, 0])
    assert circles[1].r > 0.2 * circles[0].r
    assert len({circle.r for circle in pack([0, 0, 0])}) == 1


@pytest.mark.parametrize("weights", [[-1.0], [math.nan], [math.inf], [1.0] * 31])
def test_weights_that_cannot_be_drawn_are_refused(weights: list[float]) -> None:
    with pytest.raises(ValueError, match=r"weight|at most"):
        pack(weights)


@pytest.mark.parametrize(
    "name, radius, lines",
    [
        ("Lärande", 80, ["Lärande"]),
        ("HR och lön", 80, ["HR och lön"]),
        ("Ekonomi och inköp", 80, ["Ekonomi", "och inköp"]),
        ("Samhällsbyggnad", 100, ["Samhällsbyggnad"]),
        ("Samhällsbyggnad", 80, ["Samhälls-", "byggnad"]),
        ("Informations\u00adförvaltning", 70, ["Informations-", "förvaltning"]),
        ("Digital arbetsplats", 20, []),
    ],
)
def test_names_break_at_spaces_and_hyphenation_points(name: str, radius: float, lines: list[str]) -> None:
    assert lines_that_fit(name, radius) == lines


def test_a_name_that_does_not_fit_leaves_the_code() -> None:
    drawing = object_map([MapObject(f"O{number}", "Digital arbetsplats") for number in range(30)])
    assert all(not circle.lines and circle.below is None for circle in drawing.circles)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=30))
def test_circles_never_overlap(weights: list[float]) -> None:
    circles = pack(weights)
    assert_apart_and_inside(circles)
    assert sorted(circle.index for circle in circles) == list(range(len(weights)))
    assert [circle.r for circle in circles] == sorted((circle.r for circle in circles), reverse=True)
    assert min(circle.x - circle.r for circle in circles) == pytest.approx(circles[0].x - circles[0].r, abs=0.02)
