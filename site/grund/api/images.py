"""Pictures as named renditions. Only filters that are declared here, or by the site, are ever made."""

import mimetypes

from wagtail.images import get_image_model
from wagtail.images.models import Filter
from wagtail.images.shortcuts import get_renditions_or_not_found

from grund.conf import setting

# name: filters from the widest to the narrowest. "text" is what the site's own figures show.
RENDITIONS = {
    "text": ["width-1200", "width-800", "width-400"],
    "square": ["fill-600x600", "fill-300x300"],
}
FORMATS = ("avif", "webp")


def declared():
    """{name: filters}: ours, with those of ``NACKAMODELLEN["RENDITIONS"]``."""
    return {**RENDITIONS, **setting("RENDITIONS")}


def specs_of(filters):
    return [f"{spec}|format-{name}" for name in FORMATS for spec in filters]


def images_of(keys, closed_to):
    """{key: image with its renditions at hand} of those that the reader may fetch.

    One query where every picture has a rendition already; one more for those that have none. ``closed_to`` takes a
    queryset and the way to its collection, and leaves out what the reader may not see.
    """
    model = get_image_model()
    renditions = model.get_rendition_model()
    # All of them, since a host's template of a figure may show others than are declared here.
    rows = renditions.objects.filter(image__in=keys).select_related("image__collection")
    found = {}
    for row in closed_to(rows, "image__collection"):
        image = found.setdefault(row.image_id, row.image)
        image.__dict__.setdefault("prefetched_renditions", []).append(row)
    missing = set(keys) - found.keys()
    if missing:
        for image in closed_to(model.objects.filter(pk__in=missing).select_related("collection"), "collection"):
            image.prefetched_renditions = []
            found[image.pk] = image
    return found


def shown(image, alt, decorative):
    """A picture in the shape of :class:`~grund.api.schema.Image`."""
    named = declared()
    made = get_renditions_or_not_found(
        image, [Filter(spec) for filters in named.values() for spec in specs_of(filters)]
    )
    return {
        "id": image.pk,
        "alt": "" if decorative else alt or image.default_alt_text,
        "decorative": bool(decorative),
        "width": image.width,
        "height": image.height,
        "focal_point": _focal_point(image),
        "renditions": {name: _rendition(filters, made) for name, filters in named.items()},
    }


def _rendition(filters, made):
    largest = made[f"{filters[0]}|format-{FORMATS[-1]}"]
    return {
        "src": largest.url,
        "width": largest.width,
        "height": largest.height,
        "srcset": {_media_type(name): _srcset(filters, name, made) for name in FORMATS},
    }


def _media_type(name):
    return mimetypes.types_map.get(f".{name}", f"image/{name}")


def _srcset(filters, name, made):
    """Each file once: a small picture is never made larger, so several filters may give the same width."""
    by_width = {}
    for spec in filters:
        rendition = made[f"{spec}|format-{name}"]
        by_width.setdefault(rendition.width, rendition.url)
    return ", ".join(f"{url} {width}w" for width, url in by_width.items())


def _focal_point(image):
    if image.focal_point_x is None or image.focal_point_y is None:
        return None
    return {
        "x": image.focal_point_x,
        "y": image.focal_point_y,
        "width": image.focal_point_width or 0,
        "height": image.focal_point_height or 0,
    }
