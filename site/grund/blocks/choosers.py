"""Choosers that ask once per request for what they name, however many streams of the page name it."""

import copy

from wagtail.blocks import PageChooserBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from grund.visitors import current_visitor


class AskedOnce:
    """For a chooser block. Each use gets a copy: a picture bears its alternative text of the place."""

    # What migrations name, so that they need nothing of ours.
    stock = ""

    def bulk_to_python(self, values):
        values = list(values)
        found = current_visitor().rows(self.model_class, values)
        return [copy.copy(found[value]) for value in values]

    def deconstruct(self):
        _path, args, kwargs = super().deconstruct()
        return (self.stock, args, kwargs)


class PageBlock(AskedOnce, PageChooserBlock):
    """A page."""

    stock = "wagtail.blocks.PageChooserBlock"


class DocumentBlock(AskedOnce, DocumentChooserBlock):
    """A document."""

    stock = "wagtail.documents.blocks.DocumentChooserBlock"


class PictureChooserBlock(AskedOnce, ImageChooserBlock):
    """An image, without alternative text."""

    stock = "wagtail.images.blocks.ImageChooserBlock"

    def bulk_to_python(self, values):
        """Renditions that were asked for beforehand are those of the copy, whose words they bear."""
        images = super().bulk_to_python(values)
        for image in images:
            if getattr(image, "prefetched_renditions", None):
                image.prefetched_renditions = [copy.copy(rendition) for rendition in image.prefetched_renditions]
                for rendition in image.prefetched_renditions:
                    rendition._state = copy.copy(rendition._state)
                    rendition._state.fields_cache = {"image": image}
        return images


class PictureBlock(ImageBlock):
    """An image with its alternative text. Migrations name the stock block, by the stock block's own doing."""

    def __init__(self, required=True, **kwargs):
        super().__init__(required=required, **kwargs)
        chooser = PictureChooserBlock(required=required)
        chooser.set_name("image")
        self.child_blocks["image"] = chooser
