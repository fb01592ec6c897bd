"""Items of the template library by their stable uid."""

from django.conf import settings

from .querysets import in_language_or_source


def _items(language):
    from .models import TemplateItem

    items = TemplateItem.objects.filter(live=True).select_related("document__collection")
    return in_language_or_source(items, language)


def template_choices():
    """(uid, title) of each published item, for choice fields."""
    return [(item.uid, item.title) for item in _items(settings.LANGUAGE_CODE)]


def without_hidden(items, visitor):
    """The items but those whose document ``visitor`` may not fetch."""
    return [item for item in items if item.document is None or visitor.may_fetch(item.document)]


def templates_by_uid(visitor, language):
    """Each published item in ``language``, or in Swedish where it has none; asked once per request."""
    return visitor.remember(
        ("templates", language), lambda: {item.uid: item for item in without_hidden(_items(language), visitor)}
    )
