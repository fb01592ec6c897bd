"""What the short suite (`make test`) leaves to the whole one (WHOLE_SUITE=1, as .ci/run has it)."""

import os
from collections.abc import Iterable

import pytest

WHOLE = os.environ.get("WHOLE_SUITE") == "1"


def some(values: Iterable, every: int) -> list:
    """Parameters of which the short suite tries the first and each ``every``-th after it; the others get the mark "whole".

    A tuple holds a value for each of several names, as from ``itertools.product``.
    """
    found = []
    for number, value in enumerate(values):
        marks = [pytest.mark.whole] if number % every else []
        found.append(pytest.param(*(value if isinstance(value, tuple) else [value]), marks=marks))
    return found


def amount(whole: int, short: int) -> int:
    """How many there are in the whole suite, and how many in the short one."""
    return whole if WHOLE else short
