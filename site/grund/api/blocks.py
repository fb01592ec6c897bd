"""Blocks as other front ends get them: a schema for each, and values made from what is stored.

Values are made from the stored form, so that no page, picture or file is asked for one by one. A block of a site's own
may say itself what it is: ``api_schema`` (an annotation) and ``get_api_value(raw, reader)``.
"""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, Any, Literal, Union

from django.utils import translation
from pydantic import Field, create_model
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from grund.blocks.text import TermBlock

from .schema import DocumentReference, Image, PageReference, Piece, TermReference

# Blocks whose value leads to something: where the reader may not see that, a list or stream leaves the item out.
_LEADING = (blocks.PageChooserBlock, DocumentChooserBlock, ImageChooserBlock, ImageBlock, TermBlock)
_PLAIN = [
    (blocks.BooleanBlock, bool),
    (blocks.IntegerBlock, int | None),
    (blocks.FloatBlock, float | None),
    (blocks.DecimalBlock, Decimal | None),
    (blocks.DateTimeBlock, datetime | None),
    (blocks.DateBlock, date | None),
    (blocks.TimeBlock, time | None),
    (blocks.MultipleChoiceBlock, list[str]),
    (blocks.FieldBlock, str),
]
_named = {}


def _name(block, kind, suffix="Block"):
    """The name of a block's schema: its class's own, or for one of Wagtail's the name that it has in the stream."""
    cls = type(block)
    if cls.__module__.startswith("wagtail."):
        words = "".join(part.capitalize() for part in kind.split("_"))
        return words if words.endswith(suffix) else words + suffix
    return cls.__name__


def _unique(name, signature, make):
    """One schema for each shape; where two shapes would have the same name, the later gets a number."""
    found, number = name, 1
    while found in _named and _named[found][0] != signature:
        number += 1
        found = f"{name}{number}"
    if found not in _named:
        _named[found] = (signature, make(found))
    return _named[found][1]


def _is_a(block, classes):
    return isinstance(block, classes)


def shape_of(block, kind="value"):
    """The annotation of the values that ``block`` gives."""
    if hasattr(block, "api_schema"):
        return block.api_schema
    if _is_a(block, TermBlock):
        return TermReference
    if _is_a(block, (ImageBlock, ImageChooserBlock)):
        return Image | None
    if _is_a(block, DocumentChooserBlock):
        return DocumentReference | None
    if _is_a(block, blocks.PageChooserBlock):
        return PageReference | None
    if _is_a(block, blocks.RichTextBlock):
        return Annotated[str, Field(description="HTML, or Markdown where that was asked for.")]
    if _is_a(block, blocks.BaseStreamBlock):
        return list[stream_shape(block)]
    if _is_a(block, blocks.BaseStructBlock):
        return _struct_shape(block, kind)
    if _is_a(block, blocks.ListBlock):
        return list[_item_shape(block.child_block, kind)]
    return next((shape for cls, shape in _PLAIN if isinstance(block, cls)), Any)


def _item_shape(child, kind):
    """An item of a list is left out rather than null."""
    if _is_a(child, (ImageBlock, ImageChooserBlock)):
        return Image
    if _is_a(child, DocumentChooserBlock):
        return DocumentReference
    if _is_a(child, blocks.PageChooserBlock):
        return PageReference
    return shape_of(child, f"{kind}_item")


def _struct_shape(block, kind):
    fields = {name: (shape_of(child, name), ...) for name, child in block.child_blocks.items()}
    name = _name(block, kind).removesuffix("Block") + "Value"
    doc = (type(block).__doc__ or "").strip().partition("\n")[0] if name != kind else None
    own = None if type(block).__module__.startswith("wagtail.") else doc
    signature = ("struct", tuple((key, str(shape)) for key, (shape, _required) in fields.items()))
    return _unique(name, signature, lambda found: create_model(found, __base__=Piece, __doc__=own, **fields))


