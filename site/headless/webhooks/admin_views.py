"""The admin's views of receivers and of what they were sent. A secret is shown in one answer, which nothing keeps."""

import json

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import CreateView, DeleteView, EditView, IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log

from headless.models import WebhookDelivery, WebhookEndpoint

from . import delivery, endpoints
from .events import in_words
from .forms import RenewForm


def show_secret(view, secret, context):
    """The only answer that ever holds a secret."""
    answer = TemplateResponse(view.request, "headless/admin/secret.html", {**context, "secret": secret})
    add_never_cache_headers(answer)
    return answer


class EndpointCreateView(CreateView):
    def save_instance(self):
        endpoint = endpoints.save(self.form.save(commit=False), by=self.request.user)
        log(instance=endpoint, action="wagtail.create", content_changed=True)
        return endpoint

    def save_action(self):
        context = {
            **self.get_context_data(),
            "endpoint": self.object,
            "next_url": reverse(self.edit_url_name, args=[self.object.pk]),
        }
        return show_secret(self, self.object.secret, context)


class EndpointEditView(EditView):
    def save_instance(self):
        endpoint = endpoints.save(self.form.save(commit=False), by=self.request.user)
        log(instance=endpoint, action="wagtail.edit", content_changed=self.form.has_changed())
        return endpoint

    @cached_property
    def header_more_buttons(self):
        key = [self.object.pk]
        return [
            *super().header_more_buttons,
            Button(
                gettext("Send a test"), url=reverse("webhook_endpoints:test", args=key), icon_name="mail", priority=20
            ),
            Button(
                gettext("Renew the secret"),
                url=reverse("webhook_endpoints:renew", args=key),
                icon_name="key",
                priority=30,
            ),
        ]


class EndpointDeleteView(DeleteView):
    def delete_action(self):
        log(instance=self.object, action="wagtail.delete")
        endpoints.remove(self.object, by=self.request.user)


class EndpointScreen(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """A question about one receiver, and what is done when it is answered."""

    model = WebhookEndpoint
    permission_required = "change"
    _show_breadcrumbs = True

    @cached_property
    def endpoint(self):
        return get_object_or_404(WebhookEndpoint, pk=self.kwargs["pk"])

    def get_page_subtitle(self):
        return str(self.endpoint)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("webhook_endpoints:index"), "label": gettext("Webhook receivers")},
            {"url": reverse("webhook_endpoints:edit", args=[self.endpoint.pk]), "label": str(self.endpoint)},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(endpoint=self.endpoint, **kwargs)

    def to_endpoint(self):
        return HttpResponseRedirect(reverse("webhook_endpoints:edit", args=[self.endpoint.pk]))


class RenewView(EndpointScreen):
    page_title = gettext_lazy("Renew the secret")
    header_icon = "key"
    template_name = "headless/admin/renew.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"form": RenewForm(), **kwargs})

    def post(self, request, *args, **kwargs):
        form = RenewForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        secret = endpoints.renew_secret(self.endpoint.pk, form.cleaned_data["hours"], by=request.user)
        edit_url = reverse("webhook_endpoints:edit", args=[self.endpoint.pk])
        return show_secret(self, secret, {**self.get_context_data(), "next_url": edit_url})


class TestView(EndpointScreen):
    page_title = gettext_lazy("Send a test")
    header_icon = "mail"
    template_name = "headless/admin/test.html"

    def post(self, request, *args, **kwargs):
        if not self.endpoint.active:
            messages.error(request, gettext("The receiver is not active, so nothing was sent."))
            return self.to_endpoint()
        made = endpoints.put_test(self.endpoint, by=request.user)
        delivery.send_due(only=made.pk)
        made.refresh_from_db()
        if made.state == WebhookDelivery.State.DELIVERED:
            messages.success(
                request, gettext("The receiver took the test and answered %(status)s.") % {"status": made.last_status}
            )
        else:
            messages.error(
                request, gettext("The receiver did not take the test. %(why)s") % {"why": error_in_words(made)}
            )
        return self.to_endpoint()


# --- Deliveries -------------------------------------------------------------------------------


def error_in_words(row):
    answered = gettext("It answered %(status)s.") % {"status": row.last_status} if row.last_status else ""
    return f"{answered} {gettext(row.last_error) if row.last_error else ''}".strip()


class DeliveryIndexView(IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().select_related("endpoint", "event")

    def order_queryset(self, queryset):
        return super().order_queryset(queryset) if self.ordering else queryset.order_by("-event", "endpoint")

    def get_edit_url(self, instance):
        return reverse("webhook_deliveries:show", args=[instance.pk])


class DeliveryView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """One delivery in full; with the right to, it is sent again from here."""

    model = WebhookDelivery
    any_permission_required = ["view", "change"]
    page_title = gettext_lazy("Webhook delivery")
    header_icon = "globe"
    template_name = "headless/admin/delivery.html"
    _show_breadcrumbs = True

    @cached_property
    def row(self):
        return get_object_or_404(WebhookDelivery.objects.select_related("endpoint", "event"), pk=self.kwargs["pk"])

    @property
    def may_send(self):
        return self.request.user.has_perm("headless.change_webhookdelivery")

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("webhook_deliveries:index"), "label": gettext("Webhook deliveries")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        row = self.row
        return super().get_context_data(
            row=row,
            type=in_words(row.event.type),
            body=json.dumps(json.loads(row.event.body), ensure_ascii=False, indent=2),
            error=error_in_words(row),
            may_send=self.may_send and row.state in WebhookDelivery.DONE,
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        if not self.may_send:
            return self.handle_no_permission()
        if delivery.send_again(self.row.pk, by=request.user):
            messages.success(request, gettext("It is sent again in a moment."))
        else:
            messages.error(request, gettext("It waits to be sent already, or its receiver is not active."))
        return HttpResponseRedirect(request.path)

    def handle_no_permission(self):
        from wagtail.admin.auth import permission_denied

        return permission_denied(self.request)
