"""When a course is held. Plain tables: publishing or reverting the course page never touches them."""

import uuid
from datetime import datetime

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from ..querysets import OccasionQuerySet

MOST_SEATS = 10_000
MOST_DAYS_KEPT = 3650


class Occasion(ClusterableModel):
    """One time that a course is held, on one day or several; a registration covers all of them.

    ``taken`` counts confirmed and offered seats and is changed by ``services.seats`` alone, under the row's lock.
    ``facts_version`` rises when the day, time or place changes, so that a form opened before is asked again.
    """

    class Form(models.TextChoices):
        ON_SITE = "on_site", _("On site")
        ONLINE = "online", _("Online")
        HYBRID = "hybrid", _("On site and online")

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed for registration")
        HELD = "held", _("Held")
        CANCELLED = "cancelled", _("Cancelled")

    # The page in the source language; its translations list the same occasions.
    course = models.ForeignKey(
        "utbildning.CoursePage", verbose_name=_("course"), on_delete=models.PROTECT, related_name="occasions"
    )
    slug = models.SlugField(max_length=40, editable=False)
    earlier_slugs = models.JSONField(default=list, editable=False)
    status = models.CharField(
        _("status"),
        max_length=20,
        choices=Status,
        default=Status.DRAFT,
        help_text=_("A draft is shown to nobody. Open: people can register between the times below."),
    )
    form = models.CharField(_("form"), max_length=20, choices=Form, default=Form.ON_SITE, help_text=_("How to attend."))
    place = models.CharField(
        _("place"), max_length=200, blank=True, help_text=_("Room and address. Shown to everybody.")
    )
    link = models.URLField(
        _("link to the meeting"), blank=True, help_text=_("Shown only to those who have a seat. Starts with https://.")
    )
    seats = models.PositiveIntegerField(
        _("seats"),
        null=True,
        blank=True,
        help_text=_("How many can take part. When it is full, people wait in a queue."),
    )
    taken = models.PositiveIntegerField(default=0, editable=False)
    last_queue_number = models.PositiveIntegerField(default=0, editable=False)
    opens_at = models.DateTimeField(
        _("registration opens"), null=True, blank=True, help_text=_("Empty: as soon as the status is open.")
    )
    closes_at = models.DateTimeField(
        _("registration closes"), null=True, blank=True, help_text=_("Empty: when the course begins.")
    )
    leader = models.ForeignKey(
        "personer.Person",
        verbose_name=_("course leader"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="led_occasions",
        help_text=_("Sees the participants and notes attendance. The name is never shown openly."),
    )
    leader_title = models.CharField(
        _("leader, as shown"), max_length=100, blank=True, help_text=_("A function, for example modellförvaltaren.")
    )
    note = models.CharField(
        _("remark"), max_length=300, blank=True, help_text=_("For example: Ta med en dator. Shown to everybody.")
    )
    gives_certificate = models.BooleanField(
        _("gives a certificate"), default=False, help_text=_("To those who were there every day.")
    )
    evaluation_url = models.URLField(
        _("link to the evaluation"), blank=True, help_text=_("Mailed to those who took part, the day after.")
    )
    cancel_reason = models.CharField(_("why it was cancelled"), max_length=300, blank=True, editable=False)
    first_opened_at = models.DateTimeField(editable=False, null=True)
    first_day = models.DateField(editable=False, null=True, db_index=True)
    last_day = models.DateField(editable=False, null=True)
    facts_version = models.PositiveIntegerField(default=1, editable=False)
    # What is left when retention has removed the registrations: counts per state and of attendance.
    statistics = models.JSONField(default=dict, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    updated_at = models.DateTimeField(auto_now=True)

    objects = OccasionQuerySet.as_manager()

    class Meta:
        verbose_name = _("course date")
        verbose_name_plural = _("course dates")
        ordering = ["first_day", "pk"]
        permissions = [
            ("manage_occasion", "Can manage every course date and its participants"),
            ("view_participants", "Can see the participants of every course date"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["course", "slug"], name="occasion_slug_unique"),
            models.CheckConstraint(
                condition=Q(taken__gte=0) & (Q(seats__isnull=True) | Q(taken__lte=F("seats"))),
                name="occasion_taken_within_seats",
            ),
            models.CheckConstraint(
                condition=Q(seats__isnull=True) | (Q(seats__gte=1) & Q(seats__lte=MOST_SEATS)),
                name="occasion_seats_possible",
            ),
        ]

    def __str__(self):
        return f"{self.course.title}, {self.first_day or ''}"

    @property
    def about(self):
        """The path that mails, audit events and holds name this occasion by."""
        return f"utbildning/occasion/{self.pk}/"

    @cached_property
    def day_list(self):
        """The days in order, asked once. Delete the attribute after a change."""
        return sorted(self.days.all(), key=lambda day: (day.date, day.start_time))

    @property
    def starts_at(self):
        """The moment the first day begins."""
        return self.day_list[0].starts_at if self.day_list else None

    @property
    def ends_at(self):
        """The moment the last day ends."""
        return self.day_list[-1].ends_at if self.day_list else None

    @property
    def stamp(self):
        """Changes whenever somebody edits the row; counting seats does not touch it."""
        return self.updated_at.isoformat() if self.updated_at else ""

    @property
    def free(self):
        """Seats that nobody has; None where there is no limit."""
        return None if self.seats is None else self.seats - self.taken

    @property
    def closing(self):
        """When registration closes: the time set, and at the latest when the course begins."""
        return min((time for time in (self.closes_at, self.starts_at) if time), default=None)


class OccasionDay(models.Model):
    """One day of an occasion, in local time (Europe/Stockholm for a Swedish site: the site's TIME_ZONE)."""

    occasion = ParentalKey(Occasion, on_delete=models.CASCADE, related_name="days")
    date = models.DateField(_("day"), help_text=_("For example 2026-03-25."))
    start_time = models.TimeField(_("begins"), help_text=_("For example 09:00."))
    end_time = models.TimeField(_("ends"), help_text=_("For example 16:00."))
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("day")
        verbose_name_plural = _("days")
        ordering = ["date", "start_time"]

    def __str__(self):
        return f"{self.date} {self.start_time:%H:%M}–{self.end_time:%H:%M}"

    @property
    def starts_at(self):
        return timezone.make_aware(datetime.combine(self.date, self.start_time))

    @property
    def ends_at(self):
        return timezone.make_aware(datetime.combine(self.date, self.end_time))


class CourseQuestion(models.Model):
    """A question of one course's own in the registration form. Says why it is asked and how long the answer is kept."""

    course = models.ForeignKey(
        "utbildning.CoursePage", verbose_name=_("course"), on_delete=models.PROTECT, related_name="questions"
    )
    label = models.CharField(_("question"), max_length=150, help_text=_("In Swedish, as it stands in the form."))
    label_en = models.CharField(
        _("question in English"), max_length=150, blank=True, help_text=_("Empty: the Swedish one.")
    )
    purpose = models.CharField(_("why we ask"), max_length=200, help_text=_("Shown below the question."))
    purpose_en = models.CharField(
        _("why we ask, in English"), max_length=200, blank=True, help_text=_("Empty: the Swedish.")
    )
    keep_days = models.PositiveSmallIntegerField(
        _("days the answer is kept"),
        default=30,
        validators=[MaxValueValidator(MOST_DAYS_KEPT)],
        help_text=_("Counted from the last day of the course."),
    )
    required = models.BooleanField(_("must be answered"), default=False)
    active = models.BooleanField(_("in use"), default=True, help_text=_("Untick instead of deleting."))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    MOST = 5  # in use at the same time, for one course

    class Meta:
        verbose_name = _("question of a course")
        verbose_name_plural = _("questions of courses")
        ordering = ["order", "pk"]

    def __str__(self):
        return self.label

    def label_in(self, language):
        return (language == "en" and self.label_en) or self.label

    def purpose_in(self, language):
        return (language == "en" and self.purpose_en) or self.purpose
