"""What each format gives as text, and what a file that gives none is said to be."""

import io
from datetime import date

import docx
import openpyxl
import pypdf
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import NamedStyle

from search.extraction.readers import text_of
from search.extraction.sink import Sink, Unreadable, tidied
from tests.search.extraction import files
from utbildning.certificates import render_pdf

pytestmark = pytest.mark.pure


def lines_of(content):
    return text_of(content).split("\n")


def saved(document):
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def state_of(content):
    with pytest.raises(Unreadable) as caught:
        text_of(content)
    return caught.value.state


# --- Word -------------------------------------------------------------------------------------


def test_a_word_document_in_reading_order():
    document = docx.Document()
    document.add_heading("Förvaltningsplan för Åkerns system", 1)
    document.add_paragraph("Ägaren är nämnden.")
    table = document.add_table(2, 2)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"ruta {number} åäö"
    document.add_paragraph("Efter tabellen.")
    document.sections[0].header.paragraphs[0].text = "Sidhuvud Ö"
    document.sections[0].footer.paragraphs[0].text = "Sidfot Ä"
    assert lines_of(saved(document)) == [
        "Sidhuvud Ö",
        "Förvaltningsplan för Åkerns system",
        "Ägaren är nämnden.",
        *(f"ruta {number} åäö" for number in range(4)),
        "Efter tabellen.",
        "Sidfot Ä",
    ]


def test_notes_and_comments_follow_their_paragraph_and_a_text_box_comes_once():
    box = "<w:txbxContent>" + files.paragraph("I rutan") + "</w:txbxContent>"
    body = (
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>Löp</w:t></w:r><w:r><w:t>ande</w:t><w:tab/>"
        "<w:t>text</w:t></w:r><w:r><w:footnoteReference w:id='2'/><w:commentReference w:id='0'/></w:r></w:p>"
        f"<w:p><w:r><w:t>Före </w:t><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent><w:t>efter</w:t></w:r></w:p>"
    )
    notes = f"<w:footnotes {files.W}><w:footnote w:id='2'>{files.paragraph('Fotnot å')}</w:footnote></w:footnotes>"
    comments = f"<w:comments {files.W}><w:comment w:id='0'>{files.paragraph('Kommentar ä')}</w:comment></w:comments>"
    made = files.docx(
        body,
        {"word/notes.xml": notes, "word/comments.xml": comments},
        rId1=("footnotes", "notes.xml"),
        rId2=("comments", "/word/comments.xml"),
    )
    assert lines_of(made) == ["Löpande text", "Fotnot å", "Kommentar ä", "Före efter", "I rutan"]


