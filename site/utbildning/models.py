"""Courses as pages. Dates stand as text with days until occasions come with registration."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from grund.blocks import BodyBlock
from grund.blocks.text import FEATURES_WITHOUT_HEADINGS
from grund.models import BasePage
from grund.tree import index_parents

FIRST_YEAR, LAST_YEAR = 2000, 2100


class CourseDateBlock(blocks.StructBlock):
    """When and where a course is held."""

    first_day = blocks.DateBlock(label=_("First day"), help_text=_("The day it starts."))
    last_day = blocks.DateBlock(label=_("Last day"), required=False, help_text=_("Empty for a single day."))
    time = blocks.CharBlock(label=_("Time"), required=False, help_text=_("For example 9.00–16.00."))
    place = blocks.CharBlock(label=_("Place"), required=False, help_text=_("Room and address, or how to take part."))
    note = blocks.CharBlock(label=_("Remark"), required=False, help_text=_("For example: Both days belong together."))

    def clean(self, value):
        cleaned = super().clean(value)
        for name in ("first_day", "last_day"):
            if cleaned.get(name) and not FIRST_YEAR <= cleaned[name].year <= LAST_YEAR:
                message = _("Write a year between %(first)d and %(last)d.") % {"first": FIRST_YEAR, "last": LAST_YEAR}
                raise blocks.StructBlockValidationError(block_errors={name: ValidationError(message)})
        if cleaned.get("last_day") and cleaned["last_day"] < cleaned["first_day"]:
            raise blocks.StructBlockValidationError(
                block_errors={"last_day": ValidationError(_("The last day comes before the first."))}
            )
        return cleaned

    class Meta:
        icon = "date"
        label = _("Date")
        template = "utbildning/blocks/date.html"
        preview_value = {"first_day": date(2026, 3, 25), "time": "9.00–16.00", "place": "Nacka stadshus"}


class ProgramItemBlock(blocks.StructBlock):
    time = blocks.CharBlock(label=_("Time"), required=False, help_text=_("For example 10.30."))
    text = blocks.CharBlock(label=_("What"), help_text=_("A few words."))

    class Meta:
        label = _("Item")


class ProgramDayBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), help_text=_("For example Dag 1."))
    items = blocks.ListBlock(ProgramItemBlock(), label=_("Items"))

    class Meta:
        icon = "list-ul"
        label = _("Day")
        template = "utbildning/blocks/program_day.html"
        preview_value = {"heading": "Dag 1", "items": [{"time": "9.00", "text": "Varför en modell?"}]}


class CourseIndexPage(BasePage):
    """All courses."""

    class Meta:
        verbose_name = _("list of courses")
        verbose_name_plural = _("lists of courses")

    parent_page_types = index_parents()
    subpage_types = ["utbildning.CoursePage"]
    max_count_per_parent = 1
    template = "utbildning/course_index_page.html"

    search_fields = [*BasePage.search_fields]
    api_fields = [*BasePage.api_fields]
    content_panels = [*BasePage.content_panels]
    kind_label = _("Training")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["courses"] = list(CoursePage.objects.child_of(self).visible_to(context["visitor"]).order_by("path"))
        return context


class CoursePage(BasePage):
    """One course: for whom, what it gives, its program and its dates."""

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    parent_page_types = ["utbildning.CourseIndexPage"]
    subpage_types = []
    template = "utbildning/course_page.html"

    audience = models.CharField(_("for whom"), max_length=200, help_text=_("Roles, for example Objektledare."))
    goals = StreamField(
        [("goal", blocks.CharBlock(label=_("Goal")))],
        verbose_name=_("what you learn"),
        blank=True,
        help_text=_("One line each: Du kan …"),
    )
    length = models.CharField(_("length"), max_length=80, help_text=_("For example Två dagar."))
    prerequisites = RichTextField(
        _("what you need to know before"),
        blank=True,
        features=FEATURES_WITHOUT_HEADINGS,
        help_text=_("What to read or have done."),
    )
    cost = models.CharField(_("cost"), max_length=150, blank=True, help_text=_("Say so if it costs nothing."))
    certificate = models.CharField(_("certificate"), max_length=200, blank=True, help_text=_("When one is given."))
    program = StreamField(
        [("day", ProgramDayBlock())], verbose_name=_("program"), blank=True, help_text=_("One list for each day.")
    )
    dates = StreamField(
        [("date", CourseDateBlock())],
        verbose_name=_("dates"),
        blank=True,
        help_text=_("Also shown in the year wheel and on the start page."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("content"), blank=True, help_text=_("What happens in the course."))

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("audience"),
        index.SearchField("goals"),
        index.SearchField("program"),
        index.SearchField("body"),
    ]
    api_fields = [
        *BasePage.api_fields,
        *(
            APIField(name)
            for name in (
                "audience",
                "goals",
                "length",
                "prerequisites",
                "cost",
                "certificate",
                "program",
                "dates",
                "body",
            )
        ),
    ]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("dates"),
        MultiFieldPanel(
            [
                FieldPanel("audience"),
                FieldPanel("length"),
                FieldPanel("prerequisites"),
                FieldPanel("cost"),
                FieldPanel("certificate"),
            ],
            heading=_("Facts"),
        ),
        FieldPanel("goals"),
        FieldPanel("program"),
        FieldPanel("body"),
    ]
    kind_label = _("Course")

    @property
    def _days(self):
        """The values of the date blocks that name a day, the earliest first."""
        days = [block.value for block in self.dates if block.value.get("first_day")]
        return sorted(days, key=lambda day: day["first_day"])

    @property
    def coming_dates(self):
        """Dates that are not over, the nearest first, as the values of the date blocks."""
        today = timezone.localdate()
        return [day for day in self._days if (day["last_day"] or day["first_day"]) >= today]

    @property
    def earlier_dates(self):
        """Dates that are over, the latest first, as the values of the date blocks."""
        today = timezone.localdate()
        return [day for day in reversed(self._days) if (day["last_day"] or day["first_day"]) < today]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        coming = self.coming_dates
        context["next_date"] = coming[0] if coming else None
        context["later_dates"] = coming[1:]
        siblings = CoursePage.objects.sibling_of(self, inclusive=False).visible_to(context["visitor"])
        context["other_courses"] = list(siblings.order_by("path"))
        return context
