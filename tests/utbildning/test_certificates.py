"""Certificates: what they say, and what a screen reader finds in the PDF. Read back by another library."""

import builtins
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pypdf
import pytest
from django.utils.translation import override

import optional_services
from utbildning import certificates
from utbildning.certificates import (
    CertificateFacts,
    PdfUnavailable,
    certificate_html,
    days_in_words,
    pdf_problem,
    render_pdf,
)
from utbildning.qr import svg

pytestmark = pytest.mark.pure
ROOT = Path(__file__).resolve().parents[2]


def facts(**changes):
    values = {
        "holder": "Åsa Öberg",
        "course": "Grundutbildning i systemförvaltning",
        "days": [date(2027, 3, 26), date(2027, 3, 25)],
        "issued_on": date(2027, 4, 2),
        "number": "NM-2027-4F7K",
        "verify_url": "https://example.org/intyg/NM-2027-4F7K/",
        "issuer": "Nacka kommun",
        "language": "sv",
        "hours": "14 timmar",
    }
    return CertificateFacts(**{**values, **changes})


@pytest.fixture
def pdf(tmp_path):
    """``pdf(html)``: the file as pypdf reads it."""
    if problem := pdf_problem():
        (pytest.fail if optional_services.are_required() else pytest.skip)(problem)

    def read(html):
        file = tmp_path / "certificate.pdf"
        file.write_bytes(render_pdf(html))
        return pypdf.PdfReader(file)

    return read


def structure(reader):
    """[(tag, alternative text)] of the whole structure tree, in order of reading."""
    found = []

    def walk(node):
        node = node.get_object()
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict) and "/S" in node:
            found.append((node["/S"], node.get("/Alt", "")))
            walk(node.get("/K", pypdf.generic.ArrayObject()))

    walk(reader.trailer["/Root"]["/StructTreeRoot"]["/K"])
    return found


def test_the_pdf_is_tagged_and_says_so(pdf):
    reader = pdf(certificate_html(facts()))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - pypdf's own boolean
    assert root["/Lang"] == "sv"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert "Grundutbildning i systemförvaltning, Åsa Öberg" in reader.metadata.title
    assert reader.metadata.author == "Nacka kommun"
    xmp = root["/Metadata"].get_data().decode()
    assert re.search(r'pdfuaid:part(="|>)1', xmp)
    assert "Åsa Öberg" in xmp
    tags = structure(reader)
    assert [tag for tag, _alt in tags if re.fullmatch(r"/H\d", tag)] == ["/H1", "/H2"]
    [alternative] = [alt for tag, alt in tags if tag == "/Figure"]
    assert "NM-2027-4F7K" in alternative


def test_the_pdf_says_what_it_should_on_one_page(pdf):
    reader = pdf(certificate_html(facts()))
    [page] = reader.pages
    text = " ".join(page.extract_text().split())
    for words in ("Åsa Öberg", "Grundutbildning i systemförvaltning", "25–26 mars 2027", "2 april 2027", "14 timmar"):
        assert words in text
    for words in ("NM-2027-4F7K", "https://example.org/intyg/NM-2027-4F7K/", "Nacka kommun"):
        assert words in text
    assert page.mediabox.width > page.mediabox.height


def test_long_names_stay_on_one_page(pdf):
    long = facts(
        holder="Anna-Karin Elisabeth " * 6,
        course="Systemförvaltning för objektledare " * 6,
        verify_url="https://a.se/" + "a" * 200,
    )
    assert len(pdf(certificate_html(long)).pages) == 1


def test_html_in_a_name_is_text(pdf):
    html = certificate_html(facts(holder="<script>alert(1)</script>", course='"><img src=x>', issuer="<b>"))
    assert "<script>" not in html
    assert "<img" not in html
    assert "<script>alert(1)</script>" in pdf(html).pages[0].extract_text()


def test_the_pdf_is_in_the_language_of_the_certificate(pdf):
    with override("sv"):
        html = certificate_html(facts(language="en", days=[date(2027, 3, 25)]))
    assert '<html lang="en">' in html
    assert "has completed the course" in html
    assert pdf(html).trailer["/Root"]["/Lang"] == "en"


