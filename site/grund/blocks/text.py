"""Blocks of running words."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from grund.contributions import given
from grund.languages import current_language, source_language
from grund.visitors import Visitor, visitor_in

FEATURES = ["h3", "bold", "italic", "ul", "ol", "link", "document-link"]
FEATURES_WITHOUT_HEADINGS = ["bold", "italic", "ul", "ol", "link", "document-link"]
PREVIEW_TEXT = "<p>Objektledarparet skriver planen tillsammans. Objektägaren beslutar.</p>"


class TextBlock(blocks.RichTextBlock):
    """Paragraphs, lists and smaller headings."""

    def __init__(self, required=True, help_text=None, features=FEATURES, **kwargs):
        super().__init__(required=required, help_text=help_text, features=features, **kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "grund/blocks/text.html"
        preview_value = PREVIEW_TEXT
        description = _("Paragraphs, lists and smaller headings")


class CalloutBlock(blocks.StructBlock):
    """A remark beside the text: a bar and a first line in bold."""

    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[("brand", _("Good to know")), ("ok", _("Done")), ("warn", _("Watch out")), ("stop", _("Stop"))],
        default="brand",
        help_text=_("Decides the colour of the bar. The words must say the same thing."),
    )
    heading = blocks.CharBlock(label=_("First line"), max_length=120, help_text=_("What it is about, in a few words."))
    text = blocks.RichTextBlock(
        label=_("Text"), features=FEATURES_WITHOUT_HEADINGS, required=False, help_text=_("One or two sentences.")
    )

    class Meta:
        icon = "info-circle"
        label = _("Callout")
        template = "grund/blocks/callout.html"
        preview_value = {"kind": "brand", "heading": "Bra att veta", "text": PREVIEW_TEXT}
        description = _("A short remark that must not be missed")


class QuoteBlock(blocks.StructBlock):
    """Somebody's words."""

    text = blocks.TextBlock(label=_("Quotation"), help_text=_("The words, without quotation marks."))
    source = blocks.CharBlock(
        label=_("Who said it"), required=False, help_text=_("Role or document, not a private name.")
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "grund/blocks/quote.html"
        preview_value = {"text": "Vi slutade gissa och började planera.", "source": "En objektledare"}
        description = _("Words of somebody, with the source")


def term_choices():
    """The words that editors can explain, in the order of the alphabet."""
    return [(term.uid, term.term) for term in given("terms", visitor=Visitor(), language=source_language())]


def terms_by_uid(visitor, language):
    """Every term that ``visitor`` may see, by its uid; asked once per request."""
    return visitor.remember(
        ("terms", language), lambda: {term.uid: term for term in given("terms", visitor=visitor, language=language)}
    )


class UidBlock(blocks.ChoiceBlock):
    """A choice among records, by the uid that never changes. The list of choices is asked for in the editor only:
    stock compares every stored value with it, which would be a query for each block on each page shown."""

    def normalize_choice(self, value):
        return None if value is None else str(value)

    def get_searchable_content(self, value):
        return []  # the record's words are its own


class TermBlock(UidBlock):
    """The definition of a word from the glossary, folded up under "Vad betyder …?"."""

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", _("The definition comes from the glossary and follows it."))
        super().__init__(choices=term_choices, **kwargs)

    def deconstruct(self):
        # The choices are content, not structure: they have no place in a migration.
        return ("grund.blocks.text.TermBlock", [], {})

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        visitor = visitor_in(parent_context)
        context["term"] = terms_by_uid(visitor, current_language()).get(value)
        return context

    class Meta:
        icon = "help"
        label = _("Explained word")
        template = "grund/blocks/term.html"
        preview_value = "objekt"
        description = _("A word's definition from the glossary, folded up")
