"""The form of a course date as a browser sends it, and what an answer says is wrong with it."""

from datetime import timedelta

from django.utils import timezone

LIST, NEW = "/admin/course_dates/", "/admin/course_dates/new/"


def in_days(number):
    return timezone.localdate() + timedelta(days=number)


def spans(*days, initial=()):
    """The part of the form that holds the days: (date, start, end), each of them text or a value."""
    data = {"days-TOTAL_FORMS": len(days), "days-INITIAL_FORMS": len(initial)}
    for number, day in enumerate(days):
        for name, value in zip(("date", "start_time", "end_time"), day, strict=True):
            data[f"days-{number}-{name}"] = str(value)
        data[f"days-{number}-id"] = initial[number].pk if number < len(initial) else ""
    return data


def filled(course=None, days=None, **values):
    data = {"status": "open", "form": "on_site", "place": "Nacka stadshus", "seats": "12", "leader_title": "Ledaren"}
    if course is not None:
        data["course"] = course.pk
    data |= spans(*(days or [(in_days(40), "09:00", "16:00")]))
    return data | values


def edit(occasion):
    return f"/admin/course_dates/edit/{occasion.pk}/"


def as_it_is(occasion, **values):
    """The form of an occasion as its page sends it, with some fields changed."""
    days = list(occasion.days.order_by("date", "start_time"))
    data = {"status": occasion.status, "form": occasion.form, "place": occasion.place, "seats": occasion.seats or ""}
    data |= spans(*((day.date, day.start_time, day.end_time) for day in days), initial=days)
    return data | ({"unlimited": "on"} if occasion.seats is None else {}) | values


def errors(response):
    """{field: its sentences} of the form in the answer; a field of a day as "days-0-date"."""
    form = response.context["form"]
    found = {name: [str(sentence) for sentence in rows] for name, rows in form.errors.items()}
    formset = form.formsets["days"]
    for day in formset.forms:
        found |= {f"{day.prefix}-{name}": [str(row) for row in rows] for name, rows in day.errors.items()}
    if formset.non_form_errors():
        found["days"] = [str(row) for row in formset.non_form_errors()]
    return found
