"""Office files are XML in a zip. Here both are read so that no file can make the reader grow: a zip gives no more than
a set number of bytes in all, and XML is a stream of events without tree, DTD, entities or endless depth."""

import posixpath
import zipfile
from xml.parsers import expat

from .sink import Unreadable

MOST_UNPACKED = 100 * 1024 * 1024  # of all parts of a file together
MOST_DEPTH = 400
LONGEST_TAG = 4 * 1024 * 1024
_CHUNK = 64 * 1024
_ENCRYPTED = 0x1


class _Enough(Exception):
    """Whoever reads the events has what it wants."""


class Handler:
    """Events of an XML part, names without their namespace."""

    def start(self, name, attributes):
        pass

    def end(self, name):
        pass

    def data(self, text):
        pass


class Package:
    """The parts of a zip. Raises Unreadable where it is none, or is locked with a password."""

    def __init__(self, stream, most_unpacked=MOST_UNPACKED):
        self._left = most_unpacked
        try:
            self._zip = zipfile.ZipFile(stream)
        except zipfile.BadZipFile:
            raise Unreadable("damaged") from None
        # Names of parts are the same in small and large letters.
        self._parts = {info.filename.lower(): info for info in self._zip.infolist()}

    def __contains__(self, name):
        return name.lower() in self._parts

    def names(self):
        return list(self._parts)

    def chunks(self, name):
        """The bytes of a part, piece by piece. What the zip says about sizes is not believed."""
        info = self._parts.get(name.lower())
        if info is None:
            raise Unreadable("damaged")
        if info.flag_bits & _ENCRYPTED:
            raise Unreadable("encrypted")
        # The other methods unpack a piece at once, however large it becomes; no office program uses them.
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unreadable("damaged")
        with self._zip.open(info) as part:
            while chunk := part.read(_CHUNK):
                self._left -= len(chunk)
                if self._left < 0:
                    raise Unreadable("too_large")
                yield chunk

    def parse(self, name, handler):
        """Send the events of an XML part to the handler."""
        parser, sent = _parser(handler), 0
        try:
            for chunk in self.chunks(name):
                parser.Parse(chunk, False)
                sent += len(chunk)
                # The parser begins anew at an open tag with each chunk: one without end costs the square of its length.
                if sent - parser.CurrentByteIndex > LONGEST_TAG:
                    raise Unreadable("damaged")
            parser.Parse(b"", True)
        except _Enough:
            return
        except expat.ExpatError:
            raise Unreadable("damaged") from None

    def root_of(self, name):
        """The name of the outermost element of a part."""
        found = []

        class Root(Handler):
            def start(self, name, attributes):
                found.append(name)
                raise _Enough

        self.parse(name, Root())
        return found[0]

    def related(self, name):
        """{id: (kind, part)} of what a part refers to inside the package. The package itself has the name ""."""
        folder, file = posixpath.split(name)
        part = posixpath.join(folder, "_rels", f"{file}.rels")
        found = {}

        class Relations(Handler):
            def start(self, name, attributes):
                if name == "Relationship" and attributes.get("TargetMode") != "External":
                    kind = attributes.get("Type", "").rpartition("/")[2]
                    target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
                    found[attributes.get("Id", "")] = (kind, target.lstrip("/"))

        if part in self:
            self.parse(part, Relations())
        return found

    def related_of(self, name, *kinds):
        """The parts of these kinds that a part refers to and that are there, each once, in the order of ``kinds``."""
        related = self.related(name).values()
        parts = [part for wanted in kinds for kind, part in related if kind == wanted and part in self]
        return list(dict.fromkeys(parts))


def _parser(handler):
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    depth = 0

    def start(name, attributes):
        nonlocal depth
        depth += 1
        if depth > MOST_DEPTH:
            raise Unreadable("damaged")
        handler.start(_local(name), {_attribute(key): value for key, value in attributes.items()})

    def end(name):
        nonlocal depth
        depth -= 1
        handler.end(_local(name))

    def refuse(*_):
        # No office program writes one; it is how entities come that unfold without end or read other files.
        raise Unreadable("damaged")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = handler.data
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    return parser


def _local(name):
    return name.rpartition(" ")[2]


def _attribute(name):
    """An element may have an id of its own beside the id of a relation; the latter is called ``rel:id``."""
    space, _, local = name.rpartition(" ")
    return f"rel:{local}" if space.endswith("/relationships") else local


class Paragraphs(Handler):
    """Sends paragraphs to a sink, in reading order; one that stands inside another (a text box, a note) follows it.

    ``TEXT`` are the elements whose characters count; empty: all inside a paragraph. What is in ``SKIPPED`` is not read.
    """

    PARAGRAPHS = frozenset({"p"})
    TEXT = frozenset({"t"})
    SKIPPED = frozenset()
    BREAKS = {"br": "\n", "cr": "\n", "tab": "\t"}

    def __init__(self, sink):
        self.sink = sink
        self._open = []  # the paragraphs that have begun, each a list of pieces
        self._after = []  # what follows the outermost of them
        self._skipping = self._in_text = self._held = 0

    def start(self, name, attributes):
        if self._skipping or name in self.SKIPPED:
            self._skipping += 1
        elif name in self.PARAGRAPHS:
            self._open.append([])
        elif name in self.TEXT:
            self._in_text += 1
        elif name in self.BREAKS:
            self.write(self.BREAKS[name])
        else:
            self.other(name, attributes)

    def other(self, name, attributes):
        """Any other element that begins."""

    def end(self, name):
        if self._skipping:
            self._skipping -= 1
        elif name in self.PARAGRAPHS:
            text = "".join(self._open.pop())
            if self._open:
                self.write_after(text)
            else:
                texts, self._after, self._held = [text, *self._after], [], 0
                for text in texts:
                    self.sink.add(text)
        elif name in self.TEXT:
            self._in_text -= 1
        else:
            self.ended(name)

    def ended(self, name):
        """Any other element that ends."""

    def data(self, text):
        if not self._skipping and (self._in_text or not self.TEXT):
            self.write(text)

    def write(self, text):
        """Add to the innermost paragraph; outside of all there is nothing to read."""
        if self._open:
            self._open[-1].append(text)
            self._held += len(text)
            if self._held > 4 * self.sink.room:  # a paragraph without end fills the sink like any other text
                for pieces in self._open:
                    self.sink.add("".join(pieces))

    def write_after(self, text):
        self._after.append(text)
