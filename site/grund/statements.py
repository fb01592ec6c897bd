"""Statements that every request asks: their SQL is made once, since making it takes longer than the database's answer."""

from collections.abc import Callable
from functools import cache

from django.db import connection
from django.db.models import QuerySet


def rows_of(make: Callable[[], QuerySet]) -> list[tuple]:
    """The rows that ``make()`` finds, as the database gives them: on SQLite a boolean is 0 or 1.

    ``make`` is a function of a module, and what it gives is the same each time: a queryset of ``values_list``.
    """
    with connection.cursor() as cursor:
        cursor.execute(*_sql(make, connection.vendor))
        return cursor.fetchall()


@cache
def _sql(make, _vendor):
    return make().query.sql_with_params()
