"""``manage.py demo`` refuses what it should before it loads anything."""

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from wagtail.models import Page

from nackamodellen.demo import loader
from tests.factories import NewsPageFactory, TermFactory

pytestmark = pytest.mark.django_db


def counts():
    return {model._meta.label: model._default_manager.count() for model in apps.get_models(include_auto_created=True)}


@pytest.mark.parametrize("make", [lambda index: TermFactory(), lambda index: NewsPageFactory(parent=index)])
def test_it_is_not_loaded_into_a_site_with_content_of_its_own(index_page, make):
    make(index_page("nyheter"))
    before = counts()
    with pytest.raises(CommandError, match="--force"):
        call_command("demo")
    assert counts() == before


def test_loading_if_empty_says_so_and_is_no_error(site, capsys):
    TermFactory()
    before = counts()
    call_command("demo", if_empty=True)
    assert "laddas inte" in capsys.readouterr().out
    assert counts() == before


def test_pages_of_other_kinds_count_too(before_start):
    Page.objects.get(depth=2).add_child(instance=Page(title="Värdens", slug="vardens"))
    assert loader.other_content()


def test_the_empty_site_is_no_content(site):
    assert not loader.other_content()
    assert not loader.is_loaded()


@pytest.mark.parametrize(
    "words", [["--base-year", "1999"], ["--base-year", "x"], ["--today", "i går"], ["--today", "2026-02-30"]]
)
def test_an_odd_argument_is_refused(db, words):
    with pytest.raises((CommandError, ValueError)):
        call_command("demo", *words)
    assert not loader.is_loaded()
