"""Blocks, rich text and pictures as other front ends get them."""

import json

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page

from grund.api.text import markdown
from grund.blocks import COMMON_BLOCKS
from tests.factories import StandardPageFactory, TermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture(db):
    file = get_test_image_file(size=(1300, 900))
    return get_image_model().objects.create(
        title="Bild", description="En röd yta", file=ImageFile(file, name="bild.png"),
        focal_point_x=100, focal_point_y=200, focal_point_width=30, focal_point_height=40,
    )  # fmt: skip


@pytest.fixture
def document(db):
    made = get_document_model()(title="Mall")
    made.file.save("mall.txt", ContentFile(b"Text"), save=True)
    return made


@pytest.fixture
def page_with(site):
    """``page_with(block, …)``: a page with these blocks."""

    def make(*blocks, **fields):
        body = [{"type": kind, "value": value, "id": f"id-{number}"} for number, (kind, value) in enumerate(blocks)]
        return StandardPageFactory(parent=site, title="Sidan", body=json.dumps(body), **fields)

    return make


@pytest.fixture
def blocks_of(ask):
    """The blocks of a page's answer."""
    return lambda page, **parameters: ask(f"/pages/{page.pk}/", **parameters)["content"]["body"]


def one_of_each(picture, document, goal):
    """A value of each common block, as it is stored."""
    return {
        "text": f'<p><b>Text</b> och <a linktype="page" id="{goal.pk}">länk</a></p>',
        "principles": [{"type": "item", "id": "p", "value": {"name": "Öppenhet", "sentence": "Alla kan läsa."}}],
        "steps": [{"type": "item", "id": "s", "value": {"name": "Utkast", "text": "", "is_decision": True}}],
        "table": {
            "caption": "Gränsfall",
            "columns": [{"type": "item", "id": "c", "value": "Exempel"}, {"type": "item", "id": "d", "value": "Typ"}],
            "rows": [
                {
                    "type": "item",
                    "id": "r",
                    "value": {
                        "cells": [{"type": "item", "id": "1", "value": "Ny"}, {"type": "item", "id": "2", "value": ""}]
                    },
                }
            ],
        },
        "figure": {
            "image": {"image": picture.pk, "decorative": False, "alt_text": "En yta"},
            "caption": "Bildtext",
        },
        "drawing": {"drawing": "one_object", "caption": "Ett objekt"},
        "quote": {"text": "Vi slutade gissa.", "source": "En objektledare"},
        "callout": {"kind": "warn", "heading": "Obs", "text": "<p>Ny tid</p>"},
        "term": "plan",
        "faq": [{"type": "item", "id": "f", "value": {"question": "Vem?", "answer": "<p>Ägaren</p>"}}],
        "related": [{"type": "item", "id": "g", "value": goal.pk}],
        "documents": [{"type": "item", "id": "h", "value": document.pk}],
        "teams": {"label": "Teams", "url": "https://teams.example.org/"},
    }


@pytest.fixture
def full(page_with, picture, document, site):
    """A page with one of each common block, alone and in a section."""
    TermFactory(uid="plan", term="Plan", definition="Vad som görs.")
    goal = StandardPageFactory(parent=site, title="Målet")
    values = one_of_each(picture, document, goal)
    inner = [{"type": kind, "value": value, "id": f"inner-{kind}"} for kind, value in values.items()]
    return page_with(*values.items(), ("section", {"heading": "Avsnitt", "body": inner})), goal


def test_every_common_block_has_a_schema_and_a_value(full, blocks_of):
    page, goal = full
    found = {block["type"]: block for block in blocks_of(page)}
    assert found.keys() == {name for name, _block in COMMON_BLOCKS} | {"section"}
    assert [block["type"] for block in found["section"]["value"]["body"]] == [name for name, _block in COMMON_BLOCKS]
    assert found["steps"]["value"] == [{"name": "Utkast", "text": "", "is_decision": True}]
    assert found["table"]["value"]["rows"] == [{"cells": ["Ny", ""]}]
    assert found["term"]["value"]["definition"] == "Vad som görs."
    assert found["related"]["value"][0]["url"] == goal.url
    assert found["documents"]["value"][0]["title"] == "Mall"
    assert found["callout"]["value"]["kind"] == "warn"
    assert found["section"]["value"]["heading"] == "Avsnitt"


