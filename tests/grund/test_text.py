"""Tests of the pure text functions, with Lix counted by hand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grund import text
from grund.text import (
    format_date_range,
    format_tkr,
    lix,
    plain_text,
    swedish_sort_key,
)

pytestmark = pytest.mark.pure

NARROW = "\u202f"


def in_order(*words):
    """Whether sorting the words backwards gives them back as they stand."""
    backwards = list(words)
    backwards.reverse()
    return sorted(backwards, key=swedish_sort_key) == list(words)


class TestSwedishSortKey:
    def test_the_swedish_letters_come_last(self):
        assert in_order("Avtal", "Objekt", "Zon", "Årshjul", "Ändring", "Öppen")

    def test_case_does_not_matter(self):
        assert swedish_sort_key("ÅRSHJUL") == swedish_sort_key("årshjul")
        assert in_order("integration", "IT-system", "klassa")

    def test_accents_are_the_bare_letter_at_first(self):
        assert in_order("ide", "idé", "idéer", "idrott")

    def test_digits_come_first(self):
        assert in_order("3D-modell", "Aktivitet")

    def test_w_is_a_letter_of_its_own(self):
        assert in_order("Vakant", "Växel", "Webb", "Xylofon")

    def test_punctuation_counts_only_when_all_else_is_equal(self):
        assert in_order("IT-komponent", "IT-system", "IT-tjänst", "Iver")
        assert swedish_sort_key("IT-system")[0] == swedish_sort_key("ITsystem")[0]
        assert swedish_sort_key("IT-system") != swedish_sort_key("ITsystem")

    def test_a_space_comes_before_the_letters(self):
        assert in_order("Objektledare", "Objektledare IT", "Objektledare verksamhet", "Objektledarpar")
        assert in_order("Risk", "Risk och nytta", "Riskvärde")

    def test_neighbouring_languages(self):
        assert in_order("Zebra", "Åse", "Æske", "Ässja", "Östra", "Østre")
        assert in_order("Yrsel", "Üxa", "Zebra")

    def test_a_letter_written_with_a_loose_ring_is_the_same_letter(self):
        assert swedish_sort_key("a\u030ar") == swedish_sort_key("år")

    def test_the_empty_text_comes_first(self):
        assert in_order("", "1", "a")

    def test_other_alphabets_come_after_the_last_swedish_letter(self):
        assert in_order("öl", "Ωmega")


class TestPlainText:
    def test_blocks_become_lines(self):
        html = "<h2>Rubrik</h2><p>En <b>viktig</b>\n  text.</p><ul><li>Ett</li><li>Två</li></ul>"
        assert plain_text(html) == "Rubrik\nEn viktig text.\nEtt\nTvå"

    def test_entities_scripts_and_comments(self):
        html = "<p>Drift &amp; avtal &lt; 5</p><script>var a = '<p>';</script><!-- nej -->"
        assert plain_text(html) == "Drift & avtal < 5"

    def test_a_line_break_becomes_a_space(self):
        assert plain_text("<p>Nacka stadshus<br>Granitvägen</p>") == "Nacka stadshus Granitvägen"

    def test_inline_tags_do_not_part_a_word(self):
        assert plain_text("system<b>specialist</b>") == "systemspecialist"

    def test_no_break_spaces_stay(self):
        assert plain_text(f"<td>47{NARROW}800 tkr</td>") == f"47{NARROW}800 tkr"

    def test_nothing(self):
        assert plain_text("") == ""


def lix_of(words, sentences, long_words):
    """Lix from numbers counted by hand."""
    return pytest.approx(words / sentences + 100 * long_words / words)


class TestLix:
    def test_two_sentences(self):
        # Long: objektplan, tillsammans, objektägaren, beslutar.
        text = "Paret skriver en objektplan tillsammans. Objektägaren beslutar den."
        # "skriver" has seven letters and is long too.
        assert lix(text) == lix_of(8, 2, 5)

    def test_six_letters_are_not_long(self):
        assert lix("Planen kostar mycket pengar.") == lix_of(4, 1, 0)

    def test_headings_and_list_items_end_sentences(self):
        html = "<h2>Det här ingår</h2><ul><li>en plan</li><li>en budget</li></ul><p>Bra så.</p>"
        assert lix(html) == lix_of(9, 4, 0)

    def test_table_cells_end_sentences(self):
        html = "<table><tr><th>Mål</th><td>Kortare kö</td></tr></table>"
        assert lix(html) == lix_of(3, 2, 1)

    @pytest.mark.parametrize(
        ("text", "words", "sentences", "long_words"),
        [
            ("Ta med t.ex. avtal och budget. Det räcker.", 8, 2, 0),
            ("Ta med t. ex. avtal och budget. Det räcker.", 8, 2, 0),
            ("Vi ses kl. 9 i dag.", 6, 1, 0),
            ("Det gäller bl.a. Nacka och fler.", 6, 1, 0),
            ("Vi har mål, budget m.m. Det är bra.", 8, 2, 0),
            ("Se s. 12 i planen.", 5, 1, 0),
            ("1. Skriv ett mål", 4, 1, 0),
            ("Klassa K, R och T. Spara sedan.", 7, 2, 0),
            ("Vem vet? Du vet!", 4, 2, 0),
            ("Kom ihåg: Du kan be om hjälp.", 7, 2, 0),
            ("Du behöver tre saker: tid, ro och en dator.", 9, 1, 1),
            ("Den är klar … Nu vilar vi.", 6, 2, 0),
            (f"Det kostar 47{NARROW}800 tkr i år.", 6, 1, 0),
            ("Mötet är 9.00–16.00 den 3.", 6, 1, 0),
            ("Han sade: ”Ja.” Sedan var det klart.", 7, 3, 0),
        ],
    )
    def test_what_ends_a_sentence(self, text, words, sentences, long_words):
        assert lix(text) == lix_of(words, sentences, long_words)

    def test_letters_are_counted_not_signs(self):
        # "e-posta" has six letters and "IT-system" eight.
        assert lix("Du kan e-posta om ditt IT-system.") == lix_of(6, 1, 1)

    def test_lines_of_plain_text_are_blocks(self):
        assert lix("Rubrik\n\nEn rad till") == lix_of(4, 2, 0)

    def test_html_and_its_plain_text_give_the_same(self):
        html = "<h2>Så gör du</h2><p>Skriv en plan. Visa den för din chef.</p>"
        assert lix(html) == lix(plain_text(html))

    @pytest.mark.parametrize("text", ["", "   ", "<p></p>", "<p>… – !</p>"])
    def test_no_words_no_lix(self, text):
        assert lix(text) is None

    def test_a_comparison_sign_is_not_a_tag(self):
        assert lix("Det är <5 procent.") == lix_of(4, 1, 1)


class TestFormatDateRange:
    @pytest.mark.parametrize(
        ("first", "last", "swedish", "english"),
        [
            (date(2026, 3, 25), None, "25 mars 2026", "25 March 2026"),
            (date(2026, 3, 25), date(2026, 3, 25), "25 mars 2026", "25 March 2026"),
            (date(2026, 3, 25), date(2026, 3, 26), "25–26 mars 2026", "25–26 March 2026"),
            (date(2026, 3, 30), date(2026, 4, 2), "30 mars–2 april 2026", "30 March–2 April 2026"),
            (
                date(2026, 12, 30),
                date(2027, 1, 2),
                "30 december 2026–2 januari 2027",
                "30 December 2026–2 January 2027",
            ),
            (
                date(2026, 3, 25),
                date(2027, 3, 25),
                "25 mars 2026–25 mars 2027",
                "25 March 2026–25 March 2027",
            ),
        ],
    )
    def test_ranges(self, first, last, swedish, english):
        assert format_date_range(first, last) == swedish
        assert format_date_range(first, last, "en") == english

    def test_without_year(self):
        def short(first, last):
            return format_date_range(first, last, "sv", with_year=False)

        assert short(date(2026, 3, 1), None) == "1 mars"
        assert short(date(2026, 3, 25), date(2026, 3, 26)) == "25–26 mars"
        assert short(date(2026, 3, 1), date(2026, 5, 31)) == "1 mars–31 maj"
        assert short(date(2026, 12, 30), date(2027, 1, 2)) == "30 december–2 januari"
        assert short(date(2026, 3, 25), date(2027, 3, 25)) == "25 mars–25 mars"

    def test_day_and_month_can_be_held_together(self):
        text = format_date_range(date(2026, 3, 25), date(2026, 3, 26), no_break=True)
        assert text == "25–26\u00a0mars\u00a02026"

    def test_a_region_is_ignored(self):
        assert format_date_range(date(2026, 5, 1), None, "en-gb") == "1 May 2026"
        assert format_date_range(date(2026, 5, 1), None, "sv-SE") == "1 maj 2026"

    def test_a_range_that_ends_before_it_begins_is_refused(self):
        with pytest.raises(ValueError, match="before it begins"):
            format_date_range(date(2026, 3, 26), date(2026, 3, 25))

    def test_an_unknown_language_is_refused(self):
        with pytest.raises(ValueError, match="month names"):
            format_date_range(date(2026, 3, 26), None, "fi")


class TestFormatTkr:
    @pytest.mark.parametrize(
        ("sek", "text"),
        [
            (47_800_000, f"47{NARROW}800{NARROW}tkr"),
            (1_234_567_000, f"1{NARROW}234{NARROW}567{NARROW}tkr"),
            (520_000, f"520{NARROW}tkr"),
            (0, f"0{NARROW}tkr"),
            (-50_000, f"\u221250{NARROW}tkr"),
            (-400, f"0{NARROW}tkr"),
            (499, f"0{NARROW}tkr"),
            (500, f"1{NARROW}tkr"),
            (2_500, f"3{NARROW}tkr"),
            (-2_500, f"\u22123{NARROW}tkr"),
        ],
    )
    def test_thousands(self, sek, text):
        assert format_tkr(sek) == text


_PIECES = (
    '<p>|</p>|<br/>|<br>|<b>|</b>|<a href=\'x&amp;y\'>|<a linktype="page" id="3">|</a>|<hr/>|<li>|text |två  ord|&amp;|&lt;|&|'
    '&am|p;|\n|\u00a0|<!-- x -->|<|>|"|\'|<script>|</script>|<P>|<title>|</title>|<embed alt="a < b"/>|<h2 >|</ul|<p/|'
    '<template>|</template>|<textarea>|\t|<x-y>|</p >|&#13;|<p a=b>|<p a=">">|\0'
).split("|")


@given(st.lists(st.sampled_from(_PIECES), max_size=10).map("".join))
def test_stored_html_is_read_as_a_parser_reads_it(html):
    assert text._html_blocks(html) == text._parsed_blocks(html)


def test_what_editors_write_needs_no_parser(monkeypatch):
    monkeypatch.setattr(text, "_BlockParser", None)
    assert (
        plain_text('<p>En <b>plan</b> &amp; en <a linktype="page" id="3">länk</a>.</p><ul><li>Ett</li></ul>')
        == "En plan & en länk.\nEtt"
    )
