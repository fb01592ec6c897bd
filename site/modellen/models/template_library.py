from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.api import APIField
from wagtail.models import PreviewableMixin
from wagtail.search import index

from grund.localize import synchronized
from grund.models import BasePage
from grund.text import swedish_sort_key

from .snippet import PublishedSnippet


class TemplateItem(index.Indexed, PreviewableMixin, PublishedSnippet):
    """A template to fill in: a document with version and owner."""

    title = models.CharField(_("title"), max_length=120, help_text=_("What the template is for, in a few words."))
    description = models.TextField(
        _("description"), help_text=_("When it is used and by whom, in one or two sentences.")
    )
    version = models.CharField(_("version"), max_length=20, help_text=_("For example 4 or 2026:1."))
    owner = models.CharField(_("owner"), max_length=100, help_text=_("The function that answers for the template."))
    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        verbose_name=_("document"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The file. Use headings, table headers and a language, so that everybody can read it."),
    )
    format_note = models.CharField(
        _("about the format"),
        max_length=200,
        blank=True,
        help_text=_("For example: Word document with headings, works with a screen reader."),
    )

    override_translatable_fields = synchronized("uid", "version")
    search_fields = [
        index.SearchField("title", boost=2),
        index.SearchField("description"),
        index.AutocompleteField("title"),
        index.FilterField("live"),
        index.FilterField("locale_id"),
    ]
    api_fields = [APIField(name) for name in ("uid", "title", "description", "version", "owner", "format_note")]

    panels = [
        FieldPanel("title"),
        FieldPanel("description"),
        MultiFieldPanel([FieldPanel("document"), FieldPanel("format_note")], heading=_("Document")),
        MultiFieldPanel([FieldPanel("version"), FieldPanel("owner")], heading=_("Version and owner")),
        PublishedSnippet.uid_panel,
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(panels, heading=_("Content")),
            ObjectList(PublishedSnippet.publishing_panels, heading=_("Publishing")),
        ]
    )

    class Meta(PublishedSnippet.Meta):
        verbose_name = _("template")
        verbose_name_plural = _("templates")
        ordering = ["title"]

    def __str__(self):
        return self.title

    def get_preview_template(self, request, mode_name):
        return "modellen/previews/template_item.html"


class TemplateLibraryPage(BasePage):
    """All templates. The items are snippets; the page is where they stand."""

    class Meta:
        verbose_name = _("template library")
        verbose_name_plural = _("template libraries")

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1
    template = "modellen/template_library_page.html"

    search_fields = [*BasePage.search_fields]
    api_fields = [*BasePage.api_fields]
    content_panels = [*BasePage.content_panels]
    kind_label = _("Templates")

    def get_context(self, request, *args, **kwargs):
        from modellen.template_items import templates_by_uid

        context = super().get_context(request, *args, **kwargs)
        items = templates_by_uid(context["visitor"], get_language()).values()
        context["template_items"] = sorted(items, key=lambda item: swedish_sort_key(item.title))
        return context
