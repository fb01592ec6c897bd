"""Dates that stood as text in the course pages become occasions, closed: nobody could register for them here."""

import re
from datetime import date, time

from django.db import migrations

_TIMES = re.compile(r"(\d{1,2})[.:](\d{2})\s*[–-]\s*(\d{1,2})[.:](\d{2})")


def _times(text):
    found = _TIMES.search(text or "")
    try:
        begins, ends = (time(*map(int, found.groups()[:2])), time(*map(int, found.groups()[2:]))) if found else (None, None)
    except ValueError:
        begins = ends = None
    return (begins, ends) if begins and ends and begins < ends else (time(9), time(16))


def convert(apps, schema_editor):
    CoursePage = apps.get_model("utbildning", "CoursePage")
    Occasion = apps.get_model("utbildning", "Occasion")
    OccasionDay = apps.get_model("utbildning", "OccasionDay")
    seen = set()
    for page in CoursePage.objects.order_by("pk"):  # the source language was made first
        for block in page.dates.raw_data:
            value = block.get("value") or {}
            if not value.get("first_day"):
                continue
            first = date.fromisoformat(value["first_day"])
            last = date.fromisoformat(value.get("last_day") or value["first_day"])
            place = (value.get("place") or "")[:200]
            if (page.translation_key, first, last, place) in seen:
                continue
            seen.add((page.translation_key, first, last, place))
            slug, number = first.isoformat(), 1
            while Occasion.objects.filter(course=page, slug=slug).exists():
                number += 1
                slug = f"{first.isoformat()}-{number}"
            occasion = Occasion.objects.create(
                course=page,
                slug=slug,
                status="closed",
                place=place,
                note=(value.get("note") or "")[:300],
                first_day=first,
                last_day=last,
            )
            begins, ends = _times(value.get("time"))
            for day in {first, last}:
                OccasionDay.objects.create(occasion=occasion, date=day, start_time=begins, end_time=ends)


class Migration(migrations.Migration):

    dependencies = [("utbildning", "0002_occasions")]

    operations = [migrations.RunPython(convert, migrations.RunPython.noop)]
