"""Objects as pages. Plans, roles and systems are records and come with their own issues."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.search import index

from grund.blocks import BodyBlock, BodyField
from grund.blocks.links import https_only
from grund.contributions import objects_for
from grund.localize import synchronized
from grund.models import BasePage
from grund.tree import index_parents


class ObjectIndexPage(BasePage):
    """The object map and the list of objects."""

    class Meta:
        verbose_name = _("list of objects")
        verbose_name_plural = _("lists of objects")

    parent_page_types = index_parents()
    subpage_types = ["objektsidor.ObjectPage"]
    max_count_per_parent = 1
    template = "objektsidor/object_index_page.html"

    search_fields = [*BasePage.search_fields]
    api_fields = [*BasePage.api_fields]
    content_panels = [*BasePage.content_panels]
    kind_label = _("Objects")
    search_kind, kinds_label = "object", _("Objects")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["objects"] = objects_for(context["visitor"])
        return context


class ObjectPage(BasePage):
    """One object: what it is, what belongs to it and what does not."""

    class Meta:
        verbose_name = _("object page")
        verbose_name_plural = _("object pages")

    parent_page_types = ["objektsidor.ObjectIndexPage"]
    subpage_types = []
    template = "objektsidor/object_page.html"
    single_field, single_message = "code", _("The object %(title)s has this code already. Choose another.")

    code = models.CharField(
        _("object code"),
        max_length=5,
        validators=[RegexValidator(r"^[A-ZÅÄÖ]{2,5}$", _("Write two to five capital letters, for example UTB."))],
        help_text=_("Two to five capital letters, for example UTB."),
    )
    body = BodyField(
        BodyBlock(), verbose_name=_("description"), blank=True, help_text=_("What the object is and whom it serves.")
    )
    scope_in = StreamField(
        [("item", blocks.CharBlock(label=_("Item")))],
        verbose_name=_("belongs to the object"),
        blank=True,
        help_text=_("One line for each thing."),
    )
    scope_out = StreamField(
        [("item", blocks.CharBlock(label=_("Item")))],
        verbose_name=_("does not belong to it"),
        blank=True,
        help_text=_("One line for each thing, with the object it belongs to."),
    )
    teams_url = models.URLField(
        _("Teams link"),
        blank=True,
        validators=[https_only],
        help_text=_("The address of the object's team. Starts with https://."),
    )

    override_translatable_fields = synchronized("code", "teams_url")
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("code", boost=2),
        index.SearchField("body"),
        index.SearchField("scope_in"),
        index.FilterField("code"),
    ]
    api_fields = [
        *BasePage.api_fields,
        *(APIField(name) for name in ("code", "body", "scope_in", "scope_out", "teams_url")),
    ]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("code"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("scope_in"), FieldPanel("scope_out")], heading=_("Where the object ends")),
        FieldPanel("teams_url"),
    ]
    kind_label = _("Object")
    search_kind, kinds_label, search_by_name = "object", _("Objects"), True

    def get_search_facts(self):
        return {"objects": (self.code,), "keywords": (self.code,)}

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["objects"] = objects_for(context["visitor"])
        return context
