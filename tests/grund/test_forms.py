"""Addresses that the site's own views answer are no addresses of pages."""

import pytest

from grund.forms import reserved_slugs
from nyheter.models import NewsIndexPage
from sidor.models import StandardPage

pytestmark = pytest.mark.django_db


def form_for(parent, slug, page_type=StandardPage):
    form_class = page_type.get_edit_handler().get_form_class()
    return form_class({"slug": slug, "title": "X", "body-count": "0"}, instance=page_type(), parent_page=parent)


@pytest.mark.parametrize(
    "slug", ["sok", "logga-in", "logga-ut", "mina-uppgifter", "dokument", "admin", "media", "static", "en", "sv"]
)
def test_an_address_of_the_sites_own_is_refused_with_a_sentence(site, slug):
    form = form_for(site, slug)
    assert not form.is_valid()
    assert len(form.errors["slug"]) == 1


def test_below_another_page_it_is_an_address_like_any(site, index_page):
    assert "slug" not in form_for(index_page("modellen"), "sok").errors


def test_ordinary_addresses_will_do(site):
    assert "slug" not in form_for(site, "personal").errors
    assert "nyheter" not in reserved_slugs()
    assert "slug" in form_for(site, "nyheter", NewsIndexPage).errors  # taken, by a page
