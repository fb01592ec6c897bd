"""The blocks that bodies of all apps are made of. Each has a template ``grund/blocks/<name>.html``."""

from .body import COMMON_BLOCKS, BodyBlock, SectionBlock
from .links import RelatedPagesBlock, TeamsBlock
from .lists import FaqBlock, PrinciplesBlock, StepsBlock, TableBlock
from .media import DocumentsBlock, DrawingBlock, FigureBlock
from .own import BodyField, OpenStreamBlock
from .text import CalloutBlock, QuoteBlock, TermBlock, TextBlock, UidBlock

__all__ = [
    "COMMON_BLOCKS",
    "BodyBlock",
    "BodyField",
    "CalloutBlock",
    "DocumentsBlock",
    "DrawingBlock",
    "FaqBlock",
    "FigureBlock",
    "OpenStreamBlock",
    "PrinciplesBlock",
    "QuoteBlock",
    "RelatedPagesBlock",
    "SectionBlock",
    "StepsBlock",
    "TableBlock",
    "TeamsBlock",
    "TermBlock",
    "TextBlock",
    "UidBlock",
]
