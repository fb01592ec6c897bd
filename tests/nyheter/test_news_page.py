"""What a piece of news demands of its editor."""

import pytest
from django.core.exceptions import ValidationError

from tests.factories import NewsPageFactory

pytestmark = pytest.mark.django_db


def test_a_lead_of_200_characters_will_do_and_a_longer_one_is_refused_with_a_sentence(index_page):
    page = NewsPageFactory(parent=index_page("nyheter"), lead="å" * 200)
    page.clean()
    page.lead += "å"
    with pytest.raises(ValidationError) as caught:
        page.clean()
    assert "201" in caught.value.message_dict["lead"][0]
    assert "200" in caught.value.message_dict["lead"][0]


def test_a_character_that_xml_cannot_write_does_not_take_the_feed_down(index_page, client):
    NewsPageFactory(parent=index_page("nyheter"), title="Hej\x0bdå", lead="Klipp\x01 ut", content_owner="Vi\x1f")
    response = client.get("/nyheter/flode/")
    assert response.status_code == 200
    assert "Hejdå" in response.content.decode()
