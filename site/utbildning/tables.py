"""Tables out as CSV and Excel, and in as CSV: nothing that a cell holds is ever run, and nothing in a file ever raises.

Pure: no database. Cells are texts, numbers, dates, times or None. A time with a zone is written as the clocks in Sweden
show it, since a spreadsheet knows no zones.
"""

from __future__ import annotations

import csv
import io
import math
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from .calendars import ZONE

MOST_BYTES = 1_000_000
MOST_ROWS = 1_000
FIRST_YEAR_OF_EXCEL = 1900
_NARROWEST, _WIDEST = 10, 60  # characters
_MOST_IN_CELL = 32_767
_MOST_WHOLE = 10**15  # beyond it Excel rounds
_DELIMITERS = ";,\t"
# What makes a spreadsheet program take a text for a formula; the full-width forms are folded to these by some.
_FORMULA = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20\u2212")

# --- Out ------------------------------------------------------------------------------------


def _visible(text: str) -> str:
    """Without what XML forbids; line breaks are one character each."""
    text = text.replace("\r\n", "\n")
    return "".join(
        c for c in text if c in "\t\n\r" or not (unicodedata.category(c) in ("Cc", "Cs") or c in "\ufffe\uffff")
    )


def safe(value: Any) -> Any:
    """A cell that no spreadsheet program takes for a formula.

    A text that begins with = + - @ a tab or a line break, also behind blanks and in full width, gets an apostrophe in
    front, and loses control characters that cannot be shown. Numbers, dates and times stay what they are, None becomes
    an empty text and everything else its text.
    """
    if value is None:
        return ""
    if isinstance(value, (bool, int, float, Decimal, date, time)):
        return value
    text = _visible(str(value))
    # What is invisible in front would not keep a program from it.
    first = next((c for c in text if not (c == " " or c == "\u00a0" or unicodedata.category(c) == "Cf")), "")
    return f"'{text}" if first in _FORMULA else text


