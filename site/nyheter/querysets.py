from wagtail.models import PageManager

from grund.querysets import VisibleQuerySet


class NewsQuerySet(VisibleQuerySet):
    def latest_for(self, visitor, locale_id):
        """What ``visitor`` may see in one locale: pinned first, then the newest."""
        rows = self.visible_to(visitor).filter(locale_id=locale_id)
        return rows.order_by("-is_pinned", "-published_on", "-pk").defer_streamfields()


NewsManager = PageManager.from_queryset(NewsQuerySet)
