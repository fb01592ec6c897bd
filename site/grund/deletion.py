"""What was published is never deleted in the admin: single, bulk or with an ancestor. It is unpublished."""

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from .checks import page_types

NAMED = 5


def ever_published(page):
    """Whether ``page`` or anything below it is of a type of ours and has been published at some time."""
    ours = ContentType.objects.get_for_models(*page_types()).values()
    family = Page.objects.descendant_of(page, inclusive=True)
    return family.filter(first_published_at__isnull=False, content_type__in=ours).exists()


def refuse(request, pages):
    for page in pages[:NAMED]:
        messages.error(
            request,
            _("“%(page)s” or a page below it has been published, so it cannot be deleted. Unpublish it instead.")
            % {"page": page.get_admin_display_title()},
        )


@hooks.register("before_delete_page")
def keep_published_page(request, page):
    if ever_published(page):
        refuse(request, [page])
        return redirect(reverse("wagtailadmin_explore", args=[page.pk]))
    return None


@hooks.register("before_bulk_action")
def keep_published_pages(request, action_type, objects, action_class_instance):
    if action_type != "delete":
        return None
    found = [page for page in objects if isinstance(page, Page) and ever_published(page)]
    if not found:
        return None
    refuse(request, found)
    back = action_class_instance.next_url
    return redirect("wagtailadmin_explore_root" if back == request.path else back)
