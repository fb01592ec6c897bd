"""What is made for somebody with a session stays between the two of us; a cookie that is no key is no session."""

import pytest
from django.core.exceptions import ValidationError

from nackamodellen.models import SiteSettings

pytestmark = pytest.mark.django_db


def test_an_anonymous_page_may_be_kept_and_a_signed_in_ones_may_not(site, as_user):
    assert "Cache-Control" not in as_user().get("/")
    assert "private" in as_user("staff").get("/")["Cache-Control"]


@pytest.mark.parametrize("cookie", [r'"aaaaaaaaaaaa\000b"', "AAAAAAAAAAAA", "å" * 12, "a" * 4000, "../../etc"])
def test_a_cookie_that_cannot_be_a_key_is_no_session(site, client, cookie):
    response = client.get("/", headers={"Cookie": f"sessionid={cookie}"})
    assert response.status_code == 200
    assert "Vary" not in response or "Cookie" not in response["Vary"]


@pytest.mark.parametrize("address", ["http://teams.example.org/", "ftp://teams.example.org/"])
def test_the_teams_link_of_the_site_is_https(site, address):
    found = SiteSettings.objects.get()
    found.teams_url = address
    with pytest.raises(ValidationError) as caught:
        found.full_clean()
    assert "teams_url" in caught.value.message_dict
