"""Every field and every block says in Swedish what it is and what belongs in it."""

from pathlib import Path

import polib
import pytest
from django.utils.functional import Promise
from django.utils.translation import override
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from sidor.forms import ContactForm
from tests.admin import walk

pytestmark = pytest.mark.pure
SITE = Path(__file__).resolve().parents[2] / "site"
CATALOGUES = [SITE.parent / "locale/sv/LC_MESSAGES/django.po", *SITE.glob("*/locale/sv/LC_MESSAGES/django.po")]


@pytest.fixture(scope="module")
def swedish():
    """{English: Swedish} of all catalogues, without what is not translated yet."""
    found = {}
    for file in CATALOGUES:
        for entry in polib.pofile(str(file)):
            if entry.msgstr and "fuzzy" not in entry.flags:
                found[entry.msgid] = entry.msgstr
    assert len(found) > 300
    return found


def test_catalogues_agree_on_what_they_share():
    """Which one is asked first is decided by the order of the apps, which is nothing to build on."""
    found = {}
    for file in CATALOGUES:
        for entry in polib.pofile(str(file)).translated_entries():
            found.setdefault((entry.msgctxt, entry.msgid, entry.msgid_plural), set()).add(entry.msgstr)
    assert {key: words for key, words in found.items() if len(words) > 1} == {}


def missing(text, swedish):
    """Why a text is no good: empty, not for translation, or not translated; else nothing."""
    if not text:
        return "is empty"
    if not isinstance(text, Promise):
        return f"is not for translation: {text!r}"
    with override("en"):
        english = str(text)
    with override("sv"):
        shown = str(text)
    # "program" is the same word in both languages, so it is the catalogue that tells.
    if english not in swedish:
        return f"is not in the catalogue: {english!r}"
    return "" if shown == swedish[english] else f"is shown as {shown!r}"


FIELDS = [(model, field) for model in walk.models() for field in walk.fields_of(model)]


@pytest.mark.parametrize("model, field", FIELDS, ids=[f"{model.__name__}.{field.name}" for model, field in FIELDS])
def test_a_field_has_a_label_and_a_help_text_in_swedish(swedish, model, field):
    wrong = {"label": missing(field.verbose_name, swedish)}
    if field.editable and model not in walk.READ:  # else it is only read in the admin
        wrong["help text"] = missing(field.help_text, swedish)
    assert {name: why for name, why in wrong.items() if why} == {}


@pytest.mark.parametrize("model", walk.models(), ids=lambda model: model.__name__)
def test_a_model_has_a_name_in_swedish(swedish, model):
    assert missing(model._meta.verbose_name, swedish) == ""
    assert model is walk.SiteSettings or missing(model._meta.verbose_name_plural, swedish) == ""


@pytest.mark.parametrize("name", ["message", "page", "reply_to"])
def test_the_contact_form_says_what_belongs_in_it(swedish, name):
    field = ContactForm().fields[name]
    assert missing(field.label, swedish) == missing(field.help_text, swedish) == ""


@pytest.mark.parametrize("model", [m for m in walk.models() if hasattr(m, "kind_label")], ids=lambda m: m.__name__)
def test_a_page_type_says_in_swedish_what_it_is_in_a_search(swedish, model):
    assert missing(model.kind_label, swedish) == ""


def inside_wagtails_own(block):
    """Wagtail's picture with alternative text labels its own parts."""
    return isinstance(block, ImageBlock)


def test_every_block_has_a_label_in_swedish(swedish):
    wrong = {}
    for path, _name, block, holder in walk.all_blocks():
        if inside_wagtails_own(holder) or not path:
            continue
        why = missing(block.meta.label if hasattr(block.meta, "label") else "", swedish)
        if why:
            wrong[path] = why
    assert wrong == {}


# What an editor types into or chooses from; lists and structs are explained by their parts.
TYPED = (blocks.FieldBlock,)
EXPLAINED_BY_THE_LIST = (blocks.ListBlock, blocks.BaseStreamBlock)


def test_every_part_of_a_struct_has_a_help_text_in_swedish(swedish):
    wrong = {}
    for path, _name, block, holder in walk.all_blocks():
        if inside_wagtails_own(holder) or not isinstance(block, TYPED) or isinstance(block, ImageChooserBlock):
            continue
        if isinstance(holder, EXPLAINED_BY_THE_LIST):
            continue
        why = missing(block.field.help_text if hasattr(block, "field") else "", swedish)
        if why:
            wrong[path] = why
    assert wrong == {}


def test_every_block_that_one_can_choose_says_what_it_is_for(swedish):
    wrong = {}
    for path, stream in walk.streams():
        for name, block in choices(stream):
            why = missing(getattr(block.meta, "description", ""), swedish)
            if why:
                wrong[f"{path}.{name}"] = why
            if block.meta.icon == "placeholder":
                wrong[f"{path}.{name} icon"] = "has none"
    assert wrong == {}


def choices(block):
    """[(name, block)] of everything that stands in a picker with more than one kind, at any depth."""
    found = []
    if isinstance(block, blocks.BaseStreamBlock) and len(block.child_blocks) > 1:
        found += block.child_blocks.items()
    for _name, child in walk.children(block):
        found += choices(child)
    return found


def test_every_stream_has_a_help_text(swedish):
    for model in walk.models():
        for field in walk.fields_of(model):
            if isinstance(field, StreamField):
                assert missing(field.help_text, swedish) == "", f"{model.__name__}.{field.name}"
