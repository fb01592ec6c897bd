"""One role, one guide in each language."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Locale

from grund.visitors import Visitor
from modellen.models import RoleGuidePage
from modellen.role_cards import role_cards
from tests.factories import RoleGuidePageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide(index_page):
    return RoleGuidePageFactory(parent=index_page("roller"), title="Objektägare", role="object_owner")


def test_a_second_guide_is_refused_on_its_field(guide, index_page):
    with pytest.raises(ValidationError) as refused:
        RoleGuidePageFactory(parent=index_page("roller"), title="En till", role="object_owner")
    assert list(refused.value.message_dict) == ["role"]
    assert "Objektägare" in refused.value.message_dict["role"][0]
    guide.full_clean()
    RoleGuidePageFactory(parent=index_page("roller"), title="En annan", role="object_lead_it")


def test_a_translation_is_no_second_guide(guide, english_home):
    english = guide.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    english.full_clean()
    english.save_revision().publish()


def test_of_two_guides_the_first_in_the_tree_counts(guide, index_page):
    second = RoleGuidePageFactory(parent=index_page("roller"), title="Utkast", role="object_owner", live=False)
    RoleGuidePage.objects.filter(pk=second.pk).update(live=True)
    assert [card.name for card in role_cards(Visitor(), "sv").cards] == ["Objektägare"]
    second.move(index_page("roller"), pos="first-child")
    assert [card.name for card in role_cards(Visitor(), "sv").cards] == ["Utkast"]
