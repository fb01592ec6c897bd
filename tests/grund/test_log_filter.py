"""Nobody who reads the log can follow a personal link."""

import logging

import pytest
from django.conf import settings

from grund.log_filter import MaskLinks
from utbildning import tokens

pytestmark = pytest.mark.pure


def said(message, *args):
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, message, args, None)
    assert MaskLinks().filter(record)
    return record.getMessage()


def test_words_of_links_are_masked():
    word, _digest = tokens.new()
    assert said("Not Found: %s", f"/anmalan/lank/{word}/") == "Not Found: /anmalan/lank/…/"
    assert said("Not Found: %s", f"/en/anmalan/bekrafta/{word}") == "Not Found: /en/anmalan/bekrafta/…"
    assert word not in said(f'"GET /anmalan/lank/{word}/andra/?a=1 HTTP/1.1" 404 %d', 7)


def test_other_addresses_stay_as_they_are():
    for path in ("/modellen/", "/roller/systemspecialist-verksamhet/", "/media/images/bild.max-800x600.webp", "/"):
        assert said("Not Found: %s", path) == f"Not Found: {path}"


def test_every_handler_has_the_filter():
    for handler in settings.LOGGING["handlers"].values():
        assert "mask_links" in handler["filters"]
