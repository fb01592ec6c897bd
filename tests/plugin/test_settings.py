"""The one settings dictionary: defaults, and a sentence for whatever cannot be used. Runs in any site that has the apps."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from grund import conf, host_settings
from grund.host_settings import KNOWN, check_settings
from headless.conf import setting as api_setting
from headless.webhooks.conf import setting as webhook_setting
from utbildning.conf import setting as course_setting

pytestmark = pytest.mark.pure


def errors():
    return [(error.id, error.msg, error.hint) for error in check_settings()]


def test_without_a_word_the_defaults_hold(settings):
    settings.NACKAMODELLEN = {}
    assert errors() == []
    assert conf.setting("BASE_TEMPLATE") == "grund/base.html"
    assert course_setting("OFFER_HOURS") == KNOWN["COURSE_OFFER_HOURS"][0] == 24
    del settings.NACKAMODELLEN
    assert errors() == []
    assert api_setting("MAX_AGE") == 60


def test_every_app_reads_its_own_names(settings):
    settings.NACKAMODELLEN = {
        "COURSE_OFFER_HOURS": 48,
        "API_TITLE": "Allt",
        "WEBHOOK_TIMEOUT": 4,
        "MAIL_REPLY_TO": "a@b.se",
    }
    assert errors() == []
    assert (course_setting("OFFER_HOURS"), api_setting("TITLE")) == (48, "Allt")
    assert (webhook_setting("TIMEOUT"), conf.setting("MAIL_REPLY_TO")) == (4, "a@b.se")
    with pytest.raises(KeyError):
        course_setting("COURSE_OFFER_HOURS")


def test_a_name_that_nothing_reads_is_noticed(settings):
    settings.NACKAMODELLEN = {"COURSE_OFER_HOURS": 48, 7: 1}
    (first, sentence, hint), (second, _other, _hint) = errors()
    assert first == second == "grund.E005"
    assert "'COURSE_OFER_HOURS'" in sentence
    assert hint.startswith("Did you mean 'COURSE_OFFER_HOURS'?")


@pytest.mark.parametrize("value", [None, [], "x", 1])
def test_what_is_no_dictionary_is_noticed(settings, value):
    settings.NACKAMODELLEN = value
    assert [error[0] for error in errors()] == ["grund.E005"]
    assert conf.setting("TRUSTED_PROXIES") == 0


@pytest.mark.parametrize(
    "name, value, words",
    [
        ("COURSE_OFFER_HOURS", "24", "a whole number"),
        ("COURSE_OFFER_HOURS", True, "a whole number"),
        ("COURSE_OFFER_HOURS", 0, "at least 1"),
        ("COURSE_KEEP_NEEDS_DAYS", -1, "at least 0"),
        ("COURSE_KEEP_RECORD_DAYS", 999_999, "at most 36500"),
        ("COURSE_TRIES_PER_ADDRESS", 0, "at least 1"),
        ("COURSE_EMAIL_DOMAINS", "example.org", "a list of texts"),
        ("COURSE_EMAIL_DOMAINS", [1], "a list of texts"),
        ("COURSE_REMINDER_DAYS", ["7"], "a list of whole numbers"),
        ("COURSE_REMINDER_DAYS", (-7,), "a list of whole numbers"),
        ("API_THREAD", 1, "True or False"),
        ("API_TITLE", None, "a text"),
        ("WEBHOOK_TIMEOUT", "10", "a number"),
        ("MAIL_LEASE_SECONDS", 0.5, "at least 1"),
        ("BASE_TEMPLATE", None, "a text"),
        ("INDEX_PARENTS", "home.HomePage", "a list of texts"),
        ("BLOCKS", ["a.B"], "a dictionary"),
        ("RENDITIONS", [], "a dictionary"),
    ],
)
def test_a_value_that_cannot_be_used_is_noticed(settings, name, value, words):
    from django.core.checks import run_checks

    settings.NACKAMODELLEN = {name: value}
    ((number, sentence, _hint),) = errors()
    assert number == "grund.E006"
    assert words in sentence
    assert repr(name) in sentence
    assert "grund.E006" in [error.id for error in run_checks(tags=["grund"], databases=[])]


def test_who_reads_a_value_that_cannot_be_used_gets_the_sentence(settings):
    settings.NACKAMODELLEN = {"COURSE_MINUTES": "60"}
    with pytest.raises(
        ImproperlyConfigured, match=r"NACKAMODELLEN\['COURSE_MINUTES'\] is '60' but must be a whole number"
    ):
        course_setting("MINUTES")


def test_every_name_has_a_default_that_may_stand_there():
    assert [name for name, (default, *_limits) in KNOWN.items() if host_settings.problem_of(name, default)] == []
