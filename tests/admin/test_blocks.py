"""Every block shows a preview in the picker, and survives being half filled in, as a draft may be."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from tests.admin import walk
from tests.admin.conftest import picture
from tests.admin.test_words import choices
from tests.factories import ObjectPageFactory, RoleGuidePageFactory, TermFactory

pytestmark = pytest.mark.django_db
CHOICES = {
    f"{path}.{name}": block
    for path, stream in walk.streams()
    for name, block in choices(stream)
    if path.count(".") == 1
}
# Blocks that stand in streams of one kind, where there is no picker: drawn by their templates all the same.
DRAWN = {path: block for path, _name, block, _holder in walk.all_blocks() if getattr(block.meta, "template", None)}


@pytest.fixture
def content(site, index_page):
    """Something for choosers, drawings and explained words to show."""
    TermFactory(uid="objekt", term="Objekt")
    RoleGuidePageFactory(parent=index_page("roller"), title="Objektägare", slug="objektagare")
    ObjectPageFactory(parent=index_page("objekt"), title="Lärande", slug="larande")
    get_image_model().objects.create(
        title="Bild", description="Ett fält", file=SimpleUploadedFile("a.png", picture("PNG"))
    )
    get_document_model().objects.create(title="Mall", file=SimpleUploadedFile("a.pdf", b"text"))


def preview(client, block):
    response = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert response.status_code == 200
    text = response.content.decode()
    assert "/static/grund/css/tokens" in text
    assert '<html lang="sv">' in text
    return text.split('<div class="flow">')[1].split("</div></main>")[0].strip()


@pytest.mark.parametrize("path", CHOICES)
def test_the_picker_shows_the_block(editor, content, path):
    assert CHOICES[path].is_previewable
    assert preview(editor, CHOICES[path])


@pytest.mark.parametrize("kind", ["figure", "related", "documents", "term", "drawing"])
def test_a_block_that_shows_what_the_site_has_survives_a_site_that_has_nothing(editor, site, kind):
    from django.db.models import Q
    from wagtail.models import Page

    Page.objects.filter(Q(depth__gt=2)).update(live=False)
    preview(editor, next(block for path, block in CHOICES.items() if path.endswith(f".{kind}")))


def empty(block):
    """The value of a block in which nothing has been filled in yet."""
    if isinstance(block, blocks.BaseStructBlock):
        return block.normalize({name: empty(child) for name, child in block.child_blocks.items()})
    if isinstance(block, blocks.ListBlock):
        return block.normalize([empty(block.child_block)])
    if isinstance(block, blocks.BaseStreamBlock):
        return block.normalize([(name, empty(child)) for name, child in block.child_blocks.items()])
    return block.normalize(None)


@pytest.mark.parametrize("path", DRAWN)
def test_a_half_filled_block_is_drawn_without_a_fault(content, path):
    block = DRAWN[path]
    block.render(empty(block), context={})
    block.render(block.get_preview_value(), context={})


def test_all_blocks_are_looked_at():
    kinds = {type(block).__name__ for block in DRAWN.values()}
    assert {"TextBlock", "FigureBlock", "TableBlock", "RoleCardsBlock", "ProgramDayBlock", "QuarterBlock"} <= kinds
    assert len(kinds) >= 17
