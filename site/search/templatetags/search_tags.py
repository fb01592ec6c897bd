"""What only the results page needs of a template."""

from django import template
from django.utils.translation import get_language

from grund.text import NARROW_NO_BREAK_SPACE

register = template.Library()


@register.filter
def grouped(number):
    """1000 as readers of the address's language write it: "1 000" with a narrow no-break space, "1,000"."""
    return f"{number:,}" if get_language() == "en" else f"{number:,}".replace(",", NARROW_NO_BREAK_SPACE)
