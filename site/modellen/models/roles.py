from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index

from grund.blocks.text import FEATURES_WITHOUT_HEADINGS, UidBlock
from grund.localize import synchronized
from grund.models import BasePage
from grund.rich_text import linked_pages
from modellen.blocks import QuarterBlock
from modellen.role_cards import role_cards
from modellen.template_items import template_choices, templates_by_uid
from personer.roles import LEVELS, ROLE_CHOICES, SIDE_LABELS, SIDES


class RoleIndexPage(BasePage):
    """All roles of the model."""

    class Meta:
        verbose_name = _("list of roles")
        verbose_name_plural = _("lists of roles")

    parent_page_types = ["home.HomePage"]
    subpage_types = ["modellen.RoleGuidePage"]
    max_count_per_parent = 1
    template = "modellen/role_index_page.html"

    search_fields = [*BasePage.search_fields]
    api_fields = [*BasePage.api_fields]
    content_panels = [*BasePage.content_panels]
    kind_label = _("Roles")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["role_cards"] = role_cards(context["visitor"], get_language())
        return context


class TemplateChoiceBlock(UidBlock):
    """One item of the template library, by its stable uid."""

    def __init__(self, **kwargs):
        super().__init__(choices=template_choices, **kwargs)

    def deconstruct(self):
        return ("modellen.models.roles.TemplateChoiceBlock", [], {})

    class Meta:
        icon = "doc-full"
        label = _("Template")


class RoleGuidePage(BasePage):
    """What one role is, decides and does: nine headings, the same for every role. The lead is the first."""

    class Meta:
        verbose_name = _("role guide")
        verbose_name_plural = _("role guides")

    parent_page_types = ["modellen.RoleIndexPage"]
    subpage_types = []
    template = "modellen/role_guide_page.html"
    single_field, single_message = "role", _("There is a guide to this role already: %(title)s. Choose another role.")

    role = models.CharField(
        _("role"), max_length=40, choices=ROLE_CHOICES, help_text=_("Decides motif, side and level.")
    )
    summary = models.CharField(
        _("the role in one sentence"),
        max_length=200,
        help_text=_("Shown in lists of roles. Third person: Samlar verksamhetens behov …"),
    )
    decides = RichTextField(
        _("you decide"), blank=True, features=FEATURES_WITHOUT_HEADINGS, help_text=_("What the role may decide alone.")
    )
    quarters = StreamField(
        [("quarter", QuarterBlock())],
        verbose_name=_("the year, quarter by quarter"),
        blank=True,
        help_text=_("What the role does each quarter."),
    )
    collaborates = StreamField(
        [("role", blocks.ChoiceBlock(choices=ROLE_CHOICES, label=_("Role")))],
        verbose_name=_("you work with"),
        blank=True,
        help_text=_("Other roles; name, motif and sentence come from their guides."),
    )
    time = RichTextField(
        _("time"), blank=True, features=FEATURES_WITHOUT_HEADINGS, help_text=_("How much of a full-time job it takes.")
    )
    new_in_role = StreamField(
        [("point", blocks.RichTextBlock(label=_("Point"), features=["bold", "link", "document-link"]))],
        verbose_name=_("new in the role"),
        blank=True,
        help_text=_("A checklist of about ten points, the first things first."),
    )
    mistakes = StreamField(
        [("mistake", blocks.CharBlock(label=_("Mistake")))],
        verbose_name=_("common mistakes"),
        blank=True,
        help_text=_("One short sentence each."),
    )
    older_word = models.CharField(
        _("older word"), max_length=80, blank=True, help_text=_("What the role was called before, if anything.")
    )
    older_word_text = models.CharField(
        _("about the older word"), max_length=250, blank=True, help_text=_("One or two sentences.")
    )
    templates = StreamField(
        [("template", TemplateChoiceBlock())],
        verbose_name=_("templates"),
        blank=True,
        help_text=_("Templates that the role uses, from the template library."),
    )
    training = StreamField(
        [("course", blocks.PageChooserBlock(label=_("Course")))],
        verbose_name=_("training"),
        blank=True,
        help_text=_("Courses that the role should take."),
    )

    override_translatable_fields = synchronized("role")
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("decides"),
        index.SearchField("quarters"),
        index.SearchField("time"),
        index.SearchField("new_in_role"),
        index.SearchField("mistakes"),
        index.SearchField("older_word"),
        index.SearchField("older_word_text"),
        index.FilterField("role"),
    ]
    api_fields = [
        *BasePage.api_fields,
        *(
            APIField(name)
            for name in (
                "role",
                "summary",
                "decides",
                "quarters",
                "collaborates",
                "time",
                "new_in_role",
                "mistakes",
                "older_word",
                "older_word_text",
                "templates",
                "training",
            )
        ),
    ]

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("role"),
        FieldPanel("summary"),
        FieldPanel("decides"),
        FieldPanel("quarters"),
        FieldPanel("collaborates"),
        FieldPanel("time"),
        FieldPanel("new_in_role"),
        FieldPanel("mistakes"),
        MultiFieldPanel([FieldPanel("older_word"), FieldPanel("older_word_text")], heading=_("Older word")),
        FieldPanel("templates"),
        FieldPanel("training"),
    ]
    kind_label = _("Role guide")
    search_kind, kinds_label, search_by_name = "guide", _("Role guides"), True
    notice_topics = ("training",)

    @property
    def side(self):
        return SIDES.get(self.role, "")

    @property
    def side_label(self):
        return SIDE_LABELS[self.side]

    @property
    def level_label(self):
        return LEVELS.get(self.role, "")

    def get_teaser(self):
        return self.summary

    def get_search_facts(self):
        return {"roles": (self.role,), "keywords": tuple(word for word in (self.older_word,) if word)}

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        visitor = context["visitor"]
        codes = [block.value for block in self.collaborates]
        context["colleagues"] = role_cards(visitor, get_language(), only=codes)
        known = templates_by_uid(visitor, get_language()) if self.templates else {}
        context["template_items"] = [known[block.value] for block in self.templates if block.value in known]
        chosen = [block.value.pk for block in self.training if isinstance(block.value, Page)]
        courses = linked_pages(chosen, visitor, get_language())
        context["courses"] = [courses[pk] for pk in chosen if courses[pk] is not None]
        context["sections"] = self._sections(context)
        return context

    def _sections(self, context):
        """The headings that have something under them, for the table of contents."""
        headings = [
            ("du-beslutar", _("You decide"), self.decides),
            ("aret", _("The year, quarter by quarter"), self.quarters),
            ("samarbete", _("You work with"), context["colleagues"]),
            ("tid", _("Time"), self.time),
            ("ny-i-rollen", _("New in the role"), self.new_in_role),
            ("misstag", _("Common mistakes"), self.mistakes or self.older_word),
            ("mallar", _("Templates"), context["template_items"]),
            ("utbildning", _("Training"), context["courses"]),
        ]
        return [{"anchor": anchor, "heading": heading} for anchor, heading, content in headings if content]
