from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.api import APIField
from wagtail.contrib.routable_page.models import path
from wagtail.models import Page
from wagtail.search import index

from grund.blocks import BodyBlock, BodyField
from grund.contributions import given
from grund.localize import synchronized
from grund.models import BasePage, RoutableBasePage
from grund.pagination import page_of
from grund.rich_text import linked_pages
from grund.visitors import visitor_of

from .feed import atom_feed
from .querysets import NewsManager

NEWS_PER_PAGE = 6
NEWS_IN_FEED = 20
LEAD_CHARACTERS = 200


class NewsIndexPage(RoutableBasePage):
    """All news, the newest first, by topic where asked; also as an Atom feed."""

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")

    parent_page_types = ["home.HomePage"]
    subpage_types = ["nyheter.NewsPage"]
    max_count_per_parent = 1
    template = "nyheter/news_index_page.html"

    search_fields = [*BasePage.search_fields]
    api_fields = [*BasePage.api_fields]
    content_panels = [*BasePage.content_panels]
    kind_label = _("News")

    def news_for(self, visitor):
        return NewsPage.objects.child_of(self).latest_for(visitor, self.locale_id)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        asked = request.GET.get("amne", "")
        topic = asked if asked in NewsPage.Topic.values else ""
        news = self.news_for(context["visitor"])
        if topic:
            news = news.filter(topic=topic)
        context["topic"] = topic
        context["topics"] = NewsPage.Topic.choices
        context["page_of_news"] = page_of(news, request.GET.get("page", 1), NEWS_PER_PAGE)
        context["query"] = f"amne={topic}&" if topic else ""
        return context

    @path("flode/", name="feed")
    def feed(self, request):
        """The newest news as Atom (RFC 4287)."""
        news = self.news_for(visitor_of(request)).order_by("-published_on", "-pk")[:NEWS_IN_FEED]
        body = atom_feed(request, self, list(news), title=f"{settings.WAGTAIL_SITE_NAME}: {self.title}")
        return HttpResponse(body, content_type="application/atom+xml; charset=utf-8")


class NewsPage(BasePage):
    """One piece of news. Going live and expiry are Wagtail's own."""

    class Topic(models.TextChoices):
        OBJECT = "object", _("Objects")
        TEMPLATE = "template", _("Templates")
        SYSTEM = "system", _("Systems")
        TRAINING = "training", _("Training")
        MODEL = "model", _("The model")

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")

    parent_page_types = ["nyheter.NewsIndexPage"]
    subpage_types = []
    template = "nyheter/news_page.html"

    published_on = models.DateField(
        _("date"), default=timezone.localdate, help_text=_("The day shown with the news, and its place in the list.")
    )
    topic = models.CharField(
        _("topic"), max_length=20, choices=Topic, default=Topic.MODEL, help_text=_("Readers can choose one topic.")
    )
    is_pinned = models.BooleanField(
        _("keep at the top"), default=False, help_text=_("Stays first in the list until you untick it.")
    )
    body = BodyField(BodyBlock(), verbose_name=_("content"), blank=True, help_text=_("60 to 150 words are enough."))
    contact = models.CharField(
        _("contact"), max_length=150, blank=True, help_text=_("A function and how to reach it, not a private name.")
    )
    related_page = models.ForeignKey(
        Page,
        verbose_name=_("what it is about"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A course or another page. The next date of a course is shown beside the text."),
    )

    objects = NewsManager()

    override_translatable_fields = synchronized("published_on", "topic", "is_pinned")
    search_fields = [*BasePage.search_fields, index.SearchField("body"), index.FilterField("topic")]
    api_fields = [
        *BasePage.api_fields,
        *(APIField(name) for name in ("published_on", "topic", "is_pinned", "body", "contact", "related_page")),
    ]

    content_panels = [
        *BasePage.content_panels[:-1],
        FieldPanel("lead", help_text=_("One or two sentences that stand in lists too. At most 200 characters.")),
        MultiFieldPanel(
            [FieldPanel("published_on"), FieldPanel("topic"), FieldPanel("is_pinned")], heading=_("In the list")
        ),
        FieldPanel("body"),
        FieldPanel("contact"),
        PageChooserPanel("related_page"),
    ]
    kind_label = _("News")
    search_kind, kinds_label, search_decays = "news", _("News"), True

    def get_search_facts(self):
        return {"day": self.published_on, "years": (self.published_on.year,)} if self.published_on else {}

    def clean(self):
        super().clean()
        if len(self.lead) > LEAD_CHARACTERS:
            raise ValidationError(
                {
                    "lead": _("The lead is %(count)d characters long. Shorten it to %(most)d.")
                    % {"count": len(self.lead), "most": LEAD_CHARACTERS}
                }
            )

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        visitor, today = context["visitor"], timezone.localdate()
        about = {self.related_page_id} - {None}
        context["about"] = linked_pages(about, visitor, get_language()).get(self.related_page_id)
        context["about_dates"] = []
        if context["about"]:
            entries = [
                entry
                for year in (today.year, today.year + 1)
                for entry in given("calendar", visitor=visitor, year=year, page=context["about"])
            ]
            context["about_dates"] = sorted((e for e in entries if e.last_day >= today), key=lambda e: e.start)[:1]
        return context
