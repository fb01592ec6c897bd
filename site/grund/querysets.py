"""The one question that every list, menu, feed and search asks: what may this visitor see?"""

from wagtail.models import PageManager
from wagtail.query import PageQuerySet


class VisibleQuerySet(PageQuerySet):
    """Pages with :meth:`visible_to`."""

    def visible_to(self, visitor):
        """Live pages, below live pages only, that no view restriction keeps from ``visitor``."""
        return visitor.filter(self)

    def in_language(self, language):
        """Pages of the locale with this language code."""
        return self.filter(locale__language_code=language)


VisiblePageManager = PageManager.from_queryset(VisibleQuerySet)
