"""A course page that has dates, questions or records stays, draft or not: they would have to go with it.

What was published is kept by ``grund.deletion``, which speaks first; what else is protected ends in a sentence here.
"""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from .models import CoursePage, CourseQuestion, CourseRecord, NewDateWish, Occasion

NAMED = 5


def has_rows(page):
    """Whether ``page`` or anything below it is a course that rows of ours hang on."""
    courses = CoursePage.objects.descendant_of(page, inclusive=True).order_by().values("pk")
    return any(
        model.objects.filter(course__in=courses).exists()
        for model in (Occasion, CourseQuestion, CourseRecord, NewDateWish)
    )


def refuse(request, pages):
    for page in pages[:NAMED]:
        messages.error(
            request,
            _(
                "“%(page)s” or a page below it has course dates, questions or registrations, so it cannot be deleted. "
                "Unpublish it, or delete its dates and questions first."
            )
            % {"page": page.get_admin_display_title()},
        )


@hooks.register("before_delete_page", order=1)
def keep_course(request, page):
    if has_rows(page):
        refuse(request, [page])
        return redirect(reverse("wagtailadmin_explore", args=[page.pk]))
    return None


@hooks.register("before_bulk_action", order=1)
def keep_courses(request, action_type, objects, action_class_instance):
    if action_type != "delete":
        return None
    found = [page for page in objects if isinstance(page, Page) and has_rows(page)]
    if not found:
        return None
    refuse(request, found)
    back = action_class_instance.next_url
    return redirect("wagtailadmin_explore_root" if back == request.path else back)
