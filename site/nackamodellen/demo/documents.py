"""Accessible Word files for the template library of the demo site.

``build_docx(item)`` takes one dict of ``content/template_items.py`` and returns the bytes of a
.docx file. The same dict always gives the same bytes, so that loading the demo twice does not
make a new document.

What makes the file usable with assistive technology: built-in heading and list styles, one
heading of level 1, a title and a language, tables with a name and a repeated header row, boxes
that can be ticked from the keyboard, and space that comes from styles, never from empty
paragraphs. A cell for an answer is a text field with a name and a prompt.
"""

import io
import zipfile
from itertools import count
from textwrap import shorten

from docx import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from .docx_setup import MARGIN, PAGE_WIDTH, WRITTEN, element, set_up

HEADER_FILL = "F6F2EA"
LINE = "8A8577"

# Width in cm of columns that hold a number or a long word, by the words at their head. The other
# columns of the table share what is left.
COLUMN_WIDTHS = {
    "Nr": 1.2,
    "Mål nr": 1.6,
    "Punkt": 1.7,
    "Minuter": 2.0,
    "År": 1.6,
    "Version": 2.0,
    "Kvartal": 2.0,
    "Period": 2.0,
    "Sannolikhet": 2.7,
    "Konsekvens": 2.7,
    "Riskvärde": 2.3,
    "Vidmakthållande": 3.7,
    "Vidareutveckling": 3.7,
}
# An empty cell in these columns becomes a text field; in other columns it stays empty, so that
# the table can be printed and filled in by hand.
ANSWER_COLUMNS = {"Ert svar", "Ditt svar"}

BOX_FONT = "MS Gothic"  # has both boxes; what Word itself uses


def build_docx(item):
    """The Word file of a template item, as bytes.

    ``item`` has the shape told in ``content/template_items.py``: uid, title, description, version,
    owner and document, a list of (kind, value) with the kinds h1, h2, p, list, checklist and table.

    Raises ValueError for an unknown kind, for a document that does not begin with its only h1, and
    for one that ends with a table (Word would add an empty paragraph).
    """
    elements = item["document"]
    _check_shape(item["uid"], elements)
    document = Document()
    set_up(document, item)
    writer = _Writer(document)
    for kind, value in elements:
        getattr(writer, f"add_{kind}")(value)
    buffer = io.BytesIO()
    document.save(buffer)
    return _same_bytes(buffer.getvalue())


def _check_shape(uid, elements):
    kinds = [kind for kind, _value in elements]
    unknown = set(kinds) - {"h1", "h2", "p", "list", "checklist", "table"}
    if unknown:
        raise ValueError(f"The template {uid} has elements of an unknown kind: {', '.join(sorted(unknown))}.")
    if kinds[:1] != ["h1"] or kinds.count("h1") != 1:
        raise ValueError(f"The template {uid} must begin with its only h1.")
    if kinds[-1] == "table":
        raise ValueError(f"The template {uid} must end with text after its last table.")


# --- The content ------------------------------------------------------------------------------


