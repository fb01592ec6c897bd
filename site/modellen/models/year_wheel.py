import calendar as calendar_days

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.api import APIField
from wagtail.contrib.routable_page.models import path
from wagtail.models import Page, PreviewableMixin
from wagtail.search import index

from grund.localize import synchronized
from grund.models import RoutableBasePage
from grund.visitors import visitor_of
from modellen import calendar, rules

from .snippet import PublishedSnippet


class YearWheelEvent(index.Indexed, PreviewableMixin, PublishedSnippet):
    """Something that comes back every year. Holds month and day; each year's date is derived."""

    class Kind(models.TextChoices):
        DEADLINE = "deadline", _("Last day")
        MEETING = "meeting", _("Meeting")
        TRAINING = "training", _("Training")
        PERIOD = "period", _("Period")
        INFORMATION = "information", _("Information")

    class Track(models.TextChoices):
        NONE = "none", _("No arc")
        INVENTORY = "inventory", _("Inventory (grey)")
        PAIR = "pair", _("The pair writes (two colours)")
        OWNER = "owner", _("The owner decides (broad)")

    title = models.CharField(_("title"), max_length=100, help_text=_("What happens, in a few words."))
    kind = models.CharField(
        _("kind"), max_length=20, choices=Kind, default=Kind.DEADLINE, help_text=_("Decides the mark on the wheel.")
    )
    start_month = models.PositiveSmallIntegerField(
        _("month"), validators=[MinValueValidator(1), MaxValueValidator(12)], help_text=_("1 to 12.")
    )
    start_day = models.PositiveSmallIntegerField(
        _("day"), validators=[MinValueValidator(1), MaxValueValidator(31)], help_text=_("1 to 31.")
    )
    end_month = models.PositiveSmallIntegerField(
        _("last month"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
        help_text=_("Only for a period."),
    )
    end_day = models.PositiveSmallIntegerField(
        _("last day"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(31)],
        help_text=_("Only for a period."),
    )
    roll = models.BooleanField(
        _("move off weekends"),
        default=True,
        help_text=_("A day on a weekend or public holiday becomes the next working day."),
    )
    audience = models.CharField(
        _("who it concerns"), max_length=120, blank=True, help_text=_("Roles, for example Objektledarparet.")
    )
    track = models.CharField(
        _("arc"), max_length=20, choices=Track, default=Track.NONE, help_text=_("Only for a period: how it is drawn.")
    )
    arc_label = models.CharField(
        _("text along the arc"), max_length=40, blank=True, help_text=_("A few words. Empty: the title.")
    )
    link_page = models.ForeignKey(
        Page,
        verbose_name=_("page to read"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A page that says more."),
    )
    reminder_days = models.CharField(
        _("remind days before"),
        max_length=40,
        blank=True,
        help_text=_("Numbers of days with commas between, for example 14, 3."),
    )

    override_translatable_fields = synchronized(
        "uid", "kind", "start_month", "start_day", "end_month", "end_day", "roll", "track", "reminder_days"
    )
    search_fields = [index.SearchField("title"), index.AutocompleteField("title"), index.FilterField("live")]
    api_fields = [
        APIField(name)
        for name in ("uid", "title", "kind", "start_month", "start_day", "end_month", "end_day", "audience", "track")
    ]

    panels = [
        FieldPanel("title"),
        FieldPanel("kind"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("start_month"), FieldPanel("start_day")]),
                FieldRowPanel([FieldPanel("end_month"), FieldPanel("end_day")]),
                FieldPanel("roll"),
            ],
            heading=_("When"),
        ),
        FieldPanel("audience"),
        FieldPanel("link_page"),
        FieldPanel("reminder_days"),
        MultiFieldPanel([FieldPanel("track"), FieldPanel("arc_label")], heading=_("On the wheel")),
        PublishedSnippet.uid_panel,
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(panels, heading=_("Content")),
            ObjectList(PublishedSnippet.publishing_panels, heading=_("Publishing")),
        ]
    )

    class Meta(PublishedSnippet.Meta):
        verbose_name = _("year wheel event")
        verbose_name_plural = _("year wheel events")
        ordering = ["start_month", "start_day"]

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        errors = {}
        for month, day, field in (
            (self.start_month, self.start_day, "start_day"),
            (self.end_month, self.end_day, "end_day"),
        ):
            # A leap year, so that 29 February may be said.
            if month and day and 1 <= month <= 12 and day > calendar_days.monthrange(2024, month)[1]:
                errors[field] = _("That month has no such day.")
        if (self.end_month is None) != (self.end_day is None):
            errors["end_day"] = _("Give both month and day, or neither.")
        if self.kind == self.Kind.PERIOD and self.end_month is None and "end_day" not in errors:
            errors["end_day"] = _("A period needs a last day.")
        if any(not part.strip().isdigit() for part in self.reminder_days.split(",") if part.strip()):
            errors["reminder_days"] = _("Write whole numbers with commas between, for example 14, 3.")
        if errors:
            raise ValidationError(errors)

    def days_in(self, year):
        """This year's (first day, last day or None, day it was moved from or None)."""
        end = (self.end_month, self.end_day) if self.end_month and self.end_day else None
        return rules.instance(year, (self.start_month, self.start_day), end, self.roll)

    @property
    def next_instances(self):
        """[(first day, last day or None)] of this year and the two after, for the preview."""
        if not (self.start_month and self.start_day):
            return []
        this_year = timezone.localdate().year
        return [self.days_in(year)[:2] for year in range(this_year, this_year + 3)]

    def get_preview_template(self, request, mode_name):
        return "modellen/previews/year_wheel_event.html"


class YearWheelPage(RoutableBasePage):
    """The year as a wheel, as a list with the same numbers, and as a calendar file."""

    class Meta:
        verbose_name = _("year wheel")
        verbose_name_plural = _("year wheels")

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1
    template = "modellen/year_wheel_page.html"

    search_fields = [*RoutableBasePage.search_fields]
    api_fields = [*RoutableBasePage.api_fields]
    content_panels = [*RoutableBasePage.content_panels]
    kind_label = _("Year wheel")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        today = timezone.localdate()
        year = calendar.asked_year(request.GET.get("ar"), today.year)
        entries = calendar.entries_of_year(context["visitor"], year)
        numbered = calendar.numbered(entries)
        wheel = calendar.wheel(entries, year, today)
        context.update(
            year=year,
            today=today if today.year == year else None,
            previous_year=year - 1 if year > calendar.first_year(today) else None,
            next_year=year + 1 if year < calendar.last_year(today) else None,
            entries=numbered,
            first_after_today=next((n for n, e in numbered if today.year == year and e.last_day >= today), None),
            arcs=[entry for entry in entries if entry.track in ("pair", "owner")],
            wheel=wheel,
            legend=calendar.legend(wheel),
        )
        return context

    @path("kalender/", name="calendar_file")
    def calendar_file(self, request):
        """The wheel of last, this and next year as a calendar file (RFC 5545) to subscribe to."""
        today = timezone.localdate()
        visitor = visitor_of(request)
        entries = [
            entry
            for year in (today.year - 1, today.year, today.year + 1)
            for entry in calendar.entries_of_year(visitor, year)
        ]
        body = calendar.to_icalendar(entries, name=f"{settings.WAGTAIL_SITE_NAME}: {self.title}")
        response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = 'inline; filename="arshjul.ics"'
        return response