def to_csv(header: Sequence[Any], rows: Iterable[Sequence[Any]]) -> bytes:
    """The table as Swedish Excel opens it by a double click: UTF-8 with a mark, semicolons, CRLF, decimal commas."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    for row in (header, *rows):
        writer.writerow([_csv_cell(value) for value in row])
    return stream.getvalue().encode("utf-8-sig")


def _csv_cell(value: Any) -> str:
    value = safe(value)
    if isinstance(value, datetime):
        return f"{_local(value):%Y-%m-%d %H:%M}"
    if isinstance(value, (float, Decimal)):
        return str(value).replace(".", ",")
    return str(value)


def to_xlsx(title: str, header: Sequence[Any], rows: Iterable[Sequence[Any]], language: str = "sv") -> bytes:
    """The table as an Excel workbook of one sheet, with its header bold, always in sight and a filter on each column.

    ``title`` names the sheet and the document; ``language`` is the document's. Every text is a text and never a formula.
    """
    workbook = Workbook()
    workbook.properties.title = _visible(title)
    workbook.properties.language = language
    workbook.properties.creator = ""  # the library would name itself
    sheet = workbook.active
    sheet.title = _sheet_name(title)
    widths: list[int] = []
    for number, row in enumerate((header, *rows), start=1):
        for column, value in enumerate(row, start=1):
            value = _xlsx_cell(value)
            cell = sheet.cell(number, column, value)
            if isinstance(value, str):
                cell.data_type = "s"  # the library takes "=…" for a formula and "#N/A" for an error
                cell.alignment = Alignment(vertical="top", wrap_text="\n" in value)
            if number == 1:
                cell.font = Font(bold=True)
            if column > len(widths):
                widths.append(_NARROWEST)
            widths[column - 1] = max(widths[column - 1], *(len(line) + 2 for line in str(value).split("\n")))
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = min(width, _WIDEST)
    sheet.freeze_panes = "A2"
    if widths:
        sheet.auto_filter.ref = sheet.dimensions
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _xlsx_cell(value: Any) -> Any:
    value = safe(value)
    if isinstance(value, datetime):
        value = _local(value)
    if isinstance(value, date) and value.year < FIRST_YEAR_OF_EXCEL:
        return value.isoformat()
    if isinstance(value, time):
        return value.replace(tzinfo=None)
    if isinstance(value, (float, Decimal)) and not math.isfinite(value):
        return str(value)
    if isinstance(value, (int, Decimal)) and not -_MOST_WHOLE < value < _MOST_WHOLE:
        return str(value)
    return value[:_MOST_IN_CELL] if isinstance(value, str) else value


def _local(moment: datetime) -> datetime:
    return moment.astimezone(ZONE).replace(tzinfo=None) if moment.tzinfo else moment


def _sheet_name(title: str) -> str:
    name = "".join(" " if c in "[]:*?/\\\t\n\r" else c for c in _visible(title)).strip(" '")
    return name[:31].strip(" '") or "1"


# --- In -------------------------------------------------------------------------------------


class Row(NamedTuple):
    """One row: its number as a spreadsheet program shows it, and {field: text without surrounding blanks}."""

    number: int
    values: dict[str, str]


def read_csv(
    data: bytes,
    columns: Mapping[str, Sequence[str]],
    *,
    optional: Iterable[str] = (),
    most_rows: int = MOST_ROWS,
    most_bytes: int = MOST_BYTES,
) -> tuple[list[Row], list[str]]:
    """The rows of a CSV file and what is wrong with it, as sentences in the active language.

    ``columns`` is {field: (accepted header, …)}; case and extra blanks do not matter, and columns that nobody asked for
    are passed over. A field in ``optional`` may lack its column and is then missing in each row. UTF-8 with or without a
    mark and Windows-1252 are told apart, and the delimiter is the one that finds most of the headers.

    Where the file as a whole cannot be used, there are no rows. A row that cannot be used is left out and named by its
    number; empty rows are passed over. Never raises because of ``data``.
    """
    if len(data) > most_bytes:
        kilobytes = max(1, most_bytes // 1000)
        return [], [_("The file is larger than %(most)d kB. Divide it into several.") % {"most": kilobytes}]
    text = _decoded(data)
    if text is None:
        return [], [_("This is not a CSV file. Open it in a spreadsheet program and save it as CSV UTF-8.")]
    first_line = next((line for line in text.splitlines() if line.strip(" \t;,")), None)
    if first_line is None:
        return [], [_("The file is empty. Its first row must name the columns, and one row for each person follows.")]
    names = {_folded(name): field for field, accepted in columns.items() for name in accepted}
    delimiter = max(_DELIMITERS, key=lambda sign: (_recognised(first_line, sign, names), first_line.count(sign)))
    return _read_rows(text, delimiter, columns, names, frozenset(optional), most_rows)


def _decoded(data: bytes) -> str | None:
    """The text, or None for what is none."""
    text = None
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    if text is None or any(unicodedata.category(c) == "Cc" and c not in "\t\r\n" for c in text):
        return None
    return text


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _recognised(line: str, delimiter: str, names: Mapping[str, str]) -> int:
    try:
        cells = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return 0
    return sum(_folded(cell) in names for cell in cells)


def _read_rows(
    text: str,
    delimiter: str,
    columns: Mapping[str, Sequence[str]],
    names: Mapping[str, str],
    optional: frozenset[str],
    most_rows: int,
) -> tuple[list[Row], list[str]]:
    rows: list[Row] = []
    problems: list[str] = []
    header: list[str] | None = None
    fields: list[str | None] = []
    taken = number = 0
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1):
            cells = [cell.strip() for cell in cells]
            if not any(cells):
                continue
            if header is None:
                header, fields = cells, [names.get(_folded(cell)) for cell in cells]
                if problems := _header_problems(fields, columns, optional):
                    return [], problems
                continue
            taken += 1
            if taken > most_rows:
                sentence = _("The file has more than %(most)d rows below the header. Divide it into several.")
                return [], [sentence % {"most": most_rows}]
            # Spreadsheet programs fill rows up with empty cells.
            if len(cells) < len(header) or any(cells[len(header) :]):
                sentence = _("Row %(row)d: the number of cells is %(found)d, but in the header it is %(wanted)d.")
                problems.append(sentence % {"row": number, "found": len(cells), "wanted": len(header)})
                continue
            rows.append(Row(number, {field: cell for field, cell in zip(fields, cells, strict=False) if field}))
    except csv.Error:
        sentence = _("Row %(row)d cannot be read. Look for a quotation mark that is not closed.")
        return [], [sentence % {"row": number + 1}]
    if not taken:
        problems.append(_("There are no rows below the header."))
    return rows, problems


def _header_problems(
    fields: Sequence[str | None], columns: Mapping[str, Sequence[str]], optional: frozenset[str]
) -> list[str]:
    problems = []
    for field, accepted in columns.items():
        if fields.count(field) > 1:
            problems.append(_("The column %(name)s is there more than once. Keep one of them.") % {"name": accepted[0]})
        elif field not in fields and field not in optional:
            sentence = _("The column %(name)s is missing. The first row of the file must name the columns.")
            problems.append(sentence % {"name": accepted[0]})
    return problems
