"""The site's style sheets as one file, so that a page asks once where it would ask three times.

The three stay what is edited and replaced; whoever collects the static files gets the fourth, made of them.
"""

import tempfile
from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage

NAME = "site.css"
SHEETS = ("grund/css/tokens.css", "grund/css/base.css", "grund/css/parts.css")  # in the order of the cascade


class OneSheetFinder(finders.BaseFinder):
    """Finds ``site.css``, made anew in a folder of this process each time it is asked for."""

    _folder = None

    def find(self, path, find_all=False, **older):
        if path != NAME:
            return []
        file = str(self._made() / NAME)
        return [file] if find_all or older.get("all") else file

    def list(self, ignore_patterns):
        yield NAME, FileSystemStorage(location=self._made())

    def _made(self):
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="one-sheet-")
        folder = Path(self._folder.name)
        (folder / NAME).write_bytes(b"".join(Path(finders.find(sheet)).read_bytes() for sheet in SHEETS))
        return folder

    def check(self, **kwargs):
        return []
