"""The SQL of a request, in a shape that a failing test can print.

What is counted (rule 12): an anonymous second request. The first one fills what the process keeps
(content types, the addresses of the sites, renditions); nothing keeps an answer.
"""

import re
from collections import Counter

from django.db import connection
from django.test.utils import CaptureQueriesContext

MOST = 16
_SELECTED = re.compile(r"^SELECT .*? FROM ", re.DOTALL)


class Statements(list):
    """SQL statements in the order they ran. Parameters are written into them, so two alike are duplicates."""

    @property
    def duplicates(self):
        """{statement: how often} of those that ran more than once."""
        return {sql: times for sql, times in Counter(self).items() if times > 1}

    def report(self):
        """One line each: where from and under which condition, without the list of columns."""
        return "\n".join(f"{number:3} {short(sql)}" for number, sql in enumerate(self, start=1))

    def check(self, most=MOST):
        """Fail with a readable list where there are too many, or any twice."""
        twice = "\n".join(f"{times} × {short(sql)}" for sql, times in self.duplicates.items())
        assert not twice, f"Asked more than once:\n{twice}\n\nAll {len(self)}:\n{self.report()}"
        assert len(self) <= most, f"{len(self)} queries, at most {most} are allowed:\n{self.report()}"


def short(sql, length=400):
    return _SELECTED.sub("FROM ", " ".join(sql.split())).replace('"', "")[:length]


def statements_of(client, address, status=200, **extra):
    """The statements of the second of two requests, which must be answered with ``status``."""
    client.get(address, **extra)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address, **extra)
    assert response.status_code == status, f"{address} answered {response.status_code}"
    return Statements(query["sql"] for query in captured.captured_queries)
