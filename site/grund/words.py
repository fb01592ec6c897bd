"""The words of a page as plain text, taken from what is stored: no page, picture or document is fetched for them."""

from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.search.index import SearchField

from .text import plain_text


def block_words(block, raw):
    """The texts in ``raw``, the stored value of ``block``, in their order."""
    if raw is None:
        return
    if isinstance(block, ImageBlock):
        yield str(raw.get("alt_text") or "") if isinstance(raw, dict) else ""
    elif isinstance(block, blocks.BaseStreamBlock):
        for item in raw:
            child = block.child_blocks.get(item["type"])
            if child is not None:
                yield from block_words(child, item["value"])
    elif isinstance(block, blocks.BaseStructBlock):
        for name, child in block.child_blocks.items():
            yield from block_words(child, raw.get(name))
    elif isinstance(block, blocks.ListBlock):
        for item in raw:
            is_item = isinstance(item, dict) and item.get("type") == "item" and {"id", "value"} <= item.keys()
            yield from block_words(block.child_block, item["value"] if is_item else item)
    elif isinstance(block, blocks.RichTextBlock):
        yield plain_text(str(raw))
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
        yield str(raw)


def page_words(page):
    """What search looks through in ``page``, but for the title, as one text."""
    fields = {field.name: field for field in page._meta.concrete_fields}
    parts = []
    for name in dict.fromkeys(field.field_name for field in page.search_fields if isinstance(field, SearchField)):
        field, value = fields.get(name), getattr(page, name, "")
        if name == "title":
            continue
        if isinstance(field, StreamField):
            parts += block_words(field.stream_block, value.raw_data)
        else:
            parts.append(plain_text(value) if isinstance(field, RichTextField) else str(value))
    return " ".join(part for part in parts if part)
