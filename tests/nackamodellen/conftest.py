"""The demo, loaded once for all tests of a module and rolled back after them."""

import contextlib
import datetime

import pytest
from django.db import transaction

TODAY = datetime.date(2026, 3, 2)  # a Monday before the course of the base year


@contextlib.contextmanager
def rolled_back():
    """What is written in here is gone afterwards. Tests inside get savepoints of their own."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo as of ``TODAY``; gives its Swedish start page."""
    from django.core.management import call_command
    from wagtail.models import Site

    from home.models import HomePage

    with django_db_blocker.unblock(), rolled_back():
        Site.clear_site_root_paths_cache()
        call_command("demo", today=TODAY, base_year=2026, verbosity=0)
        Site.objects.update(hostname="testserver")
        Site.clear_site_root_paths_cache()
        yield HomePage.objects.get(locale__language_code="sv")
    Site.clear_site_root_paths_cache()
