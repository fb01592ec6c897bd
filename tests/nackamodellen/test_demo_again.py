"""Loading the demo again after ordinary edits: nothing is added, nothing is undone."""

import datetime

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Page

from home.models import HomePage
from modellen.models import ModelPage, RoleGuidePage, TemplateItem, Term
from nackamodellen.models import SiteSettings
from objektsidor.models import ObjectPage
from sidor.models import AccessibilityStatementPage
from tests.nackamodellen.conftest import TODAY
from utbildning.models import CourseIndexPage, CoursePage, Registration

# It loads the demo, as tests/nackamodellen/test_demo.py does in the short suite.
pytestmark = [pytest.mark.django_db, pytest.mark.whole]
LATER = TODAY + datetime.timedelta(days=40)


def rows():
    """Everything that the site holds, row by row, but for what every save or look writes."""
    left_out = {"latest_revision_created_at"}
    return {
        model._meta.label: list(
            model._default_manager.order_by("pk").values(
                *(f.attname for f in model._meta.concrete_fields if f.name not in left_out)
            )
        )
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in {"sessions", "wagtailsearch"} and model._meta.label != "auth.Permission"
    }


def load_again(*words):
    """Load once more, on a later day; nothing may differ afterwards."""
    before = rows()
    call_command("demo", *words, today=LATER, verbosity=0)
    after = rows()
    assert {name for name in before if before[name] != after[name]} == set()


def rename(page, slug):
    page.slug = slug
    page.save_revision().publish()


def test_nothing_differs_without_edits(demo):
    load_again()


def test_other_addresses(demo):
    rename(CourseIndexPage.objects.get(slug="utbildning"), "kurser")
    rename(RoleGuidePage.objects.get(role="object_owner"), "agare")
    rename(CoursePage.objects.get(slug="grundutbildning"), "grunderna")
    rename(ObjectPage.objects.first(), "nytt-namn")
    load_again()
    assert CoursePage.objects.filter(locale__language_code="sv").count() == 5


def test_a_word_that_replaces_no_longer(demo):
    assert Term.objects.filter(locale__language_code="en", replaced_by__isnull=False).exists()
    Term.objects.update(replaced_by=None)
    load_again()


def test_a_page_that_is_gone_comes_back_and_links_lead_to_it(demo):
    guide = RoleGuidePage.objects.get(role="object_owner")
    course = guide.training[0].value.specific
    rename(CourseIndexPage.objects.get(slug="utbildning"), "kurser")
    key, slug = course.translation_key, course.slug
    Registration.objects.filter(occasion__course=course).delete()  # else the page stays
    course.occasions.all().delete()
    course.delete()
    guide.delete()
    call_command("demo", today=LATER, verbosity=0)
    course = CoursePage.objects.get(translation_key=key)
    assert course.url == f"/kurser/{slug}/"
    assert course.last_published_at.date() == LATER
    assert RoleGuidePage.objects.get(role="object_owner").training[0].value.specific == course
    assert CoursePage.objects.exclude(pk=course.pk).first().last_published_at.date() == TODAY


def test_force_where_the_banner_was_taken_away_changes_the_banner_alone(demo):
    settings = SiteSettings.objects.get()
    settings.tagline, settings.has_example_data = "Vår egen mening.", False
    settings.save()
    with pytest.raises(CommandError, match="--force"):
        call_command("demo")
    HomePage.objects.filter(pk=demo.pk).update(lead="Vår egen ingress.")
    before = rows()
    call_command("demo", "--force", today=LATER, verbosity=0)
    after = rows()
    # And that something changed, for those who read through the content interface.
    changed = {SiteSettings._meta.label, "headless.ContentChange"}
    assert {name for name in before if before[name] != after[name]} == changed
    assert SiteSettings.objects.get().tagline == "Vår egen mening."


def test_the_english_model_page_has_one_address(demo, client):
    assert client.get("/en/modellen/").status_code == 404
    assert client.get("/en/model/").status_code == 200
    assert not Redirect.objects.exists()
    page = ModelPage.objects.get(slug="model")
    assert page.get_latest_revision_as_object().slug == "model"


def test_documents_know_their_size_and_hash(demo):
    documents = get_document_model().objects.filter(pk__in=TemplateItem.objects.values("document"))
    assert documents.count() == 7
    for document in documents:
        hashed, size = document.file_hash, document.file_size
        document._set_document_file_metadata()
        assert hashed
        assert (hashed, size) == (document.file_hash, document.file_size)


def test_demo_pages_are_known_by_key_not_by_address(demo):
    from nackamodellen.demo.streams import key_of

    assert CoursePage.objects.get(slug="grundutbildning").translation_key == key_of("/utbildning/grundutbildning/")
    assert AccessibilityStatementPage.objects.get().translation_key != key_of("/tillganglighet/")
    assert Page.objects.get(slug="kontakt").translation_key == key_of("/kontakt/")
