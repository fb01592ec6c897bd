from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from grund.blocks import BodyBlock, BodyField
from grund.blocks.text import FEATURES_WITHOUT_HEADINGS
from grund.localize import synchronized
from grund.models import BasePage


class StandardPage(BasePage):
    """An ordinary page of text."""

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    parent_page_types = ["home.HomePage", "modellen.ModelPage", "sidor.StandardPage"]
    subpage_types = ["sidor.StandardPage"]
    template = "sidor/standard_page.html"

    body = BodyField(BodyBlock(), verbose_name=_("content"), blank=True, help_text=_("Text, lists, figures, sections."))

    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    api_fields = [*BasePage.api_fields, APIField("body")]
    content_panels = [*BasePage.content_panels, FieldPanel("body")]


class ShortcomingBlock(blocks.StructBlock):
    """Something that is not accessible, and why."""

    what = blocks.CharBlock(label=_("What is not accessible"), help_text=_("So that the reader recognises it."))
    why = blocks.TextBlock(
        label=_("Why, and what is done"), help_text=_("With a date when it is planned to be mended.")
    )
    kind = blocks.ChoiceBlock(
        label=_("Reason"),
        choices=[
            ("noncompliance", _("Does not meet the law's demands")),
            ("burden", _("Unreasonably burdensome to adapt (section 12 of the act)")),
            ("out_of_scope", _("Not covered by the law")),
        ],
        help_text=_("The law wants the three kinds told apart."),
    )

    class Meta:
        icon = "warning"
        label = _("Shortcoming")


STATEMENT_SECTIONS = (
    ("sa-tillganglig", _("How accessible the website is")),
    ("brister", _("What is not accessible")),
    ("hjalp", _("Tell us, or get it in another way")),
    ("tillsyn", _("Supervision")),
    ("granskning", _("How we assessed it")),
)


class AccessibilityStatementPage(BasePage):
    """The statement that the act on accessibility to digital public service (2018:1937) demands."""

    class Conformance(models.TextChoices):
        FULL = "full", _("fully conforming")
        PARTIAL = "partial", _("partly conforming")
        NONE = "none", _("not conforming")

    class Meta:
        verbose_name = _("accessibility statement")
        verbose_name_plural = _("accessibility statements")

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1
    template = "sidor/accessibility_statement_page.html"

    actor = models.CharField(_("who answers for the site"), max_length=150, help_text=_("The municipality's name."))
    service = models.CharField(
        _("what the statement is about"), max_length=200, help_text=_("The website's name and address.")
    )
    conformance = models.CharField(
        _("how well it conforms"),
        max_length=10,
        choices=Conformance,
        default=Conformance.PARTIAL,
        help_text=_("One known shortcoming makes it partly conforming."),
    )
    standard = models.CharField(
        _("standard"),
        max_length=100,
        default="WCAG 2.1, nivå AA (EN 301 549 V3.2.1)",
        help_text=_("What it was held against."),
    )
    shortcomings = StreamField(
        [("shortcoming", ShortcomingBlock())],
        verbose_name=_("what is not accessible"),
        blank=True,
        help_text=_("Everything that you know of, in plain words."),
    )
    method = RichTextField(
        _("how it was assessed"),
        features=FEATURES_WITHOUT_HEADINGS,
        help_text=_("Own check or by whom, with what tools."),
    )
    assessed_on = models.DateField(_("assessed on"), help_text=_("The day of the latest assessment."))
    statement_updated_on = models.DateField(_("statement updated on"), help_text=_("At least once a year."))
    alternative = RichTextField(
        _("if you need it in another way"),
        features=FEATURES_WITHOUT_HEADINGS,
        help_text=_("How somebody gets the content in another form, with a contact that is not e-mail alone."),
    )
    report_url = models.URLField(
        _("address for complaints"),
        default="https://www.digg.se/tdosanmalan",
        help_text=_("The form of the supervising authority, Digg."),
    )

    override_translatable_fields = synchronized("conformance", "assessed_on", "statement_updated_on", "report_url")
    search_fields = [*BasePage.search_fields, index.SearchField("method"), index.SearchField("shortcomings")]
    api_fields = [
        *BasePage.api_fields,
        *(
            APIField(name)
            for name in (
                "actor",
                "service",
                "conformance",
                "standard",
                "shortcomings",
                "method",
                "assessed_on",
                "statement_updated_on",
                "alternative",
                "report_url",
            )
        ),
    ]
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel([FieldPanel("actor"), FieldPanel("service")], heading=_("What it is about")),
        MultiFieldPanel([FieldPanel("conformance"), FieldPanel("standard")], heading=_("How well it conforms")),
        FieldPanel("shortcomings"),
        MultiFieldPanel(
            [FieldPanel("method"), FieldPanel("assessed_on"), FieldPanel("statement_updated_on")],
            heading=_("How it was assessed"),
        ),
        MultiFieldPanel([FieldPanel("alternative"), FieldPanel("report_url")], heading=_("Contact and complaints")),
    ]
    kind_label = _("Accessibility")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        by_kind = {}
        for block in self.shortcomings:
            by_kind.setdefault(block.value["kind"], []).append(block.value)
        kinds = dict(ShortcomingBlock.declared_blocks["kind"].field.choices)
        context["sections"] = [{"anchor": anchor, "heading": heading} for anchor, heading in STATEMENT_SECTIONS]
        context["shortcomings_by_kind"] = [(kinds[kind], kind, by_kind[kind]) for kind in kinds if kind in by_kind]
        return context


class ContactMessage(models.Model):
    """A message about accessibility. Needs no identity; kept 12 months, then removed by the worker."""

    message = models.TextField(_("message"))
    page = models.CharField(_("page it is about"), max_length=500, blank=True)
    reply_to = models.EmailField(_("e-mail for the answer"), blank=True)
    language = models.CharField(_("language"), max_length=10, default="sv")
    # Set where the hidden field was filled in: probably a machine, but somebody must still be able to read it.
    suspected_machine = models.BooleanField(_("probably sent by a machine"), default=False)
    created_at = models.DateTimeField(_("received"), auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("accessibility message")
        verbose_name_plural = _("accessibility messages")
        ordering = ["-created_at"]

    def __str__(self):
        return self.message[:60]
