"""The whole demo, loaded once for the module that asks for it."""

from datetime import date

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction

TODAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo on a Monday in March. It lies in a transaction of its own, so that no other module meets it."""
    with (
        django_db_blocker.unblock(),
        time_machine.travel(f"{TODAY}T09:00:00+01:00"),
        transaction.atomic(),
    ):
        call_command("demo", base_year=TODAY.year, today=TODAY, verbosity=0)
        yield
        transaction.set_rollback(True)
