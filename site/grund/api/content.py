"""What a page type holds, read from the fields that it declares in ``api_fields``."""

import functools
from datetime import date, datetime
from typing import Any, Literal

from django.db import models
from pydantic import Field, create_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

from grund.models import BasePage
from grund.rich_text import links_of
from grund.stored import leaves

from . import blocks
from .schema import PageReference, Piece

# What every page says already.
COMMON = {field.name for field in BasePage.api_fields}
_PLAIN = [
    (models.BooleanField, bool),
    (models.IntegerField, int | None),
    (models.DateTimeField, datetime | None),
    (models.DateField, date | None),
    (models.CharField, str),
    (models.TextField, str),
]


def names_of(model):
    """The names of a page type's own fields."""
    return [field.name for field in model.api_fields if field.name not in COMMON]


def _field(model, name):
    try:
        return model._meta.get_field(name)
    except Exception:  # a property
        return None


def _shape(model, name):
    field = _field(model, name)
    if isinstance(field, StreamField):
        return list[blocks.stream_shape(field.stream_block)]
    if isinstance(field, models.ForeignKey) and issubclass(field.related_model, Page):
        return PageReference | None
    return next((shape for cls, shape in _PLAIN if isinstance(field, cls)), Any)


def _value(page, name, reader, context):
    field = _field(type(page), name)
    if isinstance(field, StreamField):
        value = getattr(page, name)
        items = blocks.stream_value(value.stream_block, value.raw_data, reader)
        return blocks.with_html(items, value, reader, context) if reader.html else items
    if isinstance(field, models.ForeignKey):
        return reader.page(getattr(page, field.attname))
    value = getattr(page, name)
    if isinstance(field, RichTextField):
        return reader.text(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return "" if value is None and isinstance(field, (models.CharField, models.TextField)) else value


def _has_choices(model, name):
    return bool(getattr(_field(model, name), "choices", None))


@functools.cache
def schema_of(model):
    """The schema of what a page of this type holds, told from the others by its ``type``. A value that is one of several
    has its words beside it: ``topic`` and ``topic_label``."""
    fields = {}
    for name in names_of(model):
        fields[name] = (_shape(model, name), ...)
        if _has_choices(model, name):
            fields[f"{name}_label"] = (str, Field(description="The same in words, in the reader's language."))
    doc = (model.__doc__ or "").strip().partition("\n")[0]
    kind = (Literal[model._meta.label], Field(description="The page's type."))
    return create_model(f"{model.__name__}Content", __base__=Piece, __doc__=doc, type=kind, **fields)


def content_of(page, reader):
    """What a page holds, in the shape of :func:`schema_of`. :func:`look_at` should have been asked first."""
    context = {"request": reader.request, "visitor": reader.visitor, "page": page, "language": reader.language}
    found = {"type": page._meta.label}
    for name in names_of(type(page)):
        found[name] = _value(page, name, reader, context)
        if _has_choices(type(page), name):
            found[f"{name}_label"] = str(getattr(page, f"get_{name}_display")())
    return found


def look_at(pages, reader):
    """(pages, documents, pictures): the keys of all that these pages lead to."""
    found = set(), set(), set()
    for page in pages:
        linked, files = links_of(page)
        found[0].update(linked)
        found[1].update(files)
        for name in names_of(type(page)):
            if isinstance(_field(type(page), name), StreamField):
                value = getattr(page, name)
                for block, raw in leaves(value.stream_block, value.raw_data):
                    if isinstance(block, ImageChooserBlock) and isinstance(raw, int):
                        found[2].add(raw)
                    elif isinstance(block, DocumentChooserBlock) and isinstance(raw, int):
                        found[1].add(raw)
    return found
