"""Whatever stands in the address of the results page or of the suggestions, there is a page, and no question costs much
more than others.

The cost is counted, not timed: SQL statements, and rows that are ranked by their words. So a busy machine changes nothing.
"""

import statistics
from urllib.parse import quote, quote_from_bytes

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.search.demo_site import TODAY, demo, searched_demo  # noqa: F401
from tests.search.odd_input import ODD

# It loads the demo, as tests/nackamodellen/test_demo.py does in the short suite.
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("searched_demo"), pytest.mark.whole]
WORDS = {
    **ODD,
    "one sign": ".",
    "a star": "*",
    "c++": "c++",
    "100 %": "100 %",
    "a half": "½",
    "a backslash": "\\",
    "a 200 letter word": "objekt" * 34,
    "a word of one letter": "å" * 200,
    "stop words only": "och att det som en på är",
    "stop words in English": "the of and",
    "hyphens": "-a" * 2000,
    "dots": "a." * 2000,
    "brackets": "[({<objekt>})]",
    "a like pattern": "%objekt_%",
    "an entity": "&lt;script&gt;&amp;",
    "markup": "<script>alert(1)</script>",
    "sql": "'; DROP TABLE search_entry; --",
    "right to left": "\u202eobjekt\u202c שלום",
    "combining marks": "a" + "\u0301" * 500,
    "plain": "objektplan",
    "several": "vem beslutar om objektplanen",
}
ADDRESSES = {
    "lone surrogates as bytes": "q=" + quote_from_bytes(b"objekt\xed\xa0\x80plan"),
    "no UTF-8": "q=%ff%fe%e5",
    "a broken escape": "q=%zz%",
    "script as kind": "q=plan&typ=" + quote("<script>"),
    "a late year": "q=plan&ar=99999",
    "no year": "q=plan&ar=ABCD",
    "a year in other digits": "q=plan&ar=" + quote("٢٠٢٦"),
    "an audience many times": "q=plan" + "&malgrupp=objektagare" * 300,
    "300 audiences": "q=plan" + "".join(f"&malgrupp=a{n}" for n in range(300)),
    "a path as object": "q=plan&objekt=../..",
    "NUL as object": "q=plan&objekt=%00&typ=%00&ar=%00&malgrupp=%00",
    "page -1": "q=plan&page=-1",
    "page abc": "q=plan&page=abc",
    "page 0": "q=plan&page=0",
    "a far page": "q=plan&page=99999999999",
    "a page in many digits": "q=plan&page=" + "9" * 5000,
    "page NUL": "q=plan&page=%00",
    "exact nonsense": "q=plan&exakt=<1>",
    "two queries": "q=a&q=b",
    "no query": "",
    "an unknown parameter": "q=plan&sort=DROP&q[]=x",
}
CASES = {**{name: "q=" + quote(text, errors="surrogatepass") for name, text in WORDS.items()}, **ADDRESSES}
PLACES = ("/sok/", "/sok/forslag/")


@pytest.fixture(autouse=True)
def the_day_of_the_demo():
    with time_machine.travel(f"{TODAY}T09:00:00+01:00"):
        yield


def ask(place, query):
    return Client(raise_request_exception=True).get(f"{place}?{query}")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("query", CASES.values(), ids=CASES)
def test_whatever_is_asked_there_is_an_answer(place, query):
    answer = ask(place, query)
    assert answer.status_code < 500
    if answer.status_code not in (404, 400, 414):
        assert answer.status_code == 200
        assert "<script>alert(1)" not in answer.content.decode()


def cost(monkeypatch, place, query):
    """Statements and ranked rows of one request, after one that fills what a process keeps."""
    from search.text.ranking import Ranker

    ranked, score = [0], Ranker.score

    def counted(self, words):
        ranked[0] += 1
        return score(self, words)

    with monkeypatch.context() as patch:
        patch.setattr(Ranker, "score", counted)
        ask(place, query)
        ranked[0] = 0
        with CaptureQueriesContext(connection) as asked:
            ask(place, query)
    return len(asked), ranked[0]


@pytest.mark.parametrize("place", PLACES)
def test_no_question_costs_much_more_than_others(monkeypatch, place):
    costs = {name: cost(monkeypatch, place, query) for name, query in CASES.items()}
    statements = statistics.median(number for number, _rows in costs.values())
    assert {name: row for name, row in costs.items() if row[0] > 3 * statements + 3} == {}
    assert {name: row for name, row in costs.items() if sum(row) > 10 * (statements + 100)} == {}


def test_the_page_says_the_same_of_the_plain_question_afterwards():
    first = ask("/sok/", "q=objektplan").content.decode()
    assert "Objektplan" in first