class _Writer:
    """Writes one element at a time into a document."""

    def __init__(self, document):
        self.document = document
        self._ids = count(1)

    def add_h1(self, text):
        self.document.add_paragraph(text, style="Heading 1")

    def add_h2(self, text):
        self.document.add_paragraph(text, style="Heading 2")

    def add_p(self, text):
        self.document.add_paragraph(text, style="Normal")

    def add_list(self, texts):
        for text in texts:
            self.document.add_paragraph(text, style="List Bullet")

    def add_checklist(self, texts):
        """A numbered list, counted from one, with a box to tick before each text."""
        number = self._new_numbering()
        for text in texts:
            paragraph = self.document.add_paragraph(style="List Number")
            numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            numbering.get_or_add_ilvl().val = 0
            numbering.get_or_add_numId().val = number
            paragraph._p.append(self._checkbox(text))
            paragraph.add_run(f" {text}")

    def add_table(self, value):
        caption, columns, rows = value["caption"], value["columns"], value["rows"]
        self.document.add_paragraph(caption, style="Caption")
        table = self.document.add_table(rows=1 + len(rows), cols=len(columns), style="Table Grid")
        self._describe(table, caption, columns)
        self._set_widths(table, columns)
        for cell, name in zip(table.rows[0].cells, columns, strict=True):
            cell.paragraphs[0].style = "Tabellrubrik"
            cell.paragraphs[0].add_run(name)
            cell._tc.get_or_add_tcPr().append(element("shd", val="clear", color="auto", fill=HEADER_FILL))
        row_properties = table.rows[0]._tr.get_or_add_trPr()
        row_properties.append(element("cantSplit"))
        row_properties.append(element("tblHeader"))
        for row, texts in zip(list(table.rows)[1:], rows, strict=True):
            row._tr.get_or_add_trPr().append(element("cantSplit"))
            if "" in texts:
                row.height, row.height_rule = Cm(0.9), WD_ROW_HEIGHT_RULE.AT_LEAST
            for cell, name, text in zip(row.cells, columns, texts, strict=True):
                paragraph = cell.paragraphs[0]
                paragraph.style = "Tabelltext"
                if text:
                    paragraph.add_run(text)
                elif name in ANSWER_COLUMNS:
                    paragraph._p.append(self._text_field(texts[0]))

    def _describe(self, table, caption, columns):
        """Name, description, borders and the parts of the table that are headers."""
        properties = table._tbl.tblPr
        borders = element("tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            borders.append(element(side, val="single", sz="4", space="0", color=LINE))
        for tag in ("w:tblLayout", "w:tblLook"):
            for old in properties.findall(qn(tag)):
                properties.remove(old)
        # In the order that the schema asks for.
        properties.append(borders)
        properties.append(element("tblLayout", type="fixed"))
        properties.append(
            element(
                "tblLook",
                val="04A0",
                firstRow="1",
                lastRow="0",
                firstColumn="1",
                lastColumn="0",
                noHBand="0",
                noVBand="1",
            )
        )
        properties.append(element("tblCaption", val=caption))
        properties.append(element("tblDescription", val=f"Kolumner: {', '.join(columns)}."))

    def _set_widths(self, table, columns):
        """Fixed widths where the words ask for them, the rest of the page shared by the others."""
        fixed = {name: Cm(COLUMN_WIDTHS[name]) for name in columns if name in COLUMN_WIDTHS}
        available = PAGE_WIDTH - 2 * MARGIN - sum(fixed.values())
        share = available // max(1, len(columns) - len(fixed))
        for column, name in zip(table.columns, columns, strict=True):
            column.width = fixed.get(name, share)
            for cell in column.cells:
                cell.width = column.width

    def _new_numbering(self):
        """A numbering that looks like the style List Number and begins at one; returns its id."""
        numbering = self.document.part.numbering_part.element
        used = self.document.styles["List Number"].element.pPr.numPr.numId.val
        number = numbering.add_num(numbering.num_having_numId(used).abstractNumId.val)
        number.add_lvlOverride(ilvl=0).add_startOverride(1)
        return number.numId

    def _checkbox(self, text):
        """A box that is ticked with the mouse or the space bar."""
        box = OxmlElement("w14:checkbox")
        for tag, attributes in (
            ("checked", {"val": "0"}),
            ("checkedState", {"val": "2612", "font": BOX_FONT}),
            ("uncheckedState", {"val": "2610", "font": BOX_FONT}),
        ):
            state = OxmlElement(f"w14:{tag}")
            for name, value in attributes.items():
                state.set(qn(f"w14:{name}"), value)
            box.append(state)
        look = element("rFonts", ascii=BOX_FONT, hAnsi=BOX_FONT, eastAsia=BOX_FONT, hint="eastAsia")
        return self._control(text, [box], look, "\N{BALLOT BOX}")

    def _text_field(self, name):
        """A field for several lines of text, with a prompt that goes away when somebody writes."""
        kind = [element("showingPlcHdr"), element("text", multiLine="1")]
        look = element("rStyle", val=self.document.styles["Placeholder Text"].style_id)
        return self._control(name, kind, look, "Skriv här")

    def _control(self, name, kind, look, shown):
        """A content control whose name is read aloud.

        ``kind`` are the elements that tell what it is, ``look`` is how the text ``shown`` looks.
        """
        number = str(next(self._ids))
        properties = element("sdtPr")
        properties.append(element("alias", val=shorten(name, 64, placeholder="…")))
        properties.append(element("tag", val=f"falt-{number}"))
        properties.append(element("id", val=number))
        properties.extend(kind)
        run, run_properties, text = element("r"), element("rPr"), element("t")
        run_properties.append(look)
        text.text = shown
        run.extend([run_properties, text])
        content = element("sdtContent")
        content.append(run)
        control = element("sdt")
        control.extend([properties, content])
        return control


# --- The same bytes every time ----------------------------------------------------------------


def _same_bytes(data):
    """The zip written anew: sorted names, one fixed date, no trace of the system it was made on."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as result,
    ):
        for name in sorted(source.namelist()):  # [Content_Types].xml comes first, as it should
            entry = zipfile.ZipInfo(name, WRITTEN.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            result.writestr(entry, source.read(name))
    return target.getvalue()
