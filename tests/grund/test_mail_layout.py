"""How a mail looks, as text and as HTML."""

import re
from html.parser import HTMLParser

import pytest
from django.utils.translation import gettext_lazy

from grund.mail_layout import WIDTH, compose
from grund.text import plain_text

pytestmark = pytest.mark.pure
URL = "https://example.org/anmalan/" + "x-" * 60 + "/?a=1&b=[[secret]]"


class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.found.append(dict(attrs)["href"])


def made(**values):
    values = {
        "subject": "Du är anmäld",
        "paragraphs": ["Hej Åsa!"],
        "language": "sv",
        "sender": "Nackamodellen",
        **values,
    }
    return compose(**values)


def test_all_parts_in_their_order():
    text, html = made(
        facts=[("Tid", "26 mars 2027\nkl. 9–12"), ("Plats", "Rådhuset")],
        action=("Visa din anmälan", URL),
        after=["Hör av dig om något är oklart."],
    )
    assert text == (
        "Hej Åsa!\n\nTid: 26 mars 2027\n  kl. 9–12\nPlats: Rådhuset\n\n"
        f"Visa din anmälan:\n{URL}\n\nHör av dig om något är oklart.\n\nNackamodellen\n"
    )
    words = plain_text(html)
    order = ["Du är anmäld", "Hej Åsa!", "Tid", "26 mars 2027", "Plats", "Visa din anmälan", URL, "Hör av dig", "Nacka"]
    places = [words.index(word) for word in order]
    assert places == sorted(places)


def test_only_what_there_is():
    text, html = made()
    assert text == "Hej Åsa!\n\nNackamodellen\n"
    assert "<table" not in html
    assert "<a " not in html


def test_lines_are_wrapped_and_addresses_are_not():
    long = "Ett möte om förvaltningsobjekt " * 10
    text, _html = made(paragraphs=[long + URL], facts=[("Plats", long)])
    lines = text.splitlines()
    assert URL in lines
    assert all(len(line) <= WIDTH for line in lines if line != URL)
    assert not any(line.endswith(" ") for line in lines)


def test_a_link_that_can_be_pressed_and_one_that_can_be_read():
    _text, html = made(action=("Visa", URL))
    links = Links()
    links.feed(html)
    assert links.found == [URL, URL]
    assert "&amp;b=[[secret]]" in html


def test_everything_is_escaped_in_html_and_nothing_in_text():
    evil = '<script>x</script> & "å"'
    text, html = made(
        subject=evil,
        paragraphs=[evil],
        facts=[(evil, evil)],
        action=(evil, f"https://e.example/?{evil}"),
        after=[evil],
        sender=evil,
    )
    assert "<script>" not in html
    assert html.count("&lt;script&gt;x&lt;/script&gt; &amp; &quot;å&quot;") >= 7
    assert text.count(evil) == 7


def test_what_a_mail_program_needs():
    _text, html = made(language="en")
    assert '<html lang="en">' in html
    assert '<meta charset="utf-8">' in html
    assert '<meta name="color-scheme" content="light dark">' in html
    assert "prefers-color-scheme: dark" in html
    assert not re.search(r"\s(src|style|on\w+)=|url\(|@import|<link", html)


def test_texts_that_are_translated_late_are_in_the_language_of_the_mail():
    values = {"paragraphs": [gettext_lazy("Yes")], "action": ("x", URL)}
    assert made(language="sv", **values)[0].startswith("Ja")
    text, html = made(language="en", **values)
    assert text.startswith("Yes")
    assert "If the button does not work" in html