def test_a_union_of_blocks_is_told_apart_by_type(site):
    from headless.openapi import document

    schemas = document()["components"]["schemas"]
    body = schemas["StandardPageContent"]["properties"]["body"]["items"]
    assert body["discriminator"]["propertyName"] == "type"
    mapping = body["discriminator"]["mapping"]
    assert mapping.keys() == {name for name, _block in COMMON_BLOCKS} | {"section"}
    for kind, reference in mapping.items():
        assert schemas[reference.rsplit("/", 1)[-1]]["properties"]["type"]["const"] == kind


def test_a_block_keeps_its_id(full, blocks_of):
    page, _goal = full
    assert [block["id"] for block in blocks_of(page)] == [f"id-{number}" for number in range(14)]


def test_html_is_what_the_site_shows_and_only_where_asked_for(full, blocks_of, client):
    page, _goal = full
    assert all("html" not in block for block in blocks_of(page))
    shown = client.get(page.url).content.decode()
    for block in blocks_of(page, include="html"):
        if block["type"] in ("quote", "steps", "table", "faq", "figure", "documents", "teams", "callout"):
            assert block["html"].strip(), block["type"]
            assert block["html"].strip() in shown, block["type"]


def test_a_picture_has_named_renditions_in_modern_formats(full, picture, blocks_of):
    page, _goal = full
    image = next(block for block in blocks_of(page) if block["type"] == "figure")["value"]["image"]
    assert (image["alt"], image["decorative"], image["width"], image["height"]) == ("En yta", False, 1300, 900)
    assert image["focal_point"] == {"x": 100, "y": 200, "width": 30, "height": 40}
    assert image["renditions"].keys() == {"text", "square"}
    text = image["renditions"]["text"]
    assert (text["width"], text["height"]) == (1200, 830)
    assert text["srcset"].keys() == {"image/avif", "image/webp"}
    assert text["srcset"]["image/avif"].count("w,") == 2
    assert text["src"].endswith(".webp")


def test_only_declared_filters_are_made(full, picture, blocks_of):
    page, _goal = full
    blocks_of(page)
    specs = set(picture.renditions.values_list("filter_spec", flat=True))
    sizes = {spec.split("|")[0] for spec in specs}
    assert sizes == {"width-1200", "width-800", "width-400", "fill-600x600", "fill-300x300"}


def test_a_site_may_declare_renditions(full, blocks_of, settings):
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "RENDITIONS": {"stamp": ["width-100"]}}
    page, _goal = full
    image = next(block for block in blocks_of(page) if block["type"] == "figure")["value"]["image"]
    assert image["renditions"]["stamp"]["width"] == 100


def test_a_decorative_picture_has_no_alternative_text(page_with, picture, blocks_of):
    value = {"image": {"image": picture.pk, "decorative": True, "alt_text": "Ord"}, "caption": ""}
    [figure] = blocks_of(page_with(("figure", value)))
    assert figure["value"]["image"]["alt"] == ""


def test_a_picture_whose_file_is_gone_breaks_nothing(page_with, picture, blocks_of):
    picture.file.storage.delete(picture.file.name)
    value = {"image": {"image": picture.pk, "decorative": False, "alt_text": "Ord"}, "caption": "Kvar"}
    [figure] = blocks_of(page_with(("figure", value)))
    assert figure["value"]["caption"] == "Kvar"
    assert figure["value"]["image"]["renditions"]["text"]["width"] == 0


