"""The way from a course page in the admin to its dates and questions."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.utils import set_query_params
from wagtail.admin.widgets.button import Button

from .models import CoursePage


def buttons(page, user):
    """Links to what hangs on the course, for whoever may at least see it."""
    if page.specific_class is not CoursePage:
        return []
    ways = [
        ("occasion", "course_dates", _("Course dates"), "date"),
        ("coursequestion", "course_questions", _("Questions in the registration form"), "help"),
    ]
    return [
        Button(
            label,
            url=set_query_params(reverse(f"{name}:index"), {"course": page.pk}),
            icon_name=icon,
            priority=12 + number,
        )
        for number, (model, name, label, icon) in enumerate(ways)
        if any(user.has_perm(f"utbildning.{action}_{model}") for action in ("view", "change", "add"))
    ]


def header_buttons(page, user, view_name, next_url=None):
    return buttons(page, user)


def listing_buttons(page, user, next_url=None):
    return buttons(page, user)
