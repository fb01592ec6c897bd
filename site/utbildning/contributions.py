from django.utils.translation import get_language

from grund.contributions import gives
from grund.shapes import CalendarEntry


@gives("calendar")
def course_dates(visitor, year, page=None):
    """The days of courses that start in ``year``; of one page, that course's."""
    from .models import CoursePage

    def ask():
        return list(CoursePage.objects.visible_to(visitor).in_language(get_language()))

    courses = visitor.remember("courses", ask)
    found = []
    for course in courses:
        if page is not None and course.pk != page.pk:
            continue
        for block in course.dates:
            day = block.value
            if not day.get("first_day") or day["first_day"].year != year:
                continue
            found.append(
                CalendarEntry(
                    uid=f"kurs-{course.translation_key}-{block.id}",
                    title=course.title,
                    start=day["first_day"],
                    end=day["last_day"] if day["last_day"] != day["first_day"] else None,
                    kind="training",
                    audience=course.audience,
                    url=course.get_url() or "",
                    place=day["place"],
                    page_id=course.pk,
                )
            )
    return found