def test_nothing_is_fetched(pdf, monkeypatch, tmp_path):
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text>hemligt</text></svg>')
    opened = []
    monkeypatch.setattr("urllib.request.OpenerDirector.open", lambda self, *args, **kw: opened.append(args))
    reader = pdf(
        f'<html lang="sv"><title>t</title><link rel="stylesheet" href="https://example.org/x.css">'
        f'<style>@import "file://{secret}"; p {{ background: url("file://{secret}") }}</style>'
        f'<p>text<img alt="a" src="file://{secret}"><img alt="b" src="http://127.0.0.1:1/x.png">'
        f'<img alt="c" src="data:image/svg+xml,x"></p>'
    )
    assert opened == []
    assert "hemligt" not in reader.pages[0].extract_text()
    assert "text" in reader.pages[0].extract_text()


@pytest.mark.parametrize("error, words", [(ImportError, "WeasyPrint"), (OSError, "Pango")])
def test_a_machine_without_the_libraries_says_so(monkeypatch, error, words):
    real = builtins.__import__

    def refuse(name, *args, **kwargs):
        if name == "weasyprint":
            raise error("cannot load library")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with override("en"):
        assert words in pdf_problem()
        with pytest.raises(PdfUnavailable, match=words):
            render_pdf("<p>")
        assert "Åsa Öberg" in certificate_html(facts())  # the page remains


def test_weasyprint_is_asked_for_late():
    assert "weasyprint" not in vars(certificates)


@pytest.mark.parametrize(
    "days, language, words",
    [
        ([], "sv", ""),
        ([date(2027, 3, 25)], "sv", "25 mars 2027"),
        ([date(2027, 3, 26), date(2027, 3, 25), date(2027, 4, 2)], "sv", "25–26 mars 2027, 2 april 2027"),
        ([date(2027, 3, 31), date(2027, 4, 1)], "en", "31 March–1 April 2027"),
        ([date(2027, 3, 31), date(2027, 4, 1)], "fi", "2027-03-31 – 2027-04-01"),
    ],
)
def test_days_in_words(days, language, words):
    assert days_in_words(days, language).replace("\u00a0", " ") == words


def test_a_qr_code_is_an_image_with_a_name_and_without_style():
    drawing = svg("https://example.org/a?b=1&c=2", 'Visa "intyget" <nu>')
    assert drawing.startswith("<svg ")
    assert 'role="img"' in drawing
    assert "<title>Visa &quot;intyget&quot; &lt;nu&gt;</title>" in drawing
    assert "style" not in drawing
    assert not re.search(r"\son\w+=|href|<script", drawing)


def test_a_qr_code_can_be_drawn_as_its_modules():
    """The path darkens exactly the modules that the code has."""
    import segno

    text = "https://example.org/intyg/1/"
    path = re.search(r'<path d="([^"]+)"', svg(text, "t"))[1]
    dark = set()
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", path):
        dark |= {(int(x) + step, int(y)) for step in range(int(width))}
    matrix = segno.make(text, error="m", micro=False).matrix
    assert dark == {(x + 4, y + 4) for y, row in enumerate(matrix) for x, module in enumerate(row) if module}


@pytest.mark.parametrize("text", ["", "x" * 5000])
def test_a_qr_code_of_nothing_or_too_much_is_refused(text):
    with pytest.raises(ValueError, match=r"\w+"):
        svg(text, "t")


def test_broken_pictures_are_refused_as_before_once_a_pdf_was_made(pdf):
    """In a process of its own: the library must be imported for the first time."""
    code = (
        "import django; django.setup()\n"
        "from PIL import ImageFile\n"
        "from utbildning.certificates import pdf_problem\n"
        "assert pdf_problem() is None\n"
        "import sys; assert 'weasyprint.images' in sys.modules\n"
        "assert ImageFile.LOAD_TRUNCATED_IMAGES is False"
    )
    path = f"{ROOT}{os.pathsep}{ROOT / 'site'}"
    environment = {**os.environ, "PYTHONPATH": path, "DJANGO_SETTINGS_MODULE": "nackamodellen.settings.test"}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True, timeout=60)
