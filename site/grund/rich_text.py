"""Links in rich text follow the language of the page they stand on, and never lead to what is not public."""

import re

from django.db.models import Q
from django.utils.html import escape
from django.utils.translation import get_language
from wagtail.blocks import StreamValue
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import LinkHandler

from .visitors import current_visitor

_PAGE_LINK = re.compile(r'<a\b(?=[^>]*\blinktype="page")[^>]*\bid="(\d{1,18})"')


def linked_pages(ids, visitor, language):
    """{id: page}: for each page its translation in ``language`` where there is one, else the page itself.

    Only what ``visitor`` may see. One query for all ids that this request has not asked for yet.
    """
    known = visitor.remember(("linked pages", language), dict)
    new = {pk for pk in ids if pk not in known}
    if new:
        known.update(dict.fromkeys(new))
        named = Page.objects.filter(pk__in=new)
        same = Q(translation_key__in=named.values("translation_key"), locale__language_code=language)
        rows = [
            page for page in Page.objects.filter(Q(pk__in=new) | same).select_related("locale") if visitor.may_see(page)
        ]
        translated = {page.translation_key: page for page in rows if page.locale.language_code == language}
        keys = dict(named.values_list("pk", "translation_key")) if _some_hidden(rows, new) else {}
        keys.update({page.pk: page.translation_key for page in rows})
        here = {page.pk: page for page in rows}
        known.update({pk: translated.get(keys.get(pk), here.get(pk)) for pk in new})
    return {pk: known[pk] for pk in ids}


def _some_hidden(rows, ids):
    """Whether a page that was asked for may not be seen; its translation may be, all the same."""
    return not ids.issubset({page.pk for page in rows})