def test_what_nobody_sees_is_left_out():
    body = (
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>dold</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr>"
        "<w:t>synlig</w:t></w:r><w:del><w:r><w:delText>struken</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>flyttad"
        "</w:t></w:r></w:moveFrom><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    assert lines_of(files.docx(body)) == ["synlig"]


def test_a_long_piece_that_is_not_read_is_no_tag_without_end():
    body = f"<w:binData>{'QUJD' * 3_000_000}</w:binData>" + files.paragraph("Efter å")
    assert lines_of(files.docx(body)) == ["Efter å"]


def test_the_same_header_of_many_sections_comes_once():
    parts = {f"word/header{n}.xml": f"<w:hdr {files.W}>{files.paragraph('Nacka')}</w:hdr>" for n in range(3)}
    related = {f"rId{n}": ("header", f"header{n}.xml") for n in range(3)}
    assert lines_of(files.docx(files.paragraph("Text"), parts, **related)) == ["Nacka", "Text"]


def test_a_part_with_another_name_and_the_strict_variant():
    body = (
        f"<w:document xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main'>{files.paragraph('Åtta')}</w:document>"
    )
    assert lines_of(files.office("word/document2.xml", body)) == ["Åtta"]


# --- Excel, PowerPoint, LibreOffice -------------------------------------------------------------


def test_a_workbook_as_it_is_shown():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Åtgärder"
    sheet.append(["Mål", 47800, 0.1 + 0.2, date(2026, 3, 25), True, "=A1"])
    sheet.append([])
    sheet.append([None, "sista raden ö"])
    sheet["A1"].comment = Comment("Fråga ägaren", "Namn")
    named = NamedStyle("dag", number_format='[$-41D]"dag" d mmmm')
    sheet["C3"].value, sheet["C3"].style = 46106, named
    sheet["D3"].value, sheet["D3"].number_format = 46106, '0 "år"'
    book.create_sheet("Gömt").append(["syns inte"])
    book["Gömt"].sheet_state = "hidden"
    book.create_sheet("Sist").append(["andra bladet"])
    assert lines_of(saved(book)) == [
        "Åtgärder",
        "Mål 47800 0,3 2026-03-25",
        "sista raden ö 2026-03-25 46106",
        "Fråga ägaren",
        "Sist",
        "andra bladet",
    ]


def test_inline_and_rich_strings_of_a_workbook():
    rows = (
        '<row><c t="inlineStr"><is><t>direkt å</t></is></c><c t="s"><v>0</v></c><c t="s"><v>7</v></c>'
        '<c t="str"><f>A1&amp;B1</f><v>formel</v></c><c t="e"><v>#REF!</v></c><c><v>inte ett tal</v></c></row>'
    )
    strings = "<si><r><t>två </t></r><r><t>bitar</t></r><rPh><t>uttal</t></rPh></si>"
    assert lines_of(files.xlsx(rows, strings)) == ["Blad ett", "direkt å två bitar formel"]


def test_a_presentation_in_the_order_of_its_slides_with_notes():
    notes = {
        "ppt/slides/_rels/slide1.xml.rels": files.relations(r=("notesSlide", "../notesSlides/n.xml")),
        "ppt/notesSlides/n.xml": f"<p:notes {files.P} {files.A}>{files.drawn('Säg så här')}</p:notes>",
    }
    field = '<a:p><a:fld type="slidenum"><a:t>7</a:t></a:fld></a:p>'
    made = files.pptx(files.drawn("Andra bilden å"), files.drawn("Första bilden ä") + field, more=notes)
    assert lines_of(made) == ["Första bilden ä", "Säg så här", "Andra bilden å"]


def test_a_text_of_libreoffice():
    body = (
        "<office:text><text:tracked-changes><text:p>struket</text:p></text:tracked-changes><text:h>Rubrik Å</text:h>"
        "<text:p>Två<text:s/>ord<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Fotnot ä"
        "</text:p></text:note-body></text:note> i en <text:span>mening</text:span>.</text:p><table:table table:name='T1'>"
        "<table:table-row><table:table-cell><text:p>Cell ö</text:p></table:table-cell></table:table-row></table:table>"
        "</office:text>"
    )
    styles = "<style:header><text:p>Sidhuvud</text:p></style:header><text:p>annat</text:p>"
    made = files.opendocument("text", body, styles=styles)
    assert lines_of(made) == ["Rubrik Å", "Två ord i en mening.", "Fotnot ä", "Cell ö", "Sidhuvud"]


def test_a_workbook_and_a_presentation_of_libreoffice():
    table = (
        "<table:table table:name='Blad å'><table:table-row><table:table-cell><text:p>ruta</text:p></table:table-cell>"
    )
    table += "</table:table-row></table:table>"
    assert lines_of(files.opendocument("spreadsheet", table)) == ["Blad å", "ruta"]
    page = "<draw:page><draw:frame><draw:text-box><text:p>Bild ö</text:p></draw:text-box></draw:frame></draw:page>"
    assert lines_of(files.opendocument("presentation", page)) == ["Bild ö"]


# --- PDF and plain text -------------------------------------------------------------------------


def test_a_pdf_by_hand():
    made = files.pdf(
        files.shown("Åtgärder för äldre system", "förvalt-", "ningsplan och IT-", "system"), files.shown("Ö")
    )
    assert lines_of(made) == ["Åtgärder för äldre system", "förvaltningsplan och IT-", "system", "Ö"]


def test_a_pdf_of_our_own_certificates_kind():
    made = render_pdf("<h1>Kursintyg för Åsa</h1><p>Fint väder i Älta och Ösmo, officiellt.")
    assert lines_of(made) == ["Kursintyg för Åsa", "Fint väder i Älta och Ösmo, officiellt."]


def locked(password, algorithm="RC4-128"):
    writer = pypdf.PdfWriter(io.BytesIO(files.pdf(files.shown("Hemligt å"))))
    writer.encrypt(user_password=password, owner_password="ägare", algorithm=algorithm)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def test_a_pdf_with_a_password():
    assert state_of(locked("hemligt")) == "encrypted"


def test_a_pdf_that_everybody_may_read_but_nobody_change():
    assert lines_of(locked("")) == ["Hemligt å"]


def test_a_scanned_pdf_has_no_text():
    assert text_of(files.pdf(b"q 595 0 0 842 0 0 cm Q")) == ""


def test_a_page_that_cannot_be_read_costs_only_itself():
    made = files.pdf(files.shown("Hel sida"), kids=b"4 0 R 3 0 R 99 0 R")
    assert "Hel sida" in text_of(made)


@pytest.mark.parametrize(
    "raw",
    ["åäö; Täby".encode(), "\ufeffåäö; Täby".encode(), "åäö; Täby".encode("cp1252"), "åäö; Täby".encode("utf-16")],
    ids=["utf-8", "utf-8 with its mark", "cp1252", "utf-16"],
)
def test_plain_text_of_any_charset(raw):
    assert text_of(raw) == "åäö; Täby"


def test_plain_text_is_cut_between_two_characters():
    assert text_of("å".encode() * 3 + b"\n" + "ö".encode() * 1000, most=5) == "ååå\nö"


# --- What gives none ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content, state",
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 4, "unsupported"),
        (b"{\\rtf1 text}", "unsupported"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"Word 97" * 100, "unsupported"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000) + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (files.zipped({"bild.png": "x"}), "unsupported"),
        (files.office("xl/workbook.bin", "x"), "unsupported"),
        (files.office("visio/document.xml", "<VisioDocument/>"), "unsupported"),
        (files.opendocument("text", "", {"META-INF/manifest.xml": "<m><encryption-data/></m>"}), "encrypted"),
        (files.docx(files.paragraph("å"))[:-60], "damaged"),
        (files.docx("<w:p>"), "damaged"),
        (files.office("word/document.xml", ""), "damaged"),
        (files.zipped({"[Content_Types].xml": "", "_rels/.rels": files.relations(r=("officeDocument", "x.xml"))}), "damaged"),
        (b"%PDF-1.7\n", "damaged"),
        (b"PK\x03\x04", "damaged"),
    ],
)  # fmt: skip
def test_a_file_that_gives_no_text(content, state):
    assert state_of(content) == state


@pytest.mark.parametrize("content", [b"", b" \n\n", files.docx(), files.xlsx("").replace(b"Blad ett", b"        ")])
def test_a_file_with_nothing_in_it(content):
    assert text_of(content) in ("", "Blad ett")


def test_a_password_of_the_zip_itself():
    made = bytearray(files.docx(files.paragraph("å")))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := made.find(mark, at + 1)) >= 0:
            made[at + place] |= 1
    assert state_of(bytes(made)) == "encrypted"


# --- The sink -----------------------------------------------------------------------------------


def test_no_more_than_asked_for():
    for most in (1, 2, 10, 50):
        text = text_of(files.docx(files.paragraph("ordet") * 100), most=most)
        assert 0 < len(text) <= most
    assert len(text_of(files.docx(files.paragraph("x" * 1000)), most=100)) == 100


def test_text_is_tidied():
    assert tidied("A\u030akern\u00a0\u00ad ﬁn\tväg\x00\ud800\u200b\r\n rad\u2028två ") == "Åkern fin väg\nrad\ntvå"
    sink = Sink(100)
    sink.add(" \n\x0b")
    assert sink.text == ""
