"""The page of a course in the source language: what occasions, questions and wishes belong to."""

from django.db.models import Q
from wagtail.models import Locale

from .models import CoursePage


def source_courses():
    """Every course once: its page in the source language, or the one there is."""
    courses, source = CoursePage.objects.all(), Locale.get_default()
    in_source = courses.filter(locale=source)
    return courses.filter(Q(locale=source) | ~Q(translation_key__in=in_source.values("translation_key"))).order_by(
        "title"
    )


def source_course(page):
    """The page of the same course in the source language; ``page`` itself where there is none."""
    if page.locale_id == Locale.get_default().pk:
        return page
    return source_courses().filter(translation_key=page.translation_key).order_by("pk").first() or page
