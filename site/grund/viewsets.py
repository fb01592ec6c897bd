"""What admin lists of several apps have in common."""

from wagtail.admin.viewsets.model import ModelViewSet


class PlainViewSet(ModelViewSet):
    """Rows that nothing refers to: no copies, no usage. ``without`` are the names of the addresses that it does without."""

    copy_view_enabled = False
    # What such a row leads to could not be deleted, otherwise, and its owner need not be able to see why.
    add_to_reference_index = False
    without = ("usage",)

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(**{"usage_url_name": None, **kwargs})

    def get_urlpatterns(self):
        return [pattern for pattern in super().get_urlpatterns() if pattern.name not in self.without]
