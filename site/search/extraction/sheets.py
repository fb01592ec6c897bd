"""Workbooks of Excel (XLSX): what the cells show, one line for each row."""

import re
from datetime import date, timedelta

from .ooxml import DRAWN, _Slide
from .packages import Handler, Paragraphs

# The numbers of the formats for dates that are not written out in a workbook.
_DATES = {*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)}
_NO_LETTERS_OF_A_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_FIRST_DAY = date(1899, 12, 30)  # counts the 29th of February 1900, which never was, as Excel does
_DAYS_TO_1904 = 1462
_LONGEST_CELL = 32_767  # characters, as in Excel


class _Strings(Handler):
    """The shared strings, by number. Rules of pronunciation (rPh) are none of the text."""

    def __init__(self):
        self.found = []
        self._pieces, self._in_text, self._aside = [], False, 0

    def start(self, name, attributes):
        if name == "si":
            self._pieces = []
        self._aside += name == "rPh"
        self._in_text = name == "t" and not self._aside

    def end(self, name):
        self._in_text = False
        self._aside -= name == "rPh"
        if name == "si":
            self.found.append("".join(self._pieces))

    def data(self, text):
        if self._in_text:
            self._pieces.append(text)


class _Styles(Handler):
    """Which styles of cells show a date."""

    def __init__(self):
        self.dates = set()
        self._formats, self._in_cells, self._count = set(_DATES), False, 0

    def start(self, name, attributes):
        if name == "numFmt":
            if _shows_a_day(attributes.get("formatCode", "")):
                self._formats.add(_number(attributes.get("numFmtId")))
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            if _number(attributes.get("numFmtId")) in self._formats:
                self.dates.add(self._count)
            self._count += 1

    def end(self, name):
        if name == "cellXfs":
            self._in_cells = False


class _Book(Handler):
    def __init__(self):
        self.sheets, self.from_1904 = [], False  # (name, id of the relation)

    def start(self, name, attributes):
        if name == "sheet" and attributes.get("state", "visible") == "visible":
            self.sheets.append((attributes.get("name", ""), attributes.get("rel:id")))
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904") in ("1", "true")


class _Sheet(Handler):
    def __init__(self, sink, strings, dates, from_1904):
        self._sink, self._strings, self._dates = sink, strings, dates
        self._first_day = _FIRST_DAY + timedelta(days=_DAYS_TO_1904 if from_1904 else 0)
        self._cells, self._pieces, self._kind, self._style = [], [], "n", 0
        self._in_value, self._aside, self._held = False, 0, 0

    def start(self, name, attributes):
        if name == "c":
            self._kind, self._style = attributes.get("t", "n"), _number(attributes.get("s"))
            self._pieces = []
        self._aside += name == "rPh"
        self._in_value = not self._aside and name in ("v", "t")

    def end(self, name):
        self._in_value = False
        self._aside -= name == "rPh"
        if name == "c":
            if self._pieces and (shown := self._shown("".join(self._pieces))):
                self._cells.append(shown[:_LONGEST_CELL])
                self._held += len(self._cells[-1])
        # A row without end, or one that names a long text again and again, must not grow before it is cut.
        if self._cells and (name == "row" or self._held > 4 * self._sink.room):
            self._sink.add(" ".join(self._cells))
            self._cells, self._held = [], 0

    def data(self, text):
        if self._in_value:
            self._pieces.append(text)

    def _shown(self, value):
        if self._kind == "s":
            number = _number(value)
            return self._strings[number] if 0 <= number < len(self._strings) else ""
        if self._kind in ("inlineStr", "str"):
            return value
        if self._kind == "d":
            return value[:10]
        if self._kind != "n":
            return ""  # true and false, and errors
        try:
            number = float(value)
            if self._style in self._dates:
                return (self._first_day + timedelta(days=int(number))).isoformat()
        except (ValueError, OverflowError):
            return ""
        # As the Swedish Excel shows it, without what binary fractions add.
        return f"{number:.12g}".replace(".", ",")


class _Comments(Paragraphs):
    PARAGRAPHS = frozenset({"comment"})
    SKIPPED = frozenset({"authors", "rPh"})


class _Threads(Paragraphs):
    PARAGRAPHS = frozenset({"threadedComment"})
    TEXT = frozenset({"text"})


def read_workbook(package, main, sink):
    """The sheets that are shown, in their order: name, rows, comments, and the text of what is drawn on them."""
    strings, styles, book = _Strings(), _Styles(), _Book()
    package.parse(main, book)
    for part in package.related_of(main, "styles"):
        package.parse(part, styles)
    for part in package.related_of(main, "sharedStrings"):
        package.parse(part, strings)
    related = package.related(main)
    for name, key in book.sheets:
        kind, part = related.get(key, ("", ""))
        if part not in package:
            continue
        sink.add(name)
        if kind == "worksheet":
            package.parse(part, _Sheet(sink, strings.found, styles.dates, book.from_1904))
        # Where there are threads, the comments repeat them with a sentence about old programs.
        threads = package.related_of(part, "threadedComment")
        for comments in threads or package.related_of(part, "comments"):
            package.parse(comments, _Threads(sink) if threads else _Comments(sink))
        for drawing in package.related_of(part, "drawing"):
            package.parse(drawing, _Slide(sink))
            for drawn in package.related_of(drawing, *DRAWN):
                package.parse(drawn, _Slide(sink))


def _shows_a_day(code):
    """Whether a format has a year or a day among its letters."""
    return bool(set("yd") & set(_NO_LETTERS_OF_A_FORMAT.sub("", code).lower()))


def _number(text):
    try:
        return int(text)
    except (TypeError, ValueError):
        return 0
