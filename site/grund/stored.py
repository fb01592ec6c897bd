"""What stream fields store, read without turning it into pages, pictures and documents."""

from wagtail import blocks
from wagtail.images.blocks import ImageBlock


def leaves(block, raw):
    """[(block, stored value)] of all that holds no other block, in order. ``raw`` is the stored value of ``block``."""
    if raw is None:
        return
    if isinstance(block, blocks.BaseStreamBlock):
        for item in raw:
            child = block.child_blocks.get(item["type"])
            if child is not None:
                yield from leaves(child, item["value"])
    elif isinstance(block, ImageBlock) and not isinstance(raw, dict):
        return  # an old value: the picture's key alone
    elif isinstance(block, blocks.BaseStructBlock):
        for name, child in block.child_blocks.items():
            yield from leaves(child, raw.get(name))
    elif isinstance(block, blocks.ListBlock):
        for item in raw:
            is_item = isinstance(item, dict) and item.get("type") == "item" and {"id", "value"} <= item.keys()
            yield from leaves(block.child_block, item["value"] if is_item else item)
    else:
        yield block, raw
