"""What the environment decides about courses."""

import pytest

from tests.nackamodellen.test_settings import SOUND, values

pytestmark = pytest.mark.pure
NAMES = ["UTBILDNING_ALLOWED_DOMAINS", "UTBILDNING_CONTACT", "UTBILDNING_PRIVACY_URL"]


def test_without_a_word_only_who_is_signed_in_may_register(tmp_path):
    found = values(tmp_path, NAMES, **SOUND)
    assert found == {
        "UTBILDNING_ALLOWED_DOMAINS": [],
        "UTBILDNING_CONTACT": "",
        "UTBILDNING_PRIVACY_URL": "",
    }


def test_another_municipality_names_its_own(tmp_path):
    own = {
        "COURSE_EMAIL_DOMAINS": "kommun.example, skola.example",
        "COURSE_CONTACT": "utbildning@kommun.example",
        "COURSE_PRIVACY_URL": "/personuppgifter/",
    }
    assert list(values(tmp_path, NAMES, **SOUND, **own).values()) == [
        ["kommun.example", "skola.example"],
        "utbildning@kommun.example",
        "/personuppgifter/",
    ]
