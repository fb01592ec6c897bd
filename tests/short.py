"""What the short suite (`make test`) leaves to the whole one (WHOLE_SUITE=1, as .ci/run has it)."""

import os
from pathlib import Path

import pytest

SLOW = Path(__file__).with_name("slow.txt")
# Slow, but nothing else in the short suite shows the like.
KEPT = {
    "tests/kill/test_outbox_kill.py::test_workers_killed_in_the_middle_of_a_send_lose_nothing",
    "tests/nackamodellen/test_demo.py::test_loading_again_adds_nothing",
    "tests/race/test_http.py::test_control_without_lock_and_relative_count_it_oversells",
    "tests/race/test_http.py::test_one_person_thirty_times_at_once",
    "tests/race/test_http.py::test_sixty_people_for_twelve_seats",
    "tests/race/test_services.py::test_capacity_raised_by_many_promotes_each_once",
    "tests/race/test_sqlite.py::test_control_read_before_the_lock_it_oversells",
    "tests/race/test_sqlite.py::test_sixty_people_for_twelve_seats",
    "tests/search/test_modelsearch_suite.py::test_sqlite",
}

WHOLE = os.environ.get("WHOLE_SUITE") == "1"


def amount(whole: int, short: int) -> int:
    """How many there are in the whole suite, and how many in the short one."""
    return whole if WHOLE else short


def slow() -> set[str]:
    """The functions of slow.txt, as ``tests/a/test_b.py::test_c``."""
    lines = SLOW.read_text(encoding="utf-8").splitlines()
    return {line for line in lines if not line.startswith("#")}


def leave_to_the_whole(items: list[pytest.Item]) -> None:
    """Mark "whole" what is slow, what drives a browser (its server alone takes the better part of a minute to fill), and
    every case but the first of a function with several, unless it touches no database."""
    left, tried = slow() - KEPT, set()
    for item in items:
        function = item.nodeid.partition("[")[0]
        again = function in tried and item.get_closest_marker("pure") is None
        if function in left or again or item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.whole)
        elif item.get_closest_marker("whole") is None:
            tried.add(function)
