"""Blocks that only the model's own pages have."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from grund.blocks import COMMON_BLOCKS, SectionBlock
from grund.visitors import visitor_in
from personer.roles import ROLE_CHOICES, ROLE_CODES

from .role_cards import role_cards


class RoleCardsBlock(blocks.ListBlock):
    """Roles with their motif, name and sentence, taken from the role guides. A complete set stands on the seam."""

    def __init__(self, child_block=None, **kwargs):
        super().__init__(child_block or blocks.ChoiceBlock(choices=ROLE_CHOICES, label=_("Role")), **kwargs)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        visitor = visitor_in(parent_context)
        context["role_cards"] = role_cards(visitor, get_language(), only=list(value) or None)
        return context

    class Meta:
        icon = "user"
        label = _("Roles")
        template = "modellen/blocks/role_cards.html"
        preview_value = ROLE_CODES
        description = _("The roles with their motif and sentence, from the role guides")


class ModelSectionBlock(SectionBlock):
    """A numbered section of the model."""

    def __init__(self, local_blocks=None, **kwargs):
        super().__init__(local_blocks, content=[*COMMON_BLOCKS, ("role_cards", RoleCardsBlock())], **kwargs)


class QuarterBlock(blocks.StructBlock):
    quarter = blocks.ChoiceBlock(
        label=_("Quarter"), choices=[(name, name) for name in ("K1", "K2", "K3", "K4")], help_text=_("When.")
    )
    text = blocks.RichTextBlock(label=_("Text"), features=["bold", "link"], help_text=_("What is done then."))

    class Meta:
        icon = "date"
        label = _("Quarter")
        template = "modellen/blocks/quarter.html"
        preview_value = {"quarter": "K1", "text": "<p>Rapportera förra årets nytta.</p>"}
