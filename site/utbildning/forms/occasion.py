"""The admin's forms for course dates and questions. A course date is saved by the services alone."""

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList

from personer.models import Person

from ..models import CoursePage, CourseQuestion, Occasion, OccasionDay
from ..refusals import Refused
from ..services import occasions
from ..source import source_course, source_courses

MOST_DAYS = 30
MOST_DIGITS = 18  # of a key in a database
# What the form sends on as it stands; the days, the seats and the course go their own way.
VALUES = (
    *("status", "form", "place", "link", "opens_at", "closes_at", "leader", "leader_title", "note"),
    *("gives_certificate", "evaluation_url"),
)
# A course date becomes these by itself or with a button of its own; then the form leaves them.
ENDED = (Occasion.Status.HELD, Occasion.Status.CANCELLED)


def _with_day_keys(data):
    """What was sent, with an empty key for each day that has none or no number: the formset takes for granted that they
    are there, which only holds for what our own page sends."""
    if not data:
        return data
    data = data.copy()
    for number in range(MOST_DAYS + 1):
        key = f"days-{number}-id"
        value = data.get(key, "")
        if not (value.isascii() and value.isdigit() and len(value) <= MOST_DIGITS):
            data[key] = ""
    return data


def words_of(name):
    """Label and help of a field as the model has them."""
    field = Occasion._meta.get_field(name)
    return {"label": capfirst(field.verbose_name), "help_text": field.help_text}


class _EachCourseOnce(forms.models.ModelChoiceIterator):
    def __iter__(self):
        self.queryset = source_courses()
        yield from super().__iter__()


class RowField(forms.ModelChoiceField):
    """A choice among rows, for which a number larger than any key is a wrong choice and not a fault of the database."""

    def to_python(self, value):
        if isinstance(value, str) and len(value) > MOST_DIGITS:
            raise forms.ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": value})
        return super().to_python(value)


class CourseField(RowField):
    """Offers every course once. Takes its page in any language and gives that in the source language."""

    iterator = _EachCourseOnce

    def __init__(self, **options):
        super().__init__(queryset=CoursePage.objects.all(), **words_of("course"), **options)

    def to_python(self, value):
        page = super().to_python(value)
        return page and source_course(page)


class LeaderField(RowField):
    def label_from_instance(self, person):
        return f"{person}, {person.unit}" if person.unit else str(person)


class OfCourseForm(WagtailAdminModelForm):
    """Something that belongs to a course: the form for a new one asks which, and then it stays there."""

    course = CourseField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            del self.fields["course"]


class OccasionForm(OfCourseForm):
    """One course date with its days. What a service refuses stands at the field it is about."""

    seats = forms.IntegerField(required=False, **words_of("seats"))
    unlimited = forms.BooleanField(
        required=False, label=_("No limit to the number of seats"), help_text=_("Then the number above is not used.")
    )
    leader = LeaderField(queryset=Person.objects.none(), required=False, **words_of("leader"))
    # What the row was like when the form was opened: two who edit it at once do not undo each other.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(_with_day_keys(data), *args, **kwargs)
        occasion = self.instance
        self.initial["seen"] = occasion.stamp
        self.initial.setdefault("unlimited", occasion.pk is not None and occasion.seats is None)
        people = Person.objects.filter(Q(active=True) | Q(pk=occasion.leader_id)).select_related("unit")
        self.fields["leader"].queryset = people
        shown = [occasion.status] if occasion.status in ENDED else [s for s in Occasion.Status if s not in ENDED]
        self.fields["status"].choices = [(status, Occasion.Status(status).label) for status in shown]
        self.formsets["days"].error_messages |= {
            "too_few_forms": _("Write at least one day."),
            "too_many_forms": _("Write %(num)d days at most."),
        }
        self._day_forms, self.days = [], []

    def clean(self):
        cleaned = super().clean()
        self._clean_seats(cleaned)
        for name in ("link", "evaluation_url"):
            if cleaned.get(name) and not cleaned[name].lower().startswith("https://"):
                self.add_error(name, _("Write an address that begins with https://."))
        self._clean_days()
        self._clean_times(cleaned)
        return cleaned

    def _clean_seats(self, cleaned):
        if "seats" in self.errors:
            return
        if cleaned.get("unlimited"):
            cleaned["seats"] = None
        elif cleaned.get("seats") is None:
            self.add_error("seats", _("Write how many seats there are, or tick that there is no limit."))
        else:
            try:
                occasions.check_seats(cleaned["seats"])
            except Refused as refused:
                self.refuse(refused)

    def _clean_days(self):
        formset = self.formsets["days"]
        if not formset.is_valid():
            for form in formset.forms:
                if "id" in form.errors:  # of a hidden field: nobody would see it
                    form.add_error(
                        "date", _("Somebody else has changed the days meanwhile. Open the course date again.")
                    )
            return None
        kept = [form for form in formset.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        # In the order in which the services count them, so that a refusal finds its day.
        self._day_forms = sorted(kept, key=_span)
        self.days = [_span(form) for form in self._day_forms]
        try:
            occasions.check_days(self.days)
        except Refused as refused:
            return self.refuse(refused)
        before = set(OccasionDay.objects.filter(occasion=self.instance.pk).values_list("date", flat=True))
        for form, (day, _start, _end) in zip(self._day_forms, self.days, strict=True):
            if day < timezone.localdate() and day not in before:
                form.add_error("date", _("That day has passed. Write a day that is still to come."))
        return None

    def _clean_times(self, cleaned):
        for name in ("opens_at", "closes_at"):
            if cleaned.get(name) and not occasions.FIRST_YEAR <= cleaned[name].year <= occasions.LAST_YEAR:
                words = {"first": occasions.FIRST_YEAR, "last": occasions.LAST_YEAR}
                self.add_error(name, _("Write a year between %(first)d and %(last)d.") % words)
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("Registration closes before it opens. Choose a later time."))
        if not self.days or not self.formsets["days"].is_valid():
            return
        day, start, _end = self.days[0]
        begins = OccasionDay(date=day, start_time=start).starts_at
        for name, moment in (("opens_at", opens), ("closes_at", closes)):
            if moment and moment > begins:
                self.add_error(name, _("That is after the course has begun. Choose an earlier time."))

    def refuse(self, refused):
        """Put what a service refused where it belongs: at a field of a day, at a field, or above the form."""
        field = refused.field
        if isinstance(field, tuple) and field[0] < len(self._day_forms):
            self._day_forms[field[0]].add_error(field[1], refused.sentence)
        else:
            self.add_error(field if field in self.fields else None, refused.sentence)

    def save(self, by=None):
        """Through the services: never as a form of Django's saves. Gives the occasion. Raises Refused."""
        data = self.cleaned_data
        values = {name: data[name] for name in VALUES}
        if self.instance.pk is None:
            return occasions.create(data["course"], self.days, seats=data["seats"], by=by, **values)
        return occasions.change(
            self.instance.pk, days=self.days, seats=data["seats"], seen=data["seen"] or None, by=by, **values
        )


