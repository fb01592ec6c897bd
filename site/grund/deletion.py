"""What was published is never deleted in the admin: single, bulk or with an ancestor. It is unpublished."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks

from .models.page import ever_published


def refuse(request, page):
    messages.error(
        request,
        _("“%(page)s” or a page below it has been published, so it cannot be deleted. Unpublish it instead.")
        % {"page": page.get_admin_display_title()},
    )


@hooks.register("before_delete_page")
def keep_published_page(request, page):
    if ever_published(page):
        refuse(request, page)
        return redirect(reverse("wagtailadmin_explore", args=[page.pk]))
    return None


@hooks.register("before_bulk_action")
def keep_published_pages(request, action_type, objects, action_class_instance):
    from wagtail.models import Page

    if action_type != "delete":
        return None
    kept = [page for page in objects if isinstance(page, Page) and ever_published(page)]
    for page in kept:
        refuse(request, page)
    return redirect(reverse("wagtailadmin_explore_root")) if kept else None
