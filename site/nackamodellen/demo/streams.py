"""From the plain values of ``content`` to what page fields hold: links, choosers, stable block ids."""

import re
import uuid
from copy import copy

from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

NAMESPACE = uuid.UUID("6f1d0f3c-8a52-4b3e-9a53-0d9c5a7d2f10")


def key_of(path):
    """The translation key of the demo page that the content calls ``path``: it stays when the address changes."""
    return uuid.uuid5(NAMESPACE, path)


_LINK = re.compile(r'<a href="(/[^"#]*)(#[^"]*)?">')


class Refs:
    """What the content names by path or uid, and what it became in the database."""

    def __init__(self, pages, documents, images):
        self.pages, self.documents, self.images = pages, documents, images

    def rich(self, html):
        """Site paths in links become page links, so that they follow a page that is moved or translated."""

        def link(match):
            page = self.pages.get(match[1])
            if page is None or match[2]:
                return match[0]
            return f'<a linktype="page" id="{page.pk}">'

        return _LINK.sub(link, html)

    def value(self, block, value):
        """``value`` with links, pages, documents and images put in, ready for ``block.normalize``."""
        from wagtail import blocks

        if isinstance(block, blocks.StreamBlock):
            values = [(name, self.value(block.child_blocks[name], item)) for name, item in value]
            return [(name, item) for name, item in values if item is not None]
        if isinstance(block, ImageBlock):
            return value
        if isinstance(block, blocks.StructBlock):
            if "image" in block.child_blocks and isinstance(value.get("image"), str):
                value = {"image": self.image(value["image"], value["alt_text"]), "caption": value["caption"]}
            return {name: self.value(block.child_blocks[name], item) for name, item in value.items()}
        if isinstance(block, blocks.ListBlock):
            return [self.value(block.child_block, item) for item in value]
        if isinstance(block, blocks.PageChooserBlock):
            return self.pages.get(value)  # None: somebody has taken the page away
        if isinstance(block, DocumentChooserBlock):
            return self.documents.get(value)
        if isinstance(block, blocks.RichTextBlock):
            return self.rich(value)
        return value

    def image(self, name, alt_text):
        image = copy(self.images[name])  # a page in another language says it in other words
        image.contextual_alt_text, image.decorative = alt_text, False
        return image


def stream(field, items, refs, key):
    """A stream value for ``field`` from [(type, value)]; every block gets an id made from ``key`` and its place."""
    block = field.stream_block
    raw = block.get_prep_value(block.normalize(refs.value(block, items)))
    _give_ids(raw, key)
    return block.to_python(raw)


def _give_ids(raw, key):
    if isinstance(raw, list):
        for number, item in enumerate(raw):
            if isinstance(item, dict) and "type" in item and "value" in item:
                item["id"] = str(uuid.uuid5(NAMESPACE, f"{key}/{number}"))
            _give_ids(item, f"{key}/{number}")
    elif isinstance(raw, dict):
        for name, item in raw.items():
            _give_ids(item, f"{key}/{name}")
