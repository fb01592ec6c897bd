"""Documents and presentations of Office (DOCX, PPTX). The strict variant differs in namespaces only, which are not read."""

from .packages import Handler, Paragraphs
from .sink import Full, Sink

DRAWN = ("diagramData", "chart")  # parts with text of their own that a page shows


class _Word(Paragraphs):
    # Fallback repeats a text box for old programs, moveFrom what stands elsewhere now. pPr and the like hold tabs that
    # are no tabs of the text.
    SKIPPED = frozenset({"pPr", "tblPr", "sectPr", "Fallback", "moveFrom", "del"})
    BREAKS = {**Paragraphs.BREAKS, "noBreakHyphen": "-"}
    NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes", "commentReference": "comments"}

    def __init__(self, sink, notes=None):
        super().__init__(sink)
        self._notes = notes or {}
        self._runs = []  # whether each run that is open is hidden

    def other(self, name, attributes):
        if name == "r":
            self._runs.append(False)
        elif name == "vanish" and self._runs:
            self._runs[-1] = attributes.get("val", "1") not in ("0", "false", "off")
        elif name in self.NOTES:
            self.write_after(self._notes.get((self.NOTES[name], attributes.get("id")), ""))

    def ended(self, name):
        if name == "r" and self._runs:
            self._runs.pop()

    def write(self, text):
        if not any(self._runs):
            super().write(text)


class _Notes(_Word):
    """Collects footnotes, endnotes or comments by their number."""

    KINDS = {"footnote": "footnotes", "endnote": "endnotes", "comment": "comments"}

    def __init__(self, notes, most):
        super().__init__(Sink(most))
        self._found, self._most = notes, most

    def other(self, name, attributes):
        if name in self.KINDS:
            self._key = (self.KINDS[name], attributes.get("id"))
            self.sink = Sink(max(self._most, 1))
        super().other(name, attributes)

    def ended(self, name):
        if name in self.KINDS:
            self._found[self._key] = self.sink.text
            self._most -= len(self.sink.text)
            if self._most <= 0:
                raise Full
        super().ended(name)


def read_document(package, main, sink):
    """Headers, the text with its notes and comments behind the paragraph that has them, what is drawn, footers."""
    notes = {}
    for part in package.related_of(main, "footnotes", "endnotes", "comments"):
        try:
            package.parse(part, _Notes(notes, sink.room))
        except Full:
            pass  # the notes that were read are as many as could be kept
    _read_once(package, package.related_of(main, "header"), sink)
    package.parse(main, _Word(sink, notes))
    for part in package.related_of(main, *DRAWN):
        package.parse(part, _Slide(sink))
    _read_once(package, package.related_of(main, "footer"), sink)


def _read_once(package, parts, sink):
    """Headers and footers: a document has one for each section, mostly with the same lines."""
    texts = {}
    for part in parts:
        own = Sink(sink.room)
        try:
            package.parse(part, _Word(own))
        except Full:
            pass
        texts.update(dict.fromkeys(own.text.split("\n")))
    for line in texts:
        sink.add(line)


class _Slide(Paragraphs):
    SKIPPED = frozenset({"pPr", "Fallback"})

    def start(self, name, attributes):
        # The number of a slide is a field whose text is not that of anybody.
        if name == "fld" and attributes.get("type") == "slidenum":
            self._skipping += 1
            return
        super().start(name, attributes)


class _SlideOrder(Handler):
    def __init__(self):
        self.ids = []

    def start(self, name, attributes):
        if name == "sldId":
            self.ids.append(attributes.get("rel:id"))


def read_presentation(package, main, sink):
    """The slides in the order they are shown, each with what is drawn on it and the speaker's notes."""
    order = _SlideOrder()
    package.parse(main, order)
    related = package.related(main)
    for name in order.ids:
        _kind, slide = related.get(name, ("", ""))
        if slide not in package:
            continue
        package.parse(slide, _Slide(sink))
        for part in package.related_of(slide, *DRAWN, "notesSlide"):
            package.parse(part, _Slide(sink))
