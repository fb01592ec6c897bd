"""Documents and pictures: what is used stays, and nobody but those who answer for all files changes those of others."""

import json

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from tests.admin.conftest import picture, told
from tests.factories import StandardPageFactory

pytestmark = pytest.mark.django_db
KINDS = ["document", "image"]
MODELS = {"document": get_document_model(), "image": get_image_model()}
USED = "It is used elsewhere and cannot be deleted. Change what uses it first."
EDIT = {"document": "/admin/documents/edit/{}/", "image": "/admin/images/{}/"}
DELETE = {
    "single": "/admin/{0}s/delete/{1}/",
    "single image": "/admin/images/{1}/delete/",
    "bulk": "/admin/bulk/nackamodellen/{0}/delete/?next=/admin/&id={1}",
}


def make(kind, user=None, title="Fil"):
    name, content = ("a.pdf", b"text") if kind == "document" else ("a.jpg", picture())
    made = MODELS[kind](title=title, file=ContentFile(content, name), uploaded_by_user=user)
    if kind == "image":
        made.description = "Ett fält"
    made.save()
    made.tags.add("exempel")
    return made


def delete(client, way, kind, row):
    way = "single image" if (way, kind) == ("single", "image") else way
    return client.post(DELETE[way].format(kind, row.pk), follow=True)


def kept(row):
    return type(row).objects.filter(pk=row.pk).exists() and row.file.storage.exists(row.file.name)


def chosen(kind, row):
    """The stored body that shows the file by a chooser."""
    if kind == "document":
        return [{"type": "documents", "value": [{"type": "item", "value": row.pk, "id": "d"}], "id": "1"}]
    figure = {"image": {"image": row.pk, "alt_text": "Ett fält", "decorative": False}, "caption": ""}
    return [{"type": "figure", "value": figure, "id": "1"}]


@pytest.mark.parametrize("way", ["single", "bulk"])
@pytest.mark.parametrize("kind", KINDS)
class TestDeletion:
    def test_what_a_page_shows_stays_with_a_sentence(self, admin, site, kind, way, django_capture_on_commit_callbacks):
        row = make(kind)
        page = StandardPageFactory(parent=site, title="Sidan", body=json.dumps(chosen(kind, row)))
        with django_capture_on_commit_callbacks(execute=True):
            response = delete(admin, way, kind, row)
        assert response.status_code == 200
        assert told(response, USED)
        assert kept(row)
        page.delete()
        with django_capture_on_commit_callbacks(execute=True):
            delete(admin, way, kind, row)
        assert not kept(row)

    def test_what_nobody_uses_may_go(self, admin, site, kind, way):
        row = make(kind)
        if kind == "image":
            row.get_rendition("width-20")
        assert delete(admin, way, kind, row).status_code == 200
        assert not kept(row)

    def test_who_may_only_add_touches_no_file_of_others(self, as_user, cast, site, kind, way):
        manager, name = as_user("training_manager"), cast["training_manager"]
        own, other = make(kind, name, "Egen"), make(kind, cast["editor"], "Annans")
        for row, words, screen in ((own, "Ändrad", 200), (other, "Annans", 302)):
            address = EDIT[kind].format(row.pk)
            assert manager.get(address).status_code == screen
            manager.post(address, {"title": "Ändrad", "description": "Ett fält", "tags": "", "collection": 1})
            row.refresh_from_db()
            assert row.title == words
            delete(manager, way, kind, row)
        assert kept(other)
        assert not kept(own)


def test_a_link_in_rich_text_keeps_the_document(admin, site):
    row = make("document")
    link = f'<p><a linktype="document" id="{row.pk}">filen</a></p>'
    StandardPageFactory(parent=site, title="Sidan", body=json.dumps([{"type": "text", "value": link, "id": "1"}]))
    assert told(delete(admin, "single", "document", row), USED)
    assert kept(row)


@pytest.mark.parametrize("kind", KINDS)
def test_one_that_may_go_stays_when_it_is_chosen_together_with_one_that_may_not(admin, site, kind):
    used, free = make(kind), make(kind)
    StandardPageFactory(parent=site, title="Sidan", body=json.dumps(chosen(kind, used)))
    response = admin.post(DELETE["bulk"].format(kind, f"{free.pk}&id={used.pk}"), follow=True)
    assert told(response, USED)
    assert kept(used)
    assert kept(free)