def test_a_picture_that_is_gone_is_null(page_with, blocks_of):
    value = {"image": {"image": 999999, "decorative": False, "alt_text": "Ord"}, "caption": "Kvar"}
    [figure] = blocks_of(page_with(("figure", value)))
    assert figure["value"] == {"image": None, "caption": "Kvar"}


def test_links_in_rich_text_lead_to_the_translation(site, english_home, page_with, blocks_of):
    goal = StandardPageFactory(parent=site, title="Mål", slug="mal")
    english = goal.copy_for_translation(Locale.objects.get(language_code="en"))
    english.title, english.slug = "Goal", "goal"
    english.save_revision().publish()
    text = ("text", f'<p><a linktype="page" id="{goal.pk}">dit</a></p>')
    page = page_with(text)
    assert f'<a href="/mal/" data-page="{goal.pk}">' in blocks_of(page)[0]["value"]
    body = json.dumps([{"type": text[0], "value": text[1], "id": "a"}])
    there = StandardPageFactory(parent=english_home, title="There", body=body)
    assert f'<a href="/en/goal/" data-page="{english.pk}">' in blocks_of(there)[0]["value"]


def test_a_dead_link_is_flagged(site, page_with, blocks_of, document):
    goal = StandardPageFactory(parent=site, title="Hemligt mål", live=False)
    closed = f'<a linktype="page" id="{goal.pk}">stängd</a>'
    gone = '<a linktype="page" id="999999">borta</a><a linktype="document" id="999999">fil</a><a linktype="x">y</a>'
    file = f'<a linktype="document" id="{document.pk}">mall</a>'
    [block] = blocks_of(page_with(("text", f"<p>{closed}{gone}{file}</p>")))
    assert block["value"].count('<a data-dead="true">') == 4
    assert f'<a href="{document.url}" data-document="{document.pk}">mall</a>' in block["value"]
    assert goal.slug not in block["value"]


def test_rich_text_can_be_markdown(page_with, blocks_of):
    html = (
        '<h3>Rubrik</h3><p>Ett <b>fett</b> och <i>lutat</i> ord<br/>och <a href="https://example.org/">en länk</a></p>'
    )
    html += "<ul><li>ett</li><li>två</li></ul><ol><li>först</li><li>sedan</li></ol>"
    [block] = blocks_of(page_with(("text", html)), text="markdown")
    assert block["value"] == (
        "### Rubrik\n\nEtt **fett** och *lutat* ord  \noch [en länk](https://example.org/)\n\n"
        "- ett\n- två\n1. först\n2. sedan"
    )


@pytest.mark.parametrize(
    "html, expected",
    [
        ("", ""),
        ("<p>a * b _c_ [d] &lt;e&gt; `f`</p>", r"a \* b \_c\_ \[d\] \<e\> \`f\`"),
        ('<p><a data-dead="true">borta</a></p>', "borta"),
        ('<p><a href="/a b/">x</a></p>', "[x](</a b/>)"),
        ("<ul><li>ett<ul><li>inre</li></ul></li><li>två</li></ul>", "- ett\n   - inre\n- två"),
    ],
)
def test_markdown(html, expected):
    assert markdown(html) == expected


def test_what_an_older_page_type_held_is_left_out(site, blocks_of, page_with):
    page = page_with(("text", "<p>Kvar</p>"), ("finns-inte", "x"))
    assert [block["type"] for block in blocks_of(page)] == ["text"]


def test_a_link_to_a_page_that_is_closed_is_left_out_of_a_list(site, page_with, blocks_of):
    goal = StandardPageFactory(parent=site, title="Hemligt", live=False)
    [block] = blocks_of(page_with(("related", [goal.pk])))
    assert block["value"] == []
    Page.objects.filter(pk=goal.pk).update(live=True)
    assert [item["title"] for item in blocks_of(Page.objects.get(title="Sidan"))[0]["value"]] == ["Hemligt"]
