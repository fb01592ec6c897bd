"""Blocks of rows. Tables are rows of structs, since a translator must get at each cell."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .text import FEATURES_WITHOUT_HEADINGS, PREVIEW_TEXT


class PrincipleBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Name"), max_length=80, help_text=_("A few words."))
    sentence = blocks.TextBlock(label=_("Sentence"), help_text=_("What the principle means in practice."))

    class Meta:
        label = _("Principle")


class PrinciplesBlock(blocks.ListBlock):
    """Names at the left, a sentence each at the right."""

    def __init__(self, child_block=None, **kwargs):
        super().__init__(child_block or PrincipleBlock(), **kwargs)

    class Meta:
        icon = "list-ul"
        label = _("Principles")
        template = "grund/blocks/principles.html"
        preview_value = [{"name": "Öppenhet", "sentence": "Alla kan läsa vad vi har valt och vad det kostar."}]
        description = _("A list of names with a sentence each")


class StepBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Name"), max_length=60, help_text=_("One or two words."))
    text = blocks.TextBlock(label=_("Text"), required=False, help_text=_("One line about who does what."))
    is_decision = blocks.BooleanBlock(
        label=_("This step is the decision"), required=False, help_text=_("The circle is filled.")
    )

    class Meta:
        label = _("Step")


class StepsBlock(blocks.ListBlock):
    """The steps of a process in their order."""

    def __init__(self, child_block=None, **kwargs):
        super().__init__(child_block or StepBlock(), **kwargs)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "grund/blocks/steps.html"
        preview_value = [
            {"name": "Utkast", "text": "Paret skriver.", "is_decision": False},
            {"name": "Beslutad", "text": "Ägaren beslutar.", "is_decision": True},
        ]
        description = _("The steps of a process, in order")


class TableRowBlock(blocks.StructBlock):
    cells = blocks.ListBlock(blocks.CharBlock(label=_("Cell"), required=False), label=_("Cells"))

    class Meta:
        label = _("Row")


class TableBlock(blocks.StructBlock):
    """A table with a caption. The first cell of each row is its heading."""

    caption = blocks.CharBlock(label=_("Caption"), help_text=_("What the table shows. It is read out first."))
    columns = blocks.ListBlock(blocks.CharBlock(label=_("Heading")), label=_("Column headings"), min_num=2, max_num=8)
    rows = blocks.ListBlock(TableRowBlock(), label=_("Rows"), min_num=1)

    def clean(self, value):
        cleaned = super().clean(value)
        width = len(cleaned["columns"])
        errors = {}
        for number, row in enumerate(cleaned["rows"]):
            if len(row["cells"]) != width:
                errors[number] = blocks.StructBlockValidationError(
                    non_block_errors=[
                        _("The row has %(found)d cells but there are %(wanted)d columns.")
                        % {"found": len(row["cells"]), "wanted": width}
                    ]
                )
        if errors:
            raise blocks.StructBlockValidationError(
                block_errors={"rows": blocks.ListBlockValidationError(block_errors=errors)}
            )
        return cleaned

    class Meta:
        icon = "table"
        label = _("Table")
        template = "grund/blocks/table.html"
        preview_value = {
            "caption": "Gränsfall",
            "columns": ["Exempel", "Typ"],
            "rows": [{"cells": ["Ny e-tjänst", "VU"]}, {"cells": ["Ny version", "VM"]}],
        }
        description = _("A small table with a caption")


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("Question"), help_text=_("As the reader would ask it."))
    answer = blocks.RichTextBlock(
        label=_("Answer"), features=FEATURES_WITHOUT_HEADINGS, help_text=_("The short answer first.")
    )

    class Meta:
        label = _("Question and answer")


class FaqBlock(blocks.ListBlock):
    """Questions that open to their answers."""

    def __init__(self, child_block=None, **kwargs):
        super().__init__(child_block or QuestionBlock(), **kwargs)

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        template = "grund/blocks/faq.html"
        preview_value = [{"question": "Vem bestämmer?", "answer": PREVIEW_TEXT}]
        description = _("Questions that open to their answers")
