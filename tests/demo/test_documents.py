"""The Word templates of the demo can be opened, are accessible and always have the same bytes."""

import io
import zipfile
from datetime import datetime

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm

from grund.text import lix
from nackamodellen.demo.content.template_items import TEMPLATE_ITEMS
from nackamodellen.demo.documents import build_docx

pytestmark = pytest.mark.pure

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
UIDS = [
    "objektplan",
    "kvartalsuppfoljning",
    "uppdragsbrev",
    "agenda-objektforum",
    "fragelista-systeminventering",
    "checklista-nytt-system",
    "checklista-avveckling",
]


@pytest.fixture(scope="module")
def built():
    """{uid: (item, bytes)}, each file built once for the module."""
    return {item["uid"]: (item, build_docx(item)) for item in TEMPLATE_ITEMS}


@pytest.fixture(params=UIDS)
def item_and_document(request, built):
    item, data = built[request.param]
    return item, Document(io.BytesIO(data))


def texts_of(item):
    """All texts of a template, in order."""
    for kind, value in item["document"]:
        if kind in ("list", "checklist"):
            yield from value
        elif kind == "table":
            yield value["caption"]
            yield from value["columns"]
            for row in value["rows"]:
                yield from filter(None, row)
        else:
            yield value


def test_the_seven_templates_are_there():
    assert [item["uid"] for item in TEMPLATE_ITEMS] == UIDS
    for item in TEMPLATE_ITEMS:
        assert item["filename"] == f"{item['uid']}.docx"
        assert item["document"][0] == ("h1", item["title"])


def test_two_builds_give_the_same_bytes(built):
    for item, data in built.values():
        assert build_docx(item) == data, item["uid"]


def test_nothing_in_the_file_tells_when_or_where_it_was_made(built):
    for item, data in built.values():
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            assert names == sorted(names), item["uid"]
            assert names[0] == "[Content_Types].xml"
            assert {entry.date_time for entry in archive.infolist()} == {(2026, 1, 7, 8, 0, 0)}
            assert not [name for name in names if "thumbnail" in name or "customXml" in name]
            assert b"python-docx" not in archive.read("docProps/core.xml")


def test_title_and_other_properties(item_and_document):
    item, document = item_and_document
    properties = document.core_properties
    assert properties.title == item["title"]
    assert properties.author == properties.last_modified_by == item["owner"]
    assert properties.language == "sv-SE"
    assert properties.version == item["version"]
    assert properties.created.replace(tzinfo=None) == datetime(2026, 1, 7, 8, 0)


def test_the_language_is_swedish_everywhere(item_and_document):
    _item, document = item_and_document
    languages = list(document.styles.element.iter(f"{W}lang"))
    assert languages
    assert {language.get(f"{W}val") for language in languages} == {"sv-SE"}
    defaults = document.styles.element.find(qn("w:docDefaults"))
    assert defaults.find(f".//{W}lang") is not None
    assert document.styles["Normal"].element.find(f".//{W}lang") is not None


def test_headings_are_real_and_in_order(item_and_document):
    item, document = item_and_document
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading")]
    expected = [
        ("Heading 1" if kind == "h1" else "Heading 2", value)
        for kind, value in item["document"]
        if kind in ("h1", "h2")
    ]
    assert headings == expected
    assert [name for name, _text in headings].count("Heading 1") == 1
    assert headings[0][0] == "Heading 1"


def test_every_table_has_a_name_and_a_repeated_header_row(item_and_document):
    item, document = item_and_document
    tables = [value for kind, value in item["document"] if kind == "table"]
    assert len(document.tables) == len(tables) > 0
    for table, expected in zip(document.tables, tables, strict=True):
        properties = table._tbl.tblPr
        assert properties.find(qn("w:tblCaption")).get(qn("w:val")) == expected["caption"]
        assert properties.find(qn("w:tblDescription")).get(qn("w:val"))
        assert properties.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1"
        header, *rows = table.rows
        assert header._tr.trPr.find(qn("w:tblHeader")) is not None
        assert [cell.text for cell in header.cells] == expected["columns"]
        for row in rows:
            assert row._tr.trPr.find(qn("w:tblHeader")) is None
            assert row.cells[0].text, "the first cell tells what the row is about"


