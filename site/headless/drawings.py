"""Endpoints for the drawings that every site has: an object with its two halves, and the map of the objects."""

from django.utils import translation
from ninja import Query, Router
from pydantic import Field
from wagtail.models import Site

from grund.api.drawings import Drawing, svg_of
from grund.api.params import InLocale
from grund.api.places import roots_of
from grund.api.problems import NotFound
from grund.contributions import objects_for
from grund.templatetags.grund_tags import object_map_of
from grund.visitors import visitor_of

router = Router(tags=["Drawings"])


class MapQuery(InLocale):
    only: str | None = Field(
        None, max_length=5, description="The code of an object: its circle is filled, the others are outlines."
    )


def _of_this_site(request, objects):
    """The objects without those of another site on the same machine, whose addresses then name their hosts."""
    hosts = {root.root_url for root in Site.get_site_root_paths()}
    if len(hosts) < 2:
        return objects
    here = tuple(f"{root.root_url}/" for root in roots_of(request))
    return [item for item in objects if item.url.startswith(here)]


@router.get("/one-object/", response=Drawing, summary="An object with its two halves")
def object_drawing(request, asked: Query[InLocale]):
    with translation.override(asked.language):
        return {"svg": svg_of("grund/drawings/one_object.html", {"prefix": "one-object"})}


@router.get("/object-map/", response=Drawing, summary="The map of the objects")
def object_map_drawing(request, asked: Query[MapQuery]):
    """The objects stand as a list beside it (see /objects/), so that it is hidden from screen readers. 404 where there are
    none, or too many to draw."""
    with translation.override(asked.language):
        objects = _of_this_site(request, objects_for(visitor_of(request)))
        drawing = object_map_of(objects)
        if drawing is None or (asked.only is not None and asked.only not in [item.code for item in objects]):
            raise NotFound
        about = {"map": drawing, "only": asked.only, "list_beside": True, "prefix": "object-map"}
        return {"svg": svg_of("grund/drawings/object_map.html", about)}
