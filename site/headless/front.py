"""The way from the editor to a draft in the front end."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from . import previews, schema
from .conf import setting


def header_buttons(page, user, view_name, next_url=None):
    """The button, where a front end is named, for whoever may edit the page."""
    if not setting("PREVIEW_URL") or page.specific_class not in schema.MODELS.values():
        return []
    if not page.permissions_for_user(user).can_edit():
        return []
    way = {"target": "_blank", "rel": "noreferrer"}
    url = reverse("headless_front", args=[page.pk])
    return [Button(_("Preview in the front end"), url=url, icon_name="view", attrs=way, priority=14)]


@require_GET
@never_cache
def open_draft(request, pk):
    """Lead to the front end with a token for the page's latest draft."""
    page = get_object_or_404(Page, pk=pk).specific
    if not setting("PREVIEW_URL"):
        raise Http404
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    revision = page.latest_revision
    if revision is None:
        messages.warning(request, _("There is no draft to show yet. Save the page first."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    draft = revision.as_object()
    response = HttpResponseRedirect(previews.address_of(draft, previews.token_for(page, revision, request.user)))
    response["Referrer-Policy"] = "no-referrer"
    return response
