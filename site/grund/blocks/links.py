"""Blocks that lead on."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page

from grund.languages import current_language
from grund.rich_text import linked_pages
from grund.visitors import Visitor, visitor_in

from .choosers import PageBlock


class RelatedPagesBlock(blocks.ListBlock):
    """Pages to read next, in the language of the address where they are. One that the visitor may not see is left out."""

    def __init__(self, child_block=None, **kwargs):
        super().__init__(child_block or PageBlock(label=_("Page")), **kwargs)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        visitor = visitor_in(parent_context)
        chosen = [page.pk for page in value if isinstance(page, Page)]
        found = linked_pages(chosen, visitor, current_language())
        context["pages"] = [found[pk] for pk in chosen if found[pk] is not None]
        context["language"] = current_language()
        return context

    def get_preview_value(self):
        """Whatever pages there are."""
        return self.normalize(list(Visitor().filter(Page.objects.filter(depth__gt=2)).order_by("path")[:3]))

    class Meta:
        icon = "link"
        label = _("Read also")
        template = "grund/blocks/related.html"
        description = _("Links to pages on this site")


def https_only(value):
    """Refuse an address that is not https."""
    if urlsplit(value).scheme != "https":
        raise ValidationError(_("Write the whole address, starting with https://."))


class TeamsBlock(blocks.StructBlock):
    """The way into a team in Teams; it opens in a tab of its own and says so."""

    label = blocks.CharBlock(
        label=_("Link text"), default="Teams om Nackamodellen", help_text=_("Where the link leads.")
    )
    url = blocks.URLBlock(
        label=_("Address"), validators=[https_only], help_text=_("From Teams: Get link to team. Starts with https://.")
    )

    class Meta:
        icon = "group"
        label = _("Teams link")
        template = "grund/blocks/teams.html"
        preview_value = {"label": "Teams om Nackamodellen", "url": "https://teams.example.org/"}
        description = _("A link to a team in Teams")
