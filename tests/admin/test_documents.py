"""Uploading documents: what is not allowed gets a sentence, never a server error."""

import json

import pytest
from wagtail.documents import get_document_model

from tests.admin.conftest import upload
from tests.factories import TemplateItemFactory

pytestmark = pytest.mark.django_db
Document = get_document_model()
BAD = {
    "program": ("a.exe", b"MZ"),
    "page": ("a.html", b"<script>alert(1)</script>"),
    "picture": ("a.svg", b"<svg/>"),
    "macros": ("a.docm", b"PK"),
    "no ending": ("a", b"text"),
    "two endings": ("a.pdf.exe", b"MZ"),
    "empty": ("a.pdf", b""),
    "too big": ("a.pdf", b"%PDF" + b"\0" * 2048),
}


@pytest.fixture(autouse=True)
def small_limit(settings):
    assert settings.WAGTAILDOCS_MAX_UPLOAD_SIZE == 25 * 1024 * 1024
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 2048


@pytest.mark.parametrize("case", BAD)
def test_the_single_screen_says_what_is_wrong(editor, case):
    response = editor.post("/admin/documents/add/", {"title": "Mall", "tags": "", "file": upload(*BAD[case])})
    assert response.status_code == 200
    assert "error-message" in response.content.decode()
    assert " ".join(response.context["form"].errors["file"]).endswith(".")
    assert not Document.objects.exists()


@pytest.mark.parametrize("case", BAD)
def test_the_screen_for_many_says_what_is_wrong(editor, case):
    data = {"title": "Mall", "files[]": upload(*BAD[case])}
    headers = {"x-requested-with": "XMLHttpRequest"}
    response = editor.post("/admin/documents/multiple/add/", data, headers=headers)
    assert response.status_code == 200
    answer = json.loads(response.content)
    assert answer["success"] is False
    assert answer["error_message"]
    assert not Document.objects.exists()


@pytest.mark.parametrize("name", ["a.pdf", "a.PDF", "å ä.docx", "a.xlsx", "a.odt", "a.csv"])
def test_what_is_allowed_is_kept(editor, client, name):
    response = editor.post("/admin/documents/add/", {"title": "Mall", "tags": "", "file": upload(name, b"text")})
    assert response.status_code == 302
    document = Document.objects.get()
    assert document.uploaded_by_user.username == "editor"
    assert client.get(document.url).status_code == 200
    for path in (
        "/admin/documents/",
        f"/admin/documents/edit/{document.pk}/",
        f"/admin/documents/usage/{document.pk}/",
    ):
        assert editor.get(path).status_code == 200


@pytest.fixture
def used():
    document = Document(title="Mall", file=upload("a.pdf", b"text"))
    document.save()
    TemplateItemFactory(document=document)
    return document


@pytest.mark.parametrize("path", ["/admin/documents/delete/{}/", "/admin/bulk/nackamodellen/document/delete/?id={}"])
def test_a_document_that_a_template_needs_stays(admin, used, path):
    address = path.format(used.pk)
    assert admin.get(address).status_code == 200
    response = admin.post(address, follow=True)
    assert response.status_code == 200
    assert 'class="error"' in response.content.decode()
    assert Document.objects.filter(pk=used.pk).exists()


def test_nor_does_the_screen_for_many_take_it(editor, used):
    headers = {"x-requested-with": "XMLHttpRequest"}
    response = editor.post(f"/admin/documents/multiple/{used.pk}/delete/", headers=headers)
    assert response.status_code == 409
    assert json.loads(response.content)["error_message"].endswith(".")
    assert Document.objects.filter(pk=used.pk).exists()
