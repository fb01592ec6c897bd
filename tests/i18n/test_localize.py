"""Every text of ours reaches the translator, what must match matches, and nothing goes live untranslated."""

import json

import pytest
from django.conf import settings
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.operations import translate_object
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.segments.ingest import ingest_segments
from wagtail_localize.strings import StringValue

from grund.checks import page_types
from modellen.models import TemplateItem, Term, YearWheelEvent
from tests import factories
from tests.factories import (
    NewsPageFactory,
    StandardPageFactory,
    TemplateItemFactory,
    TermFactory,
    YearWheelEventFactory,
)

from .samples import NotTranslatable, Samples

pytestmark = pytest.mark.django_db
SNIPPETS = [Term, TemplateItem, YearWheelEvent]
MODELS = [*page_types(), *SNIPPETS]
STREAMS = [
    (model, field.name)
    for model in MODELS
    for field in model._meta.get_fields()
    if isinstance(field, StreamField) and field.model is model
]


def named(model):
    return model.__name__


@pytest.fixture
def english(site):
    return Locale.objects.get(language_code="en")


@pytest.fixture
def image(site):
    return get_image_model().objects.create(title="Bild", file=get_test_image_file())


# --- Blocks -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("model", "name"), STREAMS, ids=[f"{model.__name__}.{name}" for model, name in STREAMS])
def test_every_text_of_every_block_is_translated(model, name, image, site, english):
    """Out of the field into segments, and back in with other words."""
    field = model._meta.get_field(name)
    samples = Samples(image.pk)
    source = model(locale=site.locale, **{name: json.dumps(samples.of(field.stream_block))})
    segments = [segment for segment in extract_segments(source) if segment.path.startswith(f"{name}.")]
    texts = [segment for segment in segments if isinstance(segment, StringSegmentValue)]
    found = " ".join(segment.string.data for segment in texts)
    assert [text for text in samples.texts if text not in found] == []

    other = [
        StringSegmentValue(
            segment.path, StringValue(segment.string.data.replace("slut", "end")), segment.attrs, order=segment.order
        )
        if isinstance(segment, StringSegmentValue)
        else segment
        for segment in segments
    ]
    target = model(locale=english, **{name: json.dumps(samples.of(field.stream_block))})
    ingest_segments(source, target, site.locale, english, other)
    stored = json.dumps(list(getattr(target, name).get_prep_value()), ensure_ascii=False)
    assert [
        text for text in samples.texts[: len(samples.texts) // 2] if text.replace("slut", "end") not in stored
    ] == []


@pytest.mark.parametrize("block", [blocks.RawHTMLBlock(), TypedTableBlock([("text", blocks.CharBlock())])], ids=type)
def test_a_block_that_cannot_be_translated_is_noticed(block):
    with pytest.raises(NotTranslatable, match=type(block).__name__):
        Samples().of(blocks.StreamBlock([("planted", blocks.ListBlock(block))]))


# --- Fields that must match -------------------------------------------------------------------

SAME = {
    "ObjectPage": {"code", "teams_url"},
    "RoleGuidePage": {"role"},
    "NewsPage": {"published_on", "topic", "is_pinned"},
    "AccessibilityStatementPage": {"conformance", "assessed_on", "statement_updated_on", "report_url"},
    "Term": {"uid", "abbreviation"},
    "TemplateItem": {"uid", "version"},
    "YearWheelEvent": {"uid", "kind", "start_month", "start_day", "end_month", "end_day", "roll", "track"},
}


@pytest.mark.parametrize("model", MODELS, ids=named)
def test_codes_dates_and_addresses_stay_those_of_the_source(model):
    fields = {field.field_name: field for field in get_translatable_fields(model)}
    declared = getattr(model, "override_translatable_fields", [])
    assert {field.field_name for field in declared} <= fields.keys()
    for name in SAME.get(model.__name__, ()):
        assert not fields[name].is_translated(model()), name
        assert not fields[name].is_overridable(model()), name


# --- Publishing -------------------------------------------------------------------------------

PAGE_FACTORIES = {
    factory._meta.model: factory
    for factory in vars(factories).values()
    if isinstance(factory, type) and hasattr(factory, "_meta") and factory._meta.model in page_types()
}


def test_the_setting_keeps_untranslated_copies_from_going_live():
    assert settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE is False


@pytest.mark.parametrize("model", PAGE_FACTORIES, ids=named)
def test_a_translated_page_is_a_draft(model, site, english_home, client):
    """By the operation that the admin's "Translate this page" calls."""
    parent = english_home.get_translation(site.locale)
    page = PAGE_FACTORIES[model](parent=parent, title="Översättes")
    translate_object(page, [english_home.locale])
    copy = page.get_translation(english_home.locale)
    assert not copy.live
    assert client.get("/en/oversattes/").status_code == 404
    assert "/en/oversattes/" not in client.get("/sitemap.xml").content.decode()
    assert 'href="/en/oversattes/"' not in client.get("/en/").content.decode()


@pytest.mark.parametrize("factory", [TermFactory, TemplateItemFactory, YearWheelEventFactory])
def test_a_translated_record_keeps_its_uid_and_is_a_draft(factory, english):
    row = factory(uid="samma-uid")
    translate_object(row, [english])
    copy = row.get_translation(english)
    assert copy.uid == "samma-uid"
    assert not copy.live


def test_the_uid_is_one_per_language(site):
    from django.db import IntegrityError, transaction

    TermFactory(uid="unik")
    with pytest.raises(IntegrityError), transaction.atomic():
        TermFactory(uid="unik")


def test_a_page_is_translated_from_end_to_end(site, english_home, client, django_capture_on_commit_callbacks):
    """Submitted, translated string by string, published: English words in the source's structure."""
    from wagtail_localize.models import StringTranslation, Translation

    body = [
        {"type": "text", "value": "<p>Svensk text</p>", "id": "3c1ab6a4-6b1e-4d3c-8a1e-000000000001"},
        {
            "type": "table",
            "id": "3c1ab6a4-6b1e-4d3c-8a1e-000000000002",
            "value": {
                "caption": "Svensk tabell",
                "columns": [{"type": "item", "value": f"Svensk spalt {n}", "id": f"c{n}"} for n in (1, 2)],
                "rows": [
                    {
                        "type": "item",
                        "id": "r1",
                        "value": {
                            "cells": [{"type": "item", "value": f"Svensk cell {n}", "id": f"x{n}"} for n in (1, 2)]
                        },
                    }
                ],
            },
        },
    ]
    page = StandardPageFactory(parent=site, title="Svensk sida", lead="Svensk ingress", body=json.dumps(body))
    page.save_revision().publish()
    translate_object(page, [english_home.locale])
    translation = Translation.objects.get(source__object_id=page.translation_key)
    for segment in translation.source.stringsegment_set.select_related("string", "context"):
        if segment.context.path != "slug":
            StringTranslation.objects.create(
                translation_of=segment.string,
                locale=english_home.locale,
                context=segment.context,
                data=segment.string.data.replace("Svensk", "English"),
            )
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    response = client.get(page.get_translation(english_home.locale).url)
    assert response.status_code == 200
    main = response.content.decode().split("<main")[1].split("</main>")[0]
    assert "Svensk" not in main
    for words in ("English text", "English tabell", "English spalt 2", "English cell 2", "English ingress"):
        assert words in main


def test_unpublishing_the_source_leaves_its_translation(site, english_home, index_page, client):
    news = NewsPageFactory(parent=site, title="Nytt")
    copy = news.copy_for_translation(english_home.locale)
    copy.save_revision().publish()
    news.unpublish()
    assert client.get("/nytt/").status_code == 404
    assert client.get("/en/nytt/").status_code == 200