def test_the_name_of_a_table_stands_before_it(item_and_document):
    _item, document = item_and_document
    for table in document.tables:
        before = table._tbl.getprevious()
        assert before.find(f".//{W}pStyle").get(f"{W}val") == "Caption"


def test_space_never_comes_from_empty_paragraphs(item_and_document):
    _item, document = item_and_document
    assert [p for p in document.paragraphs if not p.text.strip()] == []
    assert document.element.body[-2].tag == f"{W}p", "a table at the end would make Word add one"


def test_lists_use_list_styles_and_count_from_one(item_and_document):
    item, document = item_and_document
    checklists = [value for kind, value in item["document"] if kind == "checklist"]
    numbered = [p for p in document.paragraphs if p.style.name == "List Number"]
    assert [p.text.strip() for p in numbered] == [text for texts in checklists for text in texts]
    numbers = {p._p.pPr.numPr.numId.val for p in numbered}
    assert len(numbers) == len(checklists)
    numbering = document.part.numbering_part.element
    for number in numbers:
        start = numbering.num_having_numId(number).find(f".//{W}startOverride")
        assert start.get(f"{W}val") == "1"


def test_a_plain_list_uses_the_bullet_style():
    elements = [("h1", "Titel"), ("list", ["Ett", "Två"])]
    document = Document(io.BytesIO(build_docx({**TEMPLATE_ITEMS[0], "document": elements})))
    assert [p.text for p in document.paragraphs if p.style.name == "List Bullet"] == ["Ett", "Två"]


def test_every_control_has_a_name_and_an_id_of_its_own(item_and_document):
    _item, document = item_and_document
    controls = list(document.element.body.iter(f"{W}sdtPr"))
    assert controls
    assert all(0 < len(control.find(qn("w:alias")).get(qn("w:val"))) <= 64 for control in controls)
    ids = [control.find(qn("w:id")).get(qn("w:val")) for control in controls]
    assert len(set(ids)) == len(ids)


def test_page_and_font(item_and_document):
    _item, document = item_and_document
    (section,) = document.sections
    assert abs(section.page_width - Cm(21.0)) < Cm(0.01)
    assert abs(section.page_height - Cm(29.7)) < Cm(0.01)
    assert document.styles["Normal"].font.name == "Arial"
    assert document.styles["Normal"].font.size.pt >= 11
    assert document.styles["Tabelltext"].font.size.pt >= 10


def test_the_footer_tells_version_and_owner(item_and_document):
    item, document = item_and_document
    text = document.sections[0].footer.paragraphs[0].text
    assert f"Version {item['version']}." in text
    assert f"Ägare: {item['owner']}." in text


def test_the_texts_are_easy_to_read():
    for item in TEMPLATE_ITEMS:
        texts = [item["description"], item["format_note"], *texts_of(item)]
        assert not [text for text in texts if "!" in text], item["uid"]
        assert lix("\n".join(texts)) <= 50, item["uid"]


def test_the_plan_has_its_fifteen_sections():
    plan = TEMPLATE_ITEMS[0]
    sections = [value for kind, value in plan["document"] if kind == "h2"]
    assert [section.split(". ")[0] for section in sections] == [str(number) for number in range(1, 16)]
    assert "på webbplatsen" in plan["format_note"]


@pytest.mark.parametrize(
    ("elements", "message"),
    [
        ([("h2", "Del"), ("p", "Text")], "only h1"),
        ([("h1", "Titel"), ("h1", "En till"), ("p", "Text")], "only h1"),
        ([("h1", "Titel"), ("bild", "Text")], "unknown kind: bild"),
        ([("h1", "Titel"), ("table", {"caption": "T", "columns": ["A"], "rows": []})], "end with text"),
    ],
)
def test_a_document_that_cannot_be_accessible_is_refused(elements, message):
    item = {**TEMPLATE_ITEMS[0], "document": elements}
    with pytest.raises(ValueError, match=message):
        build_docx(item)
