"""scripts/messages.py finds every text and sees every kind of drift."""

import polib
import pytest

import messages

pytestmark = pytest.mark.repo

TEMPLATE = """{% load i18n %}
{% translate "Plain" %} {% translate 'Filtered'|lower as name %}{% translate "May" context "month" %}
  {% blocktranslate trimmed with who=user %}
    Hello {{ who }},
      it's "here"
  {% endblocktranslate %}
{% blocktranslate count n=items|length %}One item{% plural %}{{ n }} items{% endblocktranslate %}
{{ _("Constant") }} {% include "x.html" with label=_("Argument") %} {{ value|default:_("Fallback") }}
 \tdef oddly(: 'indented {% translate "100 % sure" %}
"""
PYTHON = """
_("Concatenated " "text")
gettext_lazy("Lazy")
ngettext("One %(name)s", "%(n)s of %(name)s", count)
pgettext("menu", "Open")
_(variable), f"{_('Inside')}"
"""


@pytest.fixture
def house(tmp_path, monkeypatch):
    """A house with one app and one template; gives its catalogue."""
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "SITE", tmp_path / "site")
    (tmp_path / "site/home/templates").mkdir(parents=True)
    (tmp_path / "site/home/views.py").write_text('_("Found")', encoding="utf-8")
    return tmp_path / messages.CATALOGUE


def texts(found):
    return {(context, text, plural) for (context, text), (plural, _) in found.items()}


def test_texts_of_a_template(house):
    file = messages.SITE / "home/templates/page.html"
    file.write_text(TEMPLATE, encoding="utf-8")
    assert texts(messages.extract([file])) == {
        (None, "Plain", ""),
        (None, "Filtered", ""),
        ("month", "May", ""),
        (None, 'Hello %(who)s, it\'s "here"', ""),
        (None, "One item", "%(n)s items"),
        (None, "Constant", ""),
        (None, "Argument", ""),
        (None, "Fallback", ""),
        (None, "100 %% sure", ""),
    }


def test_texts_of_python(house):
    file = messages.SITE / "home/views.py"
    file.write_text(PYTHON, encoding="utf-8")
    assert {text for _, text, _ in texts(messages.extract([file]))} >= {
        "Concatenated text",
        "Lazy",
        "One %(name)s",
        "Open",
    }


def translate(file, **translations):
    catalogue = polib.pofile(str(file))
    for entry in catalogue:
        entry.msgstr = translations.get(entry.msgid, entry.msgstr)
    catalogue.save()


def test_a_whole_round(house, capsys):
    assert messages.main(["--check"]) == 1  # no catalogue yet
    messages.main([])
    assert messages.main(["--check"]) == 1  # not translated
    translate(house, Found="Hittad")
    assert messages.main(["--check"]) == 1  # compiled file is old
    messages.main([])
    assert messages.main(["--check"]) == 0
    assert polib.mofile(str(house.with_suffix(".mo")))[0].msgstr == "Hittad"


@pytest.mark.parametrize(
    "change, complaint",
    [
        (lambda po: po[0].flags.append("fuzzy"), "fuzzy"),
        (lambda po: po.append(polib.POEntry(msgid="Gone", msgstr="Borta")), "left over"),
        (lambda po: po.append(polib.POEntry(msgid="Gone", msgstr="Borta", obsolete=True)), "obsolete"),
        (lambda po: setattr(po[0], "msgstr", "Hittad %(what)s"), "that the English lacks"),
        (lambda po: setattr(po[0], "msgid", "Renamed"), "not in the catalogue: 'Found'"),
    ],
)
def test_drift_is_seen(house, capsys, change, complaint):
    messages.main([])
    translate(house, Found="Hittad")
    messages.main([])
    catalogue = polib.pofile(str(house))
    change(catalogue)
    catalogue.save()
    assert messages.main(["--check"]) == 1
    assert complaint in capsys.readouterr().out


def test_a_lost_placeholder_is_seen():
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid="Page %(n)s", msgstr="Sidan"))
    assert "lost" in messages.problems(catalogue)[0]
