"""Certificates: the facts, the page made of them, and the page as a tagged PDF (PDF/UA-1).

Pure: no database. WeasyPrint and the text libraries of the system that it needs are asked for first when a PDF is made, so
that a site without them runs; :func:`pdf_problem` says what is missing.
"""

from __future__ import annotations

import contextlib
import io
import logging
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from grund.text import format_date_range

from .mails.words import address, sender_name
from .qr import svg

if TYPE_CHECKING:
    from .models import CourseRecord

logger = logging.getLogger(__name__)
TEMPLATE = "utbildning/certificate_pdf.html"
STYLE = "utbildning/certificate_pdf.css"
# Characters that fit on one line in the large size.
_LONG_NAME = 34
_LONG_COURSE = 52


class PdfUnavailable(RuntimeError):
    """No PDF can be made on this machine; the text is a sentence for the person who asked for it."""


@dataclass(frozen=True)
class CertificateFacts:
    """What a certificate says. ``days`` are those attended; ``verify_url`` is a whole address that shows whether ``number``
    is valid; ``issuer`` is the organisation; ``language`` is that of the certificate; ``hours`` is a text such as
    "14 timmar", or empty."""

    holder: str
    course: str
    days: list[date]
    issued_on: date
    number: str
    verify_url: str
    issuer: str
    language: str
    hours: str = ""


def facts_of(record: CourseRecord) -> CertificateFacts:
    """What the certificate of a course record says."""
    return CertificateFacts(
        holder=record.holder,
        course=record.course_title,
        days=[date.fromisoformat(day) for day in record.days],
        issued_on=timezone.localdate(record.issued_at),
        number=record.number,
        verify_url=address("verify", record.language, number=record.number),
        issuer=sender_name(),
        language=record.language,
    )


def days_in_words(days: Iterable[date], language: str) -> str:
    """Days in order, those that follow each other as a range: "25–26 mars 2026, 2 april 2026". Without days: ""."""
    runs: list[tuple[date, date]] = []
    for day in sorted(set(days)):
        if runs and day - runs[-1][1] == timedelta(days=1):
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return ", ".join(_range(first, last, language) for first, last in runs)


def _range(first: date, last: date, language: str) -> str:
    try:
        return format_date_range(first, last, language, no_break=True)
    except ValueError:  # a host's language, of which no month names are here
        return first.isoformat() if first == last else f"{first.isoformat()} – {last.isoformat()}"


def certificate_html(facts: CertificateFacts) -> SafeString:
    """The certificate as a whole HTML document without style, in its own language; every fact is escaped.

    :func:`render_pdf` gives it its looks.
    """
    with override(facts.language):
        title = _("The page that shows whether certificate %(number)s is valid") % {"number": facts.number}
        context = {
            "facts": facts,
            "days": days_in_words(facts.days, facts.language),
            "issued_on": _range(facts.issued_on, facts.issued_on, facts.language),
            "qr": svg(facts.verify_url, title),
            "holder_is_long": len(facts.holder) > _LONG_NAME,
            "course_is_long": len(facts.course) > _LONG_COURSE,
        }
        return render_to_string(TEMPLATE, context)


@contextlib.contextmanager
def _strict_pictures() -> Iterator[None]:
    """WeasyPrint tells Pillow, for the whole process, to take broken pictures; the site's own check of uploads does not."""
    from PIL import ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def pdf_problem() -> str | None:
    """Why no PDF can be made here, as a sentence in the active language, or None."""
    try:
        # Where a library is missing WeasyPrint prints a page about it, and warns about those that it can do without.
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with _strict_pictures():
                import weasyprint  # noqa: F401
    except ImportError:
        logger.warning("WeasyPrint is not installed, so no PDF can be made: pip install weasyprint")
        return _("The PDF cannot be made: WeasyPrint is not installed on the server. The page itself can be printed.")
    except OSError as error:
        logger.warning("Pango is missing, so no PDF can be made: apt-get install libpangoft2-1.0-0 (%s)", error)
        return _("The PDF cannot be made: Pango is not installed on the server. The page itself can be printed.")
    return None


def render_pdf(html: str) -> bytes:
    """The document as a PDF/UA-1 file: tagged, with language and title, fonts embedded.

    Nothing is fetched, neither from the network nor from the disk: what the document refers to is left out.

    Raises PdfUnavailable with the sentence of :func:`pdf_problem` where WeasyPrint or Pango is missing.
    """
    if problem := pdf_problem():
        raise PdfUnavailable(problem)
    from weasyprint import CSS, HTML
    from weasyprint.urls import URLFetcher

    class Nothing(URLFetcher):
        def fetch(self, url, headers=None):  # type: ignore[no-untyped-def]
            raise ValueError("A certificate refers to nothing outside itself.")

    fetcher = Nothing()
    style = CSS(string=render_to_string(STYLE), url_fetcher=fetcher)
    document = HTML(string=html, url_fetcher=fetcher)
    return document.write_pdf(stylesheets=[style], pdf_variant="pdf/ua-1")
