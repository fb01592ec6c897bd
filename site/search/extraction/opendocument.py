"""Texts, workbooks and presentations of LibreOffice (ODT, ODS, ODP)."""

from .packages import Handler, Paragraphs
from .sink import Full, Sink, Unreadable

_MANIFEST, _CONTENT, _STYLES = "META-INF/manifest.xml", "content.xml", "styles.xml"


class _Text(Paragraphs):
    PARAGRAPHS = frozenset({"p", "h"})
    TEXT = frozenset()  # characters stand right in the paragraph
    # What was deleted, the number of a note, who wrote a comment and when, and how things look.
    SKIPPED = frozenset({
        "tracked-changes", "note-citation", "creator", "date-string", "creator-initials", "automatic-styles", "styles",
        "font-face-decls", "scripts", "forms",
    })  # fmt: skip
    BREAKS = {"line-break": "\n", "tab": "\t", "s": " "}

    def other(self, name, attributes):
        if name == "table" and attributes.get("name") and not self._open:
            self.named(attributes["name"])

    def named(self, name):
        """A table that begins; in a text its name was made by the program."""


class _Sheets(_Text):
    def named(self, name):
        self.sink.add(name)


class _PageEdges(_Text):
    """Headers and footers, which stand among the styles of pages."""

    EDGES = frozenset({"header", "header-left", "header-first", "footer", "footer-left", "footer-first"})

    def __init__(self, sink):
        super().__init__(sink)
        self._inside = 0

    def other(self, name, attributes):
        self._inside += name in self.EDGES

    def ended(self, name):
        self._inside -= name in self.EDGES

    def write(self, text):
        if self._inside:
            super().write(text)


class _Locked(Handler):
    found = False

    def start(self, name, attributes):
        self.found = self.found or name == "encryption-data"


def read(package, mimetype, sink):
    """The content and, of a text, the headers and footers. Raises Unreadable for one with a password."""
    if _MANIFEST in package:
        locked = _Locked()
        package.parse(_MANIFEST, locked)
        if locked.found:
            raise Unreadable("encrypted")
    package.parse(_CONTENT, (_Sheets if "spreadsheet" in mimetype else _Text)(sink))
    if "text" in mimetype.rpartition(".")[2] and _STYLES in package:
        edges = Sink(sink.room)
        try:
            package.parse(_STYLES, _PageEdges(edges))
        except Full:
            pass
        sink.add("\n".join(dict.fromkeys(edges.text.split("\n"))))