def _span(form):
    return form.cleaned_data["date"], form.cleaned_data["start_time"], form.cleaned_data["end_time"]


class QuestionForm(OfCourseForm):
    """A course's own question; only so many can be in use at the same time."""

    def clean(self):
        cleaned = super().clean()
        course = self.instance.course if self.instance.pk else cleaned.get("course")
        if course and cleaned.get("active"):
            others = CourseQuestion.objects.filter(course__translation_key=course.translation_key, active=True)
            if others.exclude(pk=self.instance.pk).count() >= CourseQuestion.MOST:
                self.add_error(
                    "active",
                    _("A course can have %(most)d questions in use at the same time. Untick another one first.")
                    % {"most": CourseQuestion.MOST},
                )
        return cleaned


def _panels(course, *rest, form):
    return ObjectList([course, *rest], base_form_class=form)


_OCCASION = (
    InlinePanel(
        "days",
        [FieldPanel("date"), FieldRowPanel([FieldPanel("start_time"), FieldPanel("end_time")])],
        heading=_("Days"),
        label=_("Day"),
        min_num=1,
        max_num=MOST_DAYS,
        help_text=_(
            "One registration covers all days. If you change a day, how to attend, the place or the link, "
            "everybody who registered is told."
        ),
    ),
    MultiFieldPanel(
        [FieldPanel("form"), FieldPanel("place"), FieldPanel("link"), FieldPanel("note")], heading=_("Where")
    ),
    MultiFieldPanel([FieldPanel("seats"), FieldPanel("unlimited")], heading=_("Seats")),
    MultiFieldPanel(
        [FieldPanel("status"), FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")])],
        heading=_("Registration"),
    ),
    MultiFieldPanel([FieldPanel("leader"), FieldPanel("leader_title")], heading=_("Leader")),
    MultiFieldPanel([FieldPanel("gives_certificate"), FieldPanel("evaluation_url")], heading=_("Afterwards")),
)
_QUESTION = tuple(
    FieldPanel(name)
    for name in ("label", "label_en", "purpose", "purpose_en", "keep_days", "required", "active", "order")
)
# A date and a question stay with their course: registrations and answers hang on them.
NEW_OCCASION = _panels(FieldPanel("course"), *_OCCASION, form=OccasionForm)
OLD_OCCASION = _panels(FieldPanel("course", read_only=True), *_OCCASION, form=OccasionForm)
NEW_QUESTION = _panels(FieldPanel("course"), *_QUESTION, form=QuestionForm)
OLD_QUESTION = _panels(FieldPanel("course", read_only=True), *_QUESTION, form=QuestionForm)
