"""Where readers put what they find, and what they say when a file gives nothing. No Django here: the child imports it."""

import re
import unicodedata

# Whatever ends a line for some program, NUL and the other controls, halves of surrogate pairs: no database, index or
# reader wants them. Soft hyphens and marks without width would split words for whoever searches.
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_DROPPED = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffe\uffff\ud800-\udfff]"
)
_BLANKS = re.compile(r"[^\S\n]+")
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}


class Full(Exception):
    """The sink takes no more."""


class Unreadable(Exception):
    """The file gives no text. ``state`` is encrypted, damaged, too_large or unsupported."""

    def __init__(self, state):
        super().__init__(state)
        self.state = state


class Sink:
    """Takes lines until it holds ``most`` characters; then it raises :class:`Full`."""

    def __init__(self, most):
        self.room = most
        self._lines = []

    def add(self, text):
        """Take text of one or more lines; those that are blank are left out."""
        for line in tidied(text[: 4 * self.room + 1000]).split("\n"):
            if line:
                self._lines.append(line[: self.room])
                self.room -= len(line) + 1
            if self.room <= 0:
                raise Full

    @property
    def text(self):
        return "\n".join(self._lines)


def tidied(text):
    """Composed characters (å is one), single blanks, and nothing that cannot be shown."""
    text = _DROPPED.sub("", _LINE_ENDS.sub("\n", text))
    text = unicodedata.normalize("NFC", text.translate(_LIGATURES))
    return "\n".join(line.strip() for line in _BLANKS.sub(" ", text).split("\n"))
