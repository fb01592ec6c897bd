"""The words of a page as plain text, taken from what is stored: no page, picture or document is fetched for them."""

from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.search.index import SearchField

from .stored import leaves
from .text import plain_text


def _stream_words(value):
    for block, raw in leaves(value.stream_block, value.raw_data):
        if isinstance(block, blocks.RichTextBlock):
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
            parts += _stream_words(value)
        else:
            parts.append(plain_text(value) if isinstance(field, RichTextField) else str(value))
    return " ".join(part for part in parts if part)
