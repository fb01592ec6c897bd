"""The report: what is asked for, what is missing, what nobody chooses; as a page and as a file that runs nothing."""

from datetime import date

import pytest
from django.utils.html import escape

from search import report as reports
from search.models import QueryDay
from search.report import Line, as_csv, report
from tests.search.admin.conftest import searched, told

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/search_report/"


def words(lines):
    return [line.query for line in lines]


class TestNumbers:
    def test_what_is_most_frequent(self):
        searched("plan", 3)
        searched("plan", 4, days_ago=10)
        searched("plan", 9, language="en")
        searched("mall", 5)
        found = report(30)
        assert [(line.language, line.query, line.times) for line in found.frequent] == [
            ("en", "plan", 9),
            ("sv", "plan", 7),
            ("sv", "mall", 5),
        ]
        assert found.times == 21
        assert words(report(30, "sv").frequent) == ["plan", "mall"]

    @pytest.mark.parametrize("days", reports.PERIODS)
    def test_the_period(self, days):
        searched("inom", days_ago=days - 1)
        searched("utanför", days_ago=days)
        assert words(report(days).frequent) == ["inom"]

    def test_what_finds_nothing_the_last_time(self):
        searched("borta", 4, zero=4, hits=0)
        searched("rättad", 9, zero=9, hits=0, days_ago=5)
        searched("rättad", 1, hits=3)
        searched("finns", 7, hits=2)
        searched("ibland", 7, zero=2, hits=0)
        assert words(report(30).without_hits) == ["borta", "ibland"]

    def test_what_is_found_but_not_chosen(self):
        searched("ingen", 10, hits=5)
        searched("några", 10, hits=5, ranks=[1, 2])
        searched("en av tio", 10, hits=5, ranks=[9])
        searched("sällan", 2, hits=5)
        searched("utan träffar", 10, zero=10, hits=0)
        assert words(report(30).few_clicks) == ["en av tio", "ingen"]

    def test_what_is_not_stored_stands_in_no_list(self):
        searched(QueryDay.NOT_STORED, 20, zero=20, hits=0)
        searched(QueryDay.THE_REST, 30)
        searched("plan", 1)
        found = report(30)
        assert words(found.frequent) == ["plan"]
        assert not found.without_hits
        assert not found.few_clicks
        assert (found.times, found.unknown) == (51, 50)

    def test_a_click_alone_is_no_search(self):
        """A forged click makes a row, but no line."""
        searched("påhittad", 0, hits=0, ranks=[1, 1])
        searched("plan", 1, zero=1, hits=0, days_ago=1)
        searched("plan", 0, hits=0, ranks=[2])
        found = report(30)
        assert words(found.frequent) == ["plan"]
        assert b"hittad" not in as_csv(30)

    def test_the_lists_are_bounded(self, monkeypatch):
        monkeypatch.setattr(reports, "MOST_LINES", 5)
        for number in range(8):
            searched(f"ord {number}", 5, zero=5, hits=0)
        found = report(30)
        assert [len(lines) for lines in (found.frequent, found.without_hits)] == [5, 5]

    @pytest.mark.parametrize("rows", [1, 60])
    def test_four_questions_however_many_rows(self, rows, django_assert_num_queries):
        for number in range(rows):
            searched(f"ord {number}", 5, zero=1, hits=0, ranks=[1])
        with django_assert_num_queries(4):
            report(30)

    @pytest.mark.parametrize(
        "clicks, mean, median",
        [
            ([], None, ""),
            ([1], 1, "1"),
            ([1, 1, 9], 11 / 3, "1"),
            ([1, 2], 1.5, "1"),
            ([3, 4, 5], 4, "4–5"),
            ([2, 7, 8], 17 / 3, "6–10"),
            ([1, 20, 900], 307, "mer än 10"),
        ],
    )
    def test_the_ranks_of_clicks(self, clicks, mean, median):
        searched("plan", 5, ranks=clicks)
        [line] = report(30).frequent
        assert line.mean_rank == (None if mean is None else pytest.approx(mean))
        assert line.median_rank.replace("more than", "mer än") == median


@pytest.mark.pure
def test_a_language_that_is_no_more_is_named_by_its_code():
    assert Line("de", "plan").language_name == "de"


