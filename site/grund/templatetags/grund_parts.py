"""Filters that only the shared pieces of templates need."""

import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

register = template.Library()


@register.filter
def at(rows, place):
    """The item at ``place`` of a list; nothing where the list is shorter."""
    try:
        return rows[place]
    except (IndexError, TypeError):
        return ""


@register.filter
def in_text(word):
    """A heading word as it stands inside a sentence: "Objekt" → "objekt", but "IT-system" and "VM" as they are."""
    word = str(word)
    return word if word[1:2].isupper() or not word[1:] else word[0].lower() + word[1:]


@register.filter
def raised(html):
    """Rich text whose h3 become h2, for text that no heading stands above."""
    return mark_safe(re.sub(r"(</?)h3\b", r"\1h2", conditional_escape(html)))  # noqa: S308 - escaped where it was not safe


@register.simple_tag
def elided(pages):
    """The numbers of a pager: first, last, and those round the current one. None stands for a gap."""
    paginator = pages.paginator
    numbers = paginator.get_elided_page_range(pages.number, on_each_side=1, on_ends=1)
    return [None if number == paginator.ELLIPSIS else number for number in numbers]
