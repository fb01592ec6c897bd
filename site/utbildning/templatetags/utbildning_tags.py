"""Tags of the course pages and of the pages about a registration."""

from django import template
from django.conf import settings
from django.utils.translation import get_language

from utbildning import shown

register = template.Library()

A_ROW, STEP, SIDE, EDGE = 10, 25, 18, 2  # of the drawing of seats


@register.simple_tag
def seats_drawing(occasion):
    """The drawing of an occasion's seats: size, taken and free squares as paths; None without a limit or with too many."""
    if occasion.seats is None or occasion.seats > shown.MOST_DRAWN:
        return None
    corners = [(number % A_ROW * STEP, number // A_ROW * STEP) for number in range(occasion.seats)]
    inner = SIDE - EDGE
    return {
        "width": (min(occasion.seats, A_ROW) - 1) * STEP + SIDE,
        "height": (occasion.seats - 1) // A_ROW * STEP + SIDE,
        "taken": "".join(f"M{x} {y}h{SIDE}v{SIDE}h-{SIDE}z" for x, y in corners[: occasion.taken]),
        "free": "".join(f"M{x + 1} {y + 1}h{inner}v{inner}h-{inner}z" for x, y in corners[occasion.taken :]),
    }


@register.simple_tag
def written_in():
    """The language that texts of occasions are written in, where the page is in another one; else nothing."""
    source = settings.LANGUAGE_CODE
    return "" if (get_language() or source).split("-")[0] == source.split("-")[0] else source


@register.filter
def seats_words(occasion):
    """ "7 of 20 seats left", or that there is no limit."""
    return shown.seats_in_words(occasion)


@register.filter
def day_lines(occasion):
    """The weekdays and times, in one line or in several."""
    return shown.day_lines(occasion)


@register.filter
def last_day_to_register(occasion):
    """ "By 11 March"."""
    return shown.last_day_to_register(occasion)
