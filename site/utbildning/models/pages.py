"""Courses as pages. When they are held stands in tables of their own: see ``occasions``."""

from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.contrib.routable_page.models import path
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from grund.blocks import BodyBlock, BodyField
from grund.blocks.text import FEATURES_WITHOUT_HEADINGS
from grund.localize import synchronized
from grund.models import BasePage, RoutableBasePage
from grund.tree import index_parents

from .. import calendars
from .occasions import Occasion

OCCASIONS_ON_A_PAGE = 20
EARLIER_SHOWN = 5


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
        from ..shown import coming, nearest

        context = super().get_context(request, *args, **kwargs)
        courses = list(CoursePage.objects.child_of(self).visible_to(context["visitor"]).order_by("path"))
        found = coming(courses)
        context["courses"] = [(course, nearest(found.get(course.translation_key, []))) for course in courses]
        return context


class CoursePage(RoutableBasePage):
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
    is_basic = models.BooleanField(
        _("basic training"),
        default=False,
        help_text=_("Whoever has a role in the model should have taken it; others are told so."),
    )
    body = BodyField(BodyBlock(), verbose_name=_("content"), blank=True, help_text=_("What happens in the course."))

    override_translatable_fields = synchronized("is_basic")
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
                "body",
            )
        ),
    ]
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("audience"),
                FieldPanel("length"),
                FieldPanel("prerequisites"),
                FieldPanel("cost"),
                FieldPanel("certificate"),
                FieldPanel("is_basic"),
            ],
            heading=_("Facts"),
        ),
        FieldPanel("goals"),
        FieldPanel("program"),
        FieldPanel("body"),
    ]
    kind_label = _("Course")
    search_kind, kinds_label = "course", _("Courses")

    search_in_own_row = False  # the years of its dates stand in theirs

    def get_search_facts(self):
        days = Occasion.objects.of_course(self).shown().filter(first_day__isnull=False)
        return {"years": tuple(sorted({day.year for day in days.values_list("first_day", flat=True)}))}

    def get_context(self, request, *args, **kwargs):
        from ..shown import coming_and_earlier, nearest

        context = super().get_context(request, *args, **kwargs)
        siblings = CoursePage.objects.sibling_of(self, inclusive=False).visible_to(context["visitor"])
        others = list(siblings.order_by("path"))
        found, context["earlier"] = coming_and_earlier(self, others, EARLIER_SHOWN)
        own = found.get(self.translation_key, [])
        context["occasion"] = nearest(own)
        later = Paginator([row for row in own if row is not context["occasion"]], OCCASIONS_ON_A_PAGE)
        context["later"] = later.get_page(request.GET.get("page"))
        context["other_courses"] = [(course, nearest(found.get(course.translation_key, []))) for course in others]
        context["own"] = self._registration_for(context["visitor"], context["occasion"])
        return context

    def _registration_for(self, visitor, occasion):
        """The visitor's own registration for an occasion, with its state in words. None for somebody not signed in."""
        from ..mine import coming_registrations, state_in_words

        for registration in coming_registrations(visitor) if occasion else []:
            if registration.occasion_id == occasion.pk:
                words, tag = state_in_words(registration)
                return {"registration": registration, "words": words, "tag": tag}
        return None

    def _occasion_or_404(self, slug):
        """The occasion with that address; or, as text, the address that one which had it has now."""
        rows = Occasion.objects.of_course(self).shown()
        occasion = rows.filter(slug=slug).first()
        if occasion is not None:
            return occasion
        for present, earlier in rows.values_list("slug", "earlier_slugs"):
            if slug in earlier:
                return present
        raise Http404

    @path("<slug:slug>/", name="occasion")
    def occasion(self, request, slug):
        """One date of the course, with an address of its own. One that has moved is found at its former address."""
        from ..shown import dates_in_words, prepare

        occasion = self._occasion_or_404(slug)
        if isinstance(occasion, str):
            return redirect(self.get_url(request) + self.reverse_subpage("occasion", args=[occasion]))
        prepare([occasion])
        request._last_crumb = dates_in_words(occasion)
        context = super().get_context(request)
        context["occasion"], context["own"] = occasion, self._registration_for(context["visitor"], occasion)
        return TemplateResponse(request, "utbildning/occasion_page.html", context)

    @path("<slug:slug>/kalender/", name="occasion_calendar")
    def occasion_calendar(self, request, slug):
        """The days of one date as a calendar file; nothing in it is personal."""
        occasion = self._occasion_or_404(slug)
        if isinstance(occasion, str):
            place = self.reverse_subpage("occasion_calendar", args=[occasion])
            return redirect(self.get_url(request) + place)
        if occasion.status == Occasion.Status.CANCELLED:
            raise Http404
        events = [
            calendars.Event(
                uid=str(day.uid),
                sequence=day.sequence,
                summary=self.title,
                starts_at=day.starts_at,
                ends_at=day.ends_at,
                location=occasion.place,
                description=occasion.note,
                url=self.full_url + self.reverse_subpage("occasion", args=[occasion.slug]),
            )
            for day in occasion.day_list
        ]
        # Stamped with the last change, not with now: the same bytes for everybody.
        body = calendars.publish(events, occasion.updated_at, name=self.title)
        response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{self.slug}-{occasion.slug}.ics"'
        return response
