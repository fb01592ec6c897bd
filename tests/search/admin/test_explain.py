"""The explanation of hits: asked as the one who asks, or as somebody who is not signed in."""

import sys
from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest
from django.utils.html import escape

from tests.search.admin.conftest import told

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/search_explain/"


@dataclass
class Explained:
    """As search.explain gives it."""

    title: str = "Objektplan"
    url: str = "/modellen/objektplan/"
    kind_label: str = "Sida"
    rank: int = 1
    score: float = 12.345
    tier: int = 1
    lines: list = field(default_factory=lambda: [("ordet i rubriken", 3.0), ("“plan” <i>", "två")])


@pytest.fixture
def asked(monkeypatch):
    """What was asked; the answer stands in its ``answer``."""
    asked = SimpleNamespace(answer=[Explained()], calls=[])

    def explain(query, language, visitor):
        asked.calls.append((query, language, visitor.user.get_username()))
        return asked.answer

    monkeypatch.setitem(sys.modules, "search.explain", SimpleNamespace(explain=explain))
    return asked


def test_the_empty_form_asks_nothing(editor, asked):
    response = editor.get(ADDRESS)
    assert response.status_code == 200
    assert not asked.calls
    assert 'name="q"' in response.content.decode()


def test_it_shows_why(editor, asked):
    asked.answer = [Explained(), Explained(title="<b>Mall</b>", url="javascript:alert(1)", rank=2)]
    text = editor.get(f"{ADDRESS}?q=plan&language=sv").content.decode()
    assert asked.calls == [("plan", "sv", "editor")]
    for shown in ("Objektplan", "12,35", "ordet i rubriken", "3,00", escape("“plan” <i>"), "två", "<th"):
        assert shown in text
    assert "<b>Mall" not in text
    assert 'href="/modellen/objektplan/"' in text


def test_as_somebody_who_is_not_signed_in(editor, asked):
    editor.get(f"{ADDRESS}?q=plan&language=en&anonymous=on")
    assert asked.calls == [("plan", "en", "")]


def test_twenty_at_most(editor, asked):
    asked.answer = [Explained(title=f"Träff {number}", rank=number) for number in range(1, 31)]
    text = editor.get(f"{ADDRESS}?q=plan&language=sv").content.decode()
    assert "Träff 20<" in text.replace("\n", "").replace("  ", "")
    assert "Träff 21" not in text


def test_nothing_found_gets_a_sentence(editor, asked):
    asked.answer = []
    assert told(editor.get(f"{ADDRESS}?q=plan&language=sv"), "The search finds nothing that is shown here.")


@pytest.mark.parametrize(
    "query, wrong",
    [("q=&language=sv", "q"), ("q=" + "a" * 201 + "&language=sv", "q"), ("q=a%00b&language=sv", "q")]
    + [("q=plan&language=de", "language"), ("q=plan", "language")],
)
def test_what_is_wrong_gets_a_sentence_at_its_field(editor, asked, query, wrong):
    response = editor.get(f"{ADDRESS}?{query}")
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [wrong]
    assert not asked.calls
