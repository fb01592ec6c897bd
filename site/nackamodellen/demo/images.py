"""The demo's pictures, put in the image library with every size that a page shows."""

from io import BytesIO
from pathlib import Path

from django.core.files.images import ImageFile
from django.template.loader import render_to_string
from wagtail.images import get_image_model

from .content.pictures import PICTURES

FOLDER = Path(__file__).parent / "content/images"
FIGURE = "grund/blocks/figure.html"


def load_images():
    """All pictures, each made once. Returns {file name: image}."""
    return {item["image"]: _found(item) or _made(item) for item in PICTURES}


def _found(item):
    return get_image_model().objects.filter(title=item["title"]).first()


def _made(item):
    content = ImageFile(BytesIO((FOLDER / item["image"]).read_bytes()), name=item["image"])
    image = get_image_model()(title=item["title"], description=item["alt_text"], file=content)
    image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height = item["focal_point"]
    image._set_image_file_metadata()
    _forget_leftover(image.file.storage, image.get_upload_to(item["image"]))
    image.save()
    _make_sizes(image)
    return image


def _forget_leftover(storage, path):
    """A file that no image owns is from a database that is gone. It would make the picture's name another one."""
    if not get_image_model().objects.filter(file=path).exists() and storage.exists(path):
        storage.delete(path)


def _make_sizes(image):
    """Draw a figure once, so that the first visitor need not wait for the sizes that its template asks for."""
    image.contextual_alt_text, image.decorative = image.description, False
    render_to_string(FIGURE, {"value": {"image": image, "caption": ""}})
