"""Files become plain text here. What a file is called says nothing: its content decides what it is.

Run only where a file can do no harm, in the child: a strange file may take all the time and memory there is.
"""

import codecs
import io
import logging
import re
from pathlib import Path

from . import ooxml, opendocument, sheets
from .packages import Package
from .sink import Full, Sink, Unreadable

MOST_CHARACTERS = 200_000
_HEAD = 1024
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_OFFICE = {
    "document": ooxml.read_document,
    "presentation": ooxml.read_presentation,
    "workbook": sheets.read_workbook,
}
# A word that the layout divided; not a capital before or after, as in "IT-\nsystem".
_DIVIDED = re.compile(r"(?<=[a-zà-öø-ÿ])[-\u00ad\u2010]\n(?=[a-zà-öø-ÿ])")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffd]")


def text_of(source, most=MOST_CHARACTERS):
    """The text of a file given as bytes or path, at most ``most`` characters. Raises Unreadable."""
    stream = io.BytesIO(source if isinstance(source, bytes) else Path(source).read_bytes())
    sink = Sink(most)
    read(stream, sink)
    return sink.text


def read(stream, sink):
    """Send the text of a binary file that can be searched (``seek``) to the sink. Raises Unreadable.

    What a format's library stumbles over is the file's fault: damaged, whatever exception it is.
    """
    try:
        _reader(stream)(stream, sink)
    except Full:
        pass
    except (Unreadable, MemoryError):
        raise
    except Exception as error:
        raise Unreadable("damaged") from error


def _reader(stream):
    head = stream.read(_HEAD)
    stream.seek(0)
    if head.startswith(_ZIP):
        return _read_package
    if b"%PDF-" in head:
        return _read_pdf
    if head.startswith(_OLD_OFFICE):
        return _refuse_old_office
    return _read_plain


def _refuse_old_office(stream, sink):
    """Word and Excel before 2007, which nobody reads here, and newer files that have a password."""
    held = b""
    while chunk := stream.read(1024 * 1024):
        if _LOCKED_OFFICE in held + chunk:
            raise Unreadable("encrypted")
        held = chunk[-len(_LOCKED_OFFICE) :]
    raise Unreadable("unsupported")


def _read_package(stream, sink):
    package = Package(stream)
    if "mimetype" in package:
        mimetype = next(package.chunks("mimetype"), b"")[:200].decode("ascii", "replace").strip()
        if mimetype.startswith("application/vnd.oasis.opendocument."):
            return opendocument.read(package, mimetype, sink)
    if "[Content_Types].xml" not in package:
        raise Unreadable("unsupported")
    main = next((part for kind, part in package.related("").values() if kind == "officeDocument"), None)
    if main is None or main.endswith(".bin"):  # a workbook that is no XML
        raise Unreadable("unsupported")
    reader = _OFFICE.get(package.root_of(main))
    if reader is None:
        raise Unreadable("unsupported")
    reader(package, main, sink)


def _read_pdf(stream, sink):
    """Page by page. A page that cannot be read costs only itself, as long as another has text."""
    import pypdf
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError

    logging.getLogger("pypdf").disabled = True  # what it says may quote the text
    try:
        document = pypdf.PdfReader(stream)
        # Many files may be read by everybody and have a password only for those who want to change them.
        if document.is_encrypted and not document.decrypt(""):
            raise Unreadable("encrypted")
        pages = len(document.pages)
    except (DependencyError, FileNotDecryptedError, NotImplementedError):
        raise Unreadable("encrypted") from None
    except LimitReachedError:
        raise Unreadable("too_large") from None
    broken = None
    for number in range(pages):
        try:
            text = document.pages[number].extract_text()
        except MemoryError:
            raise
        except Exception as error:
            broken = error
            continue
        sink.add(_DIVIDED.sub("", text))
    if broken is not None and not sink.text:
        raise Unreadable("too_large" if isinstance(broken, LimitReachedError) else "damaged")


def _read_plain(stream, sink):
    """Plain text and CSV, in UTF-8, in UTF-16 with its mark, or else in the charset of Windows."""
    raw = stream.read(4 * sink.room)
    whole = not stream.read(1)
    if raw.startswith(b"{\\rtf"):
        raise Unreadable("unsupported")
    if raw.startswith(_UTF_16):
        text = raw[: len(raw) // 2 * 2].decode("utf-16", "replace")
    else:
        try:
            # A character may be cut in two where the piece ends.
            text = codecs.getincrementaldecoder("utf-8-sig")().decode(raw, final=whole)
        except UnicodeDecodeError:
            text = raw.decode("cp1252", "replace")
    strange = len(_CONTROLS.findall(text))
    if "\0" in text or strange > 5 + len(text) // 500:
        raise Unreadable("unsupported")
    sink.add(text)
