"""What the environment decides about courses."""

import pytest

from tests.nackamodellen.test_settings import SOUND, values

pytestmark = pytest.mark.pure
NAMES = ["COURSE_EMAIL_DOMAINS", "COURSE_CONTACT", "COURSE_PRIVACY_URL"]


def own_values(tmp_path, **variables):
    found = values(tmp_path, ["NACKAMODELLEN"], **variables)["NACKAMODELLEN"]
    return {name: found[name] for name in NAMES}


def test_without_a_word_only_who_is_signed_in_may_register(tmp_path):
    found = own_values(tmp_path, **SOUND)
    assert found == {
        "COURSE_EMAIL_DOMAINS": [],
        "COURSE_CONTACT": "",
        "COURSE_PRIVACY_URL": "",
    }


def test_another_municipality_names_its_own(tmp_path):
    own = {
        "COURSE_EMAIL_DOMAINS": "kommun.example, skola.example",
        "COURSE_CONTACT": "utbildning@kommun.example",
        "COURSE_PRIVACY_URL": "/personuppgifter/",
    }
    assert list(own_values(tmp_path, **SOUND, **own).values()) == [
        ["kommun.example", "skola.example"],
        "utbildning@kommun.example",
        "/personuppgifter/",
    ]
