"""What the tests of the admin share: pictures, good and bad, and answers of the upload screens."""

import io
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.html import escape
from django.utils.translation import gettext
from PIL import Image as Pillow

from tests.factories.courses import make_course


@pytest.fixture
def editor(as_user):
    return as_user("editor")


@pytest.fixture
def admin(as_user):
    return as_user("admin")


@pytest.fixture
def manager(as_user):
    """The training manager."""
    return as_user("training_manager")


@pytest.fixture
def course(index_page):
    return make_course(index_page("utbildning"))


def told(response, sentence, **words):
    """Whether the sentence, in the language of the answer, stands in it."""
    return str(escape(gettext(sentence) % words if words else gettext(sentence))) in response.content.decode()


def picture(kind="JPEG", size=(64, 48), mode="RGB", **options):
    """The bytes of a small picture with something to compress in it."""
    made = Pillow.effect_noise(size, 60).convert(mode)
    out = io.BytesIO()
    made.save(out, kind, **options)
    return out.getvalue()


def huge_png(width=10_000, height=10_000):
    """A PNG of 100 megapixels that takes a few hundred kilobytes, made without ever holding its pixels."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    packer, rows = zlib.compressobj(9), []
    row = b"\0" * (1 + 3 * width)
    for _ in range(height):
        rows.append(packer.compress(row))
    rows.append(packer.flush())
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"".join(rows)) + chunk(b"IEND", b"")


@pytest.fixture(scope="session")
def huge():
    return huge_png()


def upload(name, content):
    return SimpleUploadedFile(name, content)
