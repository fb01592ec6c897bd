"""Drawings that the site makes itself, as other front ends get them: the markup of one svg element."""

from django.template.loader import render_to_string
from pydantic import Field

from .schema import Piece


class Drawing(Piece):
    """A drawing as SVG. It bears class names and no colours: the front end's own style sheet gives those. Its title and
    description stand in it; where it says nothing that words beside it do not say too, it is hidden from screen readers."""

    svg: str = Field(description="One svg element, to be put into the page as it is.")


def svg_of(template, context):
    """The svg element that a template draws; "" where it draws none."""
    html = render_to_string(template, context)
    start, end = html.find("<svg"), html.rfind("</svg>")
    return html[start : end + len("</svg>")] if 0 <= start < end else ""
