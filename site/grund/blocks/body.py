"""Bodies: a stream of common blocks, divided into sections where the page is long."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .links import RelatedPagesBlock, TeamsBlock
from .lists import FaqBlock, PrinciplesBlock, StepsBlock, TableBlock
from .media import DocumentsBlock, DrawingBlock, FigureBlock
from .own import OpenStreamBlock
from .text import PREVIEW_TEXT, CalloutBlock, QuoteBlock, TermBlock, TextBlock

COMMON_BLOCKS = [
    ("text", TextBlock()),
    ("principles", PrinciplesBlock()),
    ("steps", StepsBlock()),
    ("table", TableBlock()),
    ("figure", FigureBlock()),
    ("drawing", DrawingBlock()),
    ("quote", QuoteBlock()),
    ("callout", CalloutBlock()),
    ("term", TermBlock()),
    ("faq", FaqBlock()),
    ("related", RelatedPagesBlock()),
    ("documents", DocumentsBlock()),
    ("teams", TeamsBlock()),
]


class SectionBlock(blocks.StructBlock):
    """A heading with what belongs to it. The heading gets an anchor, made from its words when shown."""

    heading = blocks.CharBlock(
        label=_("Heading"), max_length=120, help_text=_("Shown in the page's table of contents.")
    )

    def __init__(self, local_blocks=None, content=None, **kwargs):
        kind = blocks.StreamBlock if content else OpenStreamBlock
        stream = kind(content or COMMON_BLOCKS, label=_("Content"))
        super().__init__([*(local_blocks or []), ("body", stream)], **kwargs)

    class Meta:
        icon = "title"
        label = _("Section")
        template = "grund/blocks/section.html"
        preview_value = {"heading": "Vad är ett objekt?", "body": [("text", PREVIEW_TEXT)]}
        description = _("A heading and what belongs to it")


class BodyBlock(OpenStreamBlock):
    """The body of an ordinary page: blocks, and sections of blocks."""

    def __init__(self, local_blocks=None, **kwargs):
        super().__init__([*COMMON_BLOCKS, ("section", SectionBlock()), *(local_blocks or [])], **kwargs)

    class Meta:
        label = _("Content")
