"""Stored values of blocks with a marked text wherever a reader would meet one."""

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

# Leaves that hold no words: the same in every language, or chosen anew by the language of the page.
WORDLESS = (
    blocks.BooleanBlock,
    blocks.ChoiceBlock,
    blocks.DateBlock,
    blocks.IntegerBlock,
    blocks.PageChooserBlock,
    blocks.URLBlock,
    DocumentChooserBlock,
    ImageChooserBlock,
)


class NotTranslatable(AssertionError):
    """wagtail-localize would pass a block of this class by: the English page would show Swedish words."""


class Samples:
    """Makes the stored value of a block; ``texts`` are the marked texts it has put in."""

    def __init__(self, image=None):
        self.image, self.texts, self._ids = image, [], 0

    def _text(self):
        self.texts.append(f"märke{len(self.texts)}slut")
        return self.texts[-1]

    def _id(self):
        self._ids += 1
        return f"00000000-0000-4000-8000-{self._ids:012}"

    def of(self, block):
        if isinstance(block, ImageBlock):
            return {"image": self.image, "decorative": False, "alt_text": self._text() if self.image else ""}
        if isinstance(block, blocks.StreamBlock):
            return [
                {"type": name, "value": self.of(child), "id": self._id()} for name, child in block.child_blocks.items()
            ]
        if isinstance(block, blocks.StructBlock):
            return {name: self.of(child) for name, child in block.child_blocks.items()}
        if isinstance(block, blocks.ListBlock):
            return [{"type": "item", "value": self.of(block.child_block), "id": self._id()} for _number in (1, 2)]
        if isinstance(block, blocks.RichTextBlock):
            return f"<p>{self._text()}</p><ul><li>{self._text()}</li></ul>"
        if isinstance(block, WORDLESS):
            return None
        if isinstance(block, blocks.CharBlock | blocks.TextBlock):
            return self._text()
        raise NotTranslatable(f"{type(block).__name__} holds words that no translator would get")
