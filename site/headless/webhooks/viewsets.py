"""Receivers and deliveries in the admin, below Settings."""

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.viewsets.base import ViewSetGroup

from grund.viewsets import PlainViewSet
from headless.models import WebhookDelivery, WebhookEndpoint

from . import admin_views as views
from .events import in_words
from .forms import EndpointForm


class EndpointViewSet(PlainViewSet):
    model = WebhookEndpoint
    icon = "globe"
    menu_label = _("Receivers")
    add_view_class = views.EndpointCreateView
    edit_view_class = views.EndpointEditView
    delete_view_class = views.EndpointDeleteView
    list_display = ["name", "url", BooleanColumn("active", label=_("Active"))]

    def get_form_class(self, for_update=False):
        return EndpointForm

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("renew/<int:pk>/", self.construct_view(views.RenewView), name="renew"),
            path("test/<int:pk>/", self.construct_view(views.TestView), name="test"),
        ]


class DeliveryViewSet(PlainViewSet):
    model = WebhookDelivery
    icon = "history"
    menu_label = _("Deliveries")
    index_view_class = views.DeliveryIndexView
    without = ("usage", "add", "edit", "delete", "history", "copy")
    form_fields = ["state"]  # nothing is edited here
    list_display = [
        Column("type", label=_("Event"), accessor=lambda row: in_words(row.event.type)),
        "endpoint",
        Column("url", label=_("Address"), accessor=lambda row: row.event.url),
        DateColumn("time", label=_("Time"), accessor="event.occurred_at"),
        "state",
        "attempts",
        Column("error", label=_("What went wrong"), accessor=views.error_in_words),
    ]
    list_filter = ["state", "endpoint"]
    list_per_page = 50

    def get_common_view_kwargs(self, **kwargs):
        nothing = dict.fromkeys(("add_url_name", "edit_url_name", "delete_url_name", "history_url_name"))
        return super().get_common_view_kwargs(**{**nothing, **kwargs})

    def get_permissions_to_register(self):
        # To look at the log is a right of its own here.
        return Permission.objects.filter(content_type=ContentType.objects.get_for_model(self.model))

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("show/<int:pk>/", self.construct_view(views.DeliveryView), name="show"),
        ]


class Webhooks(ViewSetGroup):
    menu_label = _("Webhooks")
    menu_icon = "globe"
    menu_name = "webhooks"
    menu_order = 800
    add_to_settings_menu = True
    items = (EndpointViewSet("webhook_endpoints"), DeliveryViewSet("webhook_deliveries"))