class TestScreen:
    def test_without_any_searches_it_says_so(self, editor):
        response = editor.get(ADDRESS)
        assert told(response, "Nobody searched in this period. What is searched for appears here within a few seconds.")
        assert "<section" not in response.content.decode()

    def test_it_shows_the_lists_and_leads_on(self, editor):
        searched("öppettider & annat", 4, zero=4, hits=0)
        searched("ingen klickar", 9, hits=5)
        text = editor.get(ADDRESS).content.decode()
        assert escape("öppettider & annat") in text
        for address in ("/admin/search_synonyms/new/?", "/admin/search_picks/new/?"):
            assert address in text
        query = "%C3%B6ppettider+%26+annat"
        assert f"language=sv&amp;words={query}" in text
        assert f"language=sv&amp;query={query}" in text

    def test_nothing_in_a_query_is_markup(self, editor):
        searched("<script>alert(1)</script>", 4, zero=4, hits=0)  # cannot be stored, and would do no harm
        assert "<script>alert(1)" not in editor.get(ADDRESS).content.decode()

    def test_one_list_without_lines_says_so(self, editor):
        searched("plan", 1, hits=3)
        assert told(editor.get(ADDRESS), "There are none in this period.")

    @pytest.mark.parametrize(
        "query, shown",
        [
            ("", {"ny"}),
            ("?days=30", {"ny"}),
            ("?days=90", {"ny", "äldre"}),
            ("?days=365", {"ny", "äldre", "gammal"}),
            ("?days=365&language=en", {"gammal"}),
            ("?days=7&language=de", {"ny"}),
            ("?days=x&days=%00&language=%00", {"ny"}),
        ],
    )
    def test_the_choice(self, editor, query, shown):
        searched("ny")
        searched("äldre", days_ago=60)
        searched("gammal", days_ago=200, language="en")
        assert set(words(editor.get(f"{ADDRESS}{query}").context["report"].frequent)) == shown

    def test_who_may_not_make_any_is_not_led_there(self, cast, as_user):
        from django.contrib.auth.models import Permission

        user = cast["staff"]
        names = ["access_admin", "view_queryday"]
        user.user_permissions.add(*Permission.objects.filter(codename__in=names))
        searched("borta", 4, zero=4, hits=0)
        text = as_user("staff").get(ADDRESS).content.decode()
        assert "borta" in text
        assert "/new/?" not in text

    def test_the_questions_do_not_grow(self, editor, django_assert_max_num_queries):
        for number in range(40):
            searched(f"ord {number}", 5, zero=5, hits=0)
        editor.get(ADDRESS)
        with django_assert_max_num_queries(15):
            editor.get(ADDRESS)


class TestFile:
    def test_what_it_holds(self, editor):
        searched("öppettider", 4, zero=1, hits=2, ranks=[1, 4])
        searched("mall", 1, language="en")
        searched(QueryDay.NOT_STORED, 2)
        response = editor.get(f"{ADDRESS}?days=90&export=csv")
        assert response["Content-Type"] == "text/csv; charset=utf-8"
        assert response["Content-Disposition"].startswith('attachment; filename="')
        assert "-90-" in response["Content-Disposition"]
        lines = response.content.decode("utf-8-sig").split("\r\n")
        assert lines[1] == "öppettider;Svenska;4;1;2;2;2,5;1"
        assert lines[2].startswith("'(") or lines[2].startswith("(")
        assert lines[3] == "mall;English;1;0;1;0;;"

    def test_nothing_in_it_is_run(self):
        for query in ("=1+1", "+46", "@x", "-1", "\t=1"):
            searched(query)
        cells = [line.split(";")[0] for line in as_csv(30).decode("utf-8-sig").split("\r\n")[1:] if line]
        assert cells
        assert all(cell.strip('"').startswith("'") for cell in cells)

    def test_it_is_bounded(self, monkeypatch):
        monkeypatch.setattr(reports, "MOST_ROWS", 3)
        for number in range(6):
            searched(f"ord {number}")
        assert len(as_csv(30).decode().strip().split("\r\n")) == 4

    def test_an_empty_one_has_its_header(self):
        assert len(as_csv(30, today=date(2020, 1, 1)).decode().strip().split("\r\n")) == 1

    def test_another_format_is_the_page(self, editor):
        assert editor.get(f"{ADDRESS}?export=xlsx")["Content-Type"].startswith("text/html")
