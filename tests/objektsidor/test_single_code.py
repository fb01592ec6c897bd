"""A code belongs to one object in each language, drafts counted too."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from wagtail.models import Locale, Page

from tests.factories import ObjectPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(index_page):
    return index_page("objekt")


def refusal(page):
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    return refused.value.message_dict


@pytest.mark.parametrize("live", [True, False])
def test_a_code_that_is_taken_is_refused_on_its_field(live, index):
    first = ObjectPageFactory(parent=index, title="Lärande", code="UTB", live=live)
    first.full_clean()
    second = ObjectPageFactory(parent=index, title="Annat", code="UTB", live=False)
    assert refusal(second) == {
        "code": [gettext("The object %(title)s has this code already. Choose another.") % {"title": "Lärande"}]
    }
    second.code = "ANN"
    second.full_clean()


def test_a_code_in_the_draft_of_a_published_page_is_taken(index):
    first = ObjectPageFactory(parent=index, title="Lärande", code="UTB")
    first.code = "LAR"
    first.save_revision()
    for code in ("UTB", "LAR"):
        assert list(refusal(ObjectPageFactory(parent=index, title=code, code=code, live=False))) == ["code"]


def test_what_is_published_is_not_held_up_by_a_later_draft(index):
    first = ObjectPageFactory(parent=index, title="Lärande", code="UTB")
    ObjectPageFactory(parent=index, title="Kopia", code="UTB", live=False)
    first.full_clean()
    first.save_revision().publish()


def test_a_translation_has_the_same_code(index, english_home):
    page = ObjectPageFactory(parent=index, title="Lärande", code="UTB")
    english = page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    assert english.code == "UTB"
    english.save_revision().publish()


@pytest.mark.parametrize("box", ["publish_copies", "alias"])
def test_a_copy_starts_as_a_draft(box, index, as_user):
    page = ObjectPageFactory(parent=index, title="Lärande", code="UTB")
    data = {"new_title": "Kopia", "new_slug": "kopia", "new_parent_page": index.pk}
    editor = as_user("editor")
    for copied in (page, index):
        more = {"copy_subpages": "on", "new_parent_page": index.get_parent().pk} if copied == index else {}
        response = editor.post(f"/admin/pages/{copied.pk}/copy/", {**data, **more, box: "on"})
        assert box in response.context["form"].errors
        assert not Page.objects.filter(slug="kopia").exists()
    assert editor.post(f"/admin/pages/{page.pk}/copy/", data).status_code == 302
    assert not Page.objects.get(slug="kopia").live
