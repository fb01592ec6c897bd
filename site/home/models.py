"""The start page, composed of what other apps give."""

from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.api import APIField
from wagtail.models import Page
from wagtail.search import index

from grund import navigation
from grund.contributions import objects_for
from grund.models import BasePage
from grund.rich_text import linked_pages
from modellen import calendar
from modellen.role_cards import role_cards
from nyheter.models import NewsPage

NEWS_SHOWN = 3
DATES_SHOWN = 4


class HomePage(BasePage):
    """The first page of a language: what the model is, what happens now, where to go next."""

    class Meta:
        verbose_name = _("start page")
        verbose_name_plural = _("start pages")

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "modellen.ModelPage",
        "modellen.RoleIndexPage",
        "modellen.GlossaryPage",
        "modellen.TemplateLibraryPage",
        "modellen.YearWheelPage",
        "nyheter.NewsIndexPage",
        "objektsidor.ObjectIndexPage",
        "utbildning.CourseIndexPage",
        "sidor.StandardPage",
        "sidor.AccessibilityStatementPage",
    ]
    template = "home/home_page.html"

    heading = models.CharField(
        _("heading"),
        max_length=120,
        blank=True,
        help_text=_("The large heading of the page. Empty: the title is shown."),
    )
    button_text = models.CharField(
        _("button"), max_length=60, blank=True, help_text=_("Verb and thing: Läs om modellen.")
    )
    button_page = models.ForeignKey(
        Page,
        verbose_name=_("the button leads to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The one thing that most readers should do."),
    )
    link_text = models.CharField(
        _("second link"), max_length=60, blank=True, help_text=_("For example Hitta din roll.")
    )
    link_page = models.ForeignKey(
        Page,
        verbose_name=_("the link leads to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The second thing."),
    )

    search_fields = [*BasePage.search_fields, index.SearchField("heading")]
    api_fields = [
        *BasePage.api_fields,
        *(APIField(name) for name in ("heading", "button_text", "button_page", "link_text", "link_page")),
    ]

    content_panels = [
        *BasePage.content_panels[:-1],
        FieldPanel("heading"),
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                FieldPanel("button_text"),
                PageChooserPanel("button_page"),
                FieldPanel("link_text"),
                PageChooserPanel("link_page"),
            ],
            heading=_("Where to go first"),
        ),
    ]
    kind_label = _("Start page")
    notice_topics = ("training",)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        visitor, language, today = context["visitor"], get_language(), timezone.localdate()
        entries = calendar.entries_of_year(visitor, today.year)
        context["year"] = today.year
        context["today"] = today
        context["year_line"] = calendar.line(entries, today)
        upcoming = calendar.upcoming(visitor, today)
        context["next_dates"] = upcoming[:DATES_SHOWN]
        context["next_course"] = next(
            (entry for entry in upcoming if entry.kind == "training" and entry.page_id and entry.url), None
        )
        context["role_cards"] = role_cards(visitor, language)
        context["objects"] = objects_for(visitor)
        targets = linked_pages({self.button_page_id, self.link_page_id} - {None}, visitor, language)
        context["button"] = targets.get(self.button_page_id)
        context["link"] = targets.get(self.link_page_id)
        urls = {row.cached_content_type.model: url for row, url in navigation.top_pages(request)}
        context["wheel_url"] = urls.get("yearwheelpage")
        context["roles_url"] = urls.get("roleindexpage")
        context["news_url"] = urls.get("newsindexpage")
        context["news"] = NewsPage.objects.latest_for(visitor, self.locale_id)[:NEWS_SHOWN]
        return context
