from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField
from wagtail.search import index

from grund.models import BasePage
from modellen.blocks import ModelSectionBlock


class ModelPage(BasePage):
    """The model in numbered sections."""

    class Meta:
        verbose_name = _("model page")
        verbose_name_plural = _("model pages")

    parent_page_types = ["home.HomePage"]
    subpage_types = ["modellen.ModelPage", "sidor.StandardPage"]
    template = "modellen/model_page.html"

    kicker = models.CharField(
        _("line above the title"),
        max_length=60,
        blank=True,
        help_text=_("The area it belongs to, in one or two words."),
    )
    body = StreamField(
        StreamBlock([("section", ModelSectionBlock())]),
        verbose_name=_("sections"),
        blank=True,
        help_text=_("Each section gets a number and a line in the table of contents."),
    )

    search_fields = [*BasePage.search_fields, index.SearchField("kicker"), index.SearchField("body")]
    api_fields = [*BasePage.api_fields, APIField("kicker"), APIField("body")]

    content_panels = [*BasePage.content_panels, FieldPanel("kicker"), FieldPanel("body")]
    kind_label = _("The model")
    search_kind, kinds_label = "model", _("The model")
