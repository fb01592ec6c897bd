from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import PreviewableMixin
from wagtail.search import index

from grund.blocks import TermBlock
from grund.localize import synchronized
from grund.models import BasePage
from grund.text import swedish_sort_key
from modellen.querysets import in_language_or_source

from .snippet import PublishedSnippet

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ"


class SynonymBlock(blocks.StructBlock):
    word = blocks.CharBlock(label=_("Word"), max_length=80, help_text=_("Another word for the same thing."))
    use_in_search = blocks.BooleanBlock(
        label=_("Use in search"),
        required=False,
        default=True,
        help_text=_("Leave out short and everyday words: they would lead every search here."),
    )

    class Meta:
        icon = "tag"
        label = _("Synonym")


class Term(index.Indexed, PreviewableMixin, PublishedSnippet):
    """A word of the model with its definition."""

    term = models.CharField(_("word"), max_length=80, help_text=_("The word itself, in the form it is used."))
    definition = models.TextField(
        _("definition"),
        validators=[MaxLengthValidator(300)],
        help_text=_("What it means in the model, in at most 300 characters."),
    )
    english = models.CharField(
        _("English name"), max_length=80, blank=True, help_text=_("A short name in English, for Swedish readers.")
    )
    abbreviation = models.CharField(_("abbreviation"), max_length=20, blank=True, help_text=_("For example VM."))
    synonyms = StreamField(
        [("synonym", SynonymBlock())],
        verbose_name=_("synonyms"),
        blank=True,
        help_text=_("Other words that people use."),
    )
    replaced_by = models.ForeignKey(
        "self",
        verbose_name=_("use instead"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaces",
        help_text=_("Only for a discouraged word: the word to use instead."),
    )

    see_also = StreamField(
        [("term", TermBlock())],
        verbose_name=_("see also"),
        blank=True,
        help_text=_("Words that are close to this one."),
    )

    override_translatable_fields = synchronized("uid", "abbreviation", "english", "replaced_by")
    search_fields = [
        index.SearchField("term", boost=4),
        index.SearchField("abbreviation", boost=2),
        index.SearchField("english"),
        index.SearchField("synonym_words"),
        index.SearchField("definition"),
        index.AutocompleteField("term"),
        index.FilterField("live"),
        index.FilterField("locale_id"),
    ]
    api_fields = [APIField(name) for name in ("uid", "term", "definition", "english", "abbreviation", "synonym_words")]

    panels = [
        FieldPanel("term"),
        FieldPanel("definition"),
        MultiFieldPanel([FieldPanel("english"), FieldPanel("abbreviation")], heading=_("Other names")),
        FieldPanel("synonyms"),
        FieldPanel("replaced_by"),
        FieldPanel("see_also"),
        PublishedSnippet.uid_panel,
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(panels, heading=_("Content")),
            ObjectList(PublishedSnippet.publishing_panels, heading=_("Publishing")),
        ]
    )

    class Meta(PublishedSnippet.Meta):
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["term"]

    def __str__(self):
        return self.term

    @property
    def synonym_words(self):
        return ", ".join(block.value["word"] for block in self.synonyms)

    @property
    def search_words(self):
        """The words that should lead a search here."""
        return [block.value["word"] for block in self.synonyms if block.value["use_in_search"]]

    @property
    def letter(self):
        """The letter it stands under; # for anything else."""
        first = self.term[:1].upper()
        return first if first in LETTERS else "#"

    def get_preview_template(self, request, mode_name):
        return "modellen/previews/term.html"


def published_terms(visitor, language):
    """The glossary's words in ``language``, å ä ö last; asked once per request."""

    def ask():
        rows = in_language_or_source(Term.objects.filter(live=True).select_related("replaced_by"), language)
        shown = {row.uid: row for row in rows}
        for row in rows:
            # The heir as it is shown: in the same language, and not at all while it is a draft.
            row.replaced_by = shown.get(row.replaced_by.uid) if row.replaced_by else None
        return sorted(rows, key=lambda term: swedish_sort_key(term.term))

    return visitor.remember(("term_rows", language), ask)


class GlossaryPage(BasePage):
    """All words from A to Ö. The words are snippets; the page is where they stand."""

    class Meta:
        verbose_name = _("glossary")
        verbose_name_plural = _("glossaries")

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1
    template = "modellen/glossary_page.html"

    search_fields = [*BasePage.search_fields]
    api_fields = [*BasePage.api_fields]
    content_panels = [*BasePage.content_panels]
    kind_label = _("Glossary")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        terms = published_terms(context["visitor"], get_language())
        groups = {}
        for term in terms:
            groups.setdefault(term.letter, []).append(term)
        context["letters"] = [(letter, letter in groups) for letter in LETTERS]
        context["groups"] = groups
        context["term_count"] = len(terms)
        return context
