"""The counter itself: what is asked twice is noticed, and so is what is asked too often."""

import pytest

from tests.sql import Statements, short


def test_duplicates_are_named():
    statements = Statements(['SELECT "a" FROM "t" WHERE "id" = 1'] * 2 + ['SELECT "a" FROM "t" WHERE "id" = 2'])
    with pytest.raises(AssertionError, match=r"2 × FROM t WHERE id = 1"):
        statements.check()


def test_too_many_are_counted():
    statements = Statements(f'SELECT "a" FROM "t" WHERE "id" = {number}' for number in range(17))
    with pytest.raises(AssertionError, match="17 queries, at most 16"):
        statements.check()
    statements.check(most=17)


def test_the_columns_are_left_out():
    assert short('SELECT "a"."b", "a"."c"\n FROM "a"') == "FROM a"