def stream_shape(stream):
    """A union of the schemas of the blocks that a stream may hold, told apart by ``type``."""
    members = [_member(kind, block) for kind, block in stream.child_blocks.items()]
    if len(members) == 1:
        return members[0]
    return Annotated[Union[tuple(members)], Field(discriminator="type")]  # noqa: UP007 - made of a list


def _member(kind, block):
    value = _item_shape(block, kind)
    fields = {
        "type": (Literal[kind], ...),
        "id": (str, Field(description="Stays the same while the block is edited and moved.")),
        "value": (value, ...),
        "html": (str | None, Field(None, description="As the site shows it; only where it was asked for.")),
    }
    with translation.override("en"):  # the document is in English, whoever's request makes it
        doc = str(getattr(block.meta, "description", "") or block.label or kind)
    return _unique(
        _name(block, kind),
        ("member", kind, str(value)),
        lambda found: create_model(found, __base__=Piece, __doc__=doc, **fields),
    )


def value_of(block, raw, reader):
    """What the stored value ``raw`` of ``block`` is to this reader."""
    if hasattr(block, "get_api_value"):
        return block.get_api_value(raw, reader)
    if _is_a(block, TermBlock):
        return reader.term(raw)
    if _is_a(block, ImageBlock):
        raw = raw if isinstance(raw, dict) else {"image": raw}
        return reader.image(raw.get("image"), raw.get("alt_text") or "", raw.get("decorative"))
    if _is_a(block, ImageChooserBlock):
        return reader.image(raw)
    if _is_a(block, DocumentChooserBlock):
        return reader.document(raw)
    if _is_a(block, blocks.PageChooserBlock):
        return reader.page(raw)
    if _is_a(block, blocks.RichTextBlock):
        return reader.text(raw)
    if _is_a(block, blocks.BaseStreamBlock):
        return stream_value(block, raw or [], reader)
    if _is_a(block, blocks.BaseStructBlock):
        raw = raw or {}
        return {
            name: value_of(child, raw[name] if name in raw else child.get_prep_value(child.get_default()), reader)
            for name, child in block.child_blocks.items()
        }
    if _is_a(block, blocks.ListBlock):
        values = [value_of(block.child_block, _list_item(item), reader) for item in raw or []]
        return [value for value in values if value is not None] if _is_a(block.child_block, _LEADING) else values
    return _plain(block, raw)


def _plain(block, raw):
    if isinstance(block, blocks.BooleanBlock):
        return bool(raw)
    if isinstance(block, (blocks.IntegerBlock, blocks.FloatBlock, blocks.DecimalBlock)):
        return raw
    if isinstance(block, blocks.MultipleChoiceBlock):
        return list(raw or [])
    if isinstance(block, (blocks.DateTimeBlock, blocks.DateBlock, blocks.TimeBlock)):
        return raw
    return "" if raw is None else raw if not isinstance(block, blocks.FieldBlock) else str(raw)


def _list_item(item):
    """Since Wagtail 2.16 an item has an id; older ones are the value alone."""
    return item["value"] if isinstance(item, dict) and item.get("type") == "item" and "value" in item else item


def stream_value(stream, raw, reader):
    """The blocks of a stream. What leads to something that this reader may not see is left out."""
    found = []
    for item in raw:
        block = stream.child_blocks.get(item["type"])
        if block is None:  # of an earlier version of the page type
            continue
        value = value_of(block, item["value"], reader)
        if value is None and _is_a(block, _LEADING):
            continue
        found.append({"type": item["type"], "id": item.get("id") or "", "value": value})
    return found


def with_html(items, value, reader, context):
    """Give the blocks of a page's own stream what the site's templates make of them."""
    rendered = {str(child.id): child for child in value}
    for item in items:
        child = rendered.get(item["id"])
        if child is not None and getattr(child.block.meta, "template", None):
            item["html"] = str(child.render(context))
    return items
