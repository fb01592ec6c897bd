"""Blocks with pictures and files. They hold choosers, never foreign keys: a host's own models are behind them."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from grund.contributions import objects_for
from grund.visitors import visitor_in

from .choosers import DocumentBlock, PictureBlock


class FigureBlock(blocks.StructBlock):
    """A picture with alternative text and caption."""

    image = PictureBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, help_text=_("What the reader should see in it."))

    def get_preview_value(self):
        """Whatever picture there is."""
        picture = get_image_model().objects.order_by("pk").first()
        if picture is not None:
            picture.contextual_alt_text, picture.decorative = picture.default_alt_text, False
        return self.normalize({"image": picture, "caption": "Vad läsaren ska se i bilden."})

    class Meta:
        icon = "image"
        label = _("Figure")
        template = "grund/blocks/figure.html"
        description = _("A picture with alternative text and caption")


class DrawingBlock(blocks.StructBlock):
    """A drawing that the site makes itself, from what it knows."""

    drawing = blocks.ChoiceBlock(
        label=_("Drawing"),
        choices=[("one_object", _("An object")), ("object_map", _("The object map"))],
        help_text=_("Drawn from the site's own content and always up to date."),
    )
    caption = blocks.TextBlock(label=_("Caption"), required=False, help_text=_("What the drawing says, in words."))

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        if value.get("drawing") == "object_map":
            visitor = visitor_in(parent_context)
            context["objects"] = objects_for(visitor)
        return context

    class Meta:
        icon = "view"
        label = _("Drawing")
        template = "grund/blocks/drawing.html"
        preview_value = {"drawing": "one_object", "caption": "Ett objekt i en bild."}
        description = _("A drawing that the site makes itself")


class DocumentsBlock(blocks.ListBlock):
    """Files to fetch. One that the visitor may not fetch is left out."""

    def __init__(self, child_block=None, **kwargs):
        super().__init__(child_block or DocumentBlock(label=_("Document")), **kwargs)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        visitor = visitor_in(parent_context)
        context["documents"] = [document for document in value if document and visitor.may_fetch(document)]
        return context

    def get_preview_value(self):
        """Whatever files there are."""
        return self.normalize(list(get_document_model().objects.order_by("pk")[:2]))

    class Meta:
        icon = "doc-full"
        label = _("Documents")
        template = "grund/blocks/documents.html"
        description = _("Files to fetch")
