"""The models that editors fill in, their fields, and every block of their streams."""

from wagtail import blocks
from wagtail.fields import StreamField

from grund.checks import page_types
from headless.models import ReaderToken, WebhookDelivery, WebhookEndpoint
from modellen.models import TemplateItem, Term, YearWheelEvent
from nackamodellen.models import SiteSettings
from personer.models import OrganisationUnit, Person
from sidor.models import ContactMessage

SNIPPETS = [Term, TemplateItem, YearWheelEvent]
RECORDS = [OrganisationUnit, Person, SiteSettings]
READ = [ContactMessage, WebhookDelivery]  # written elsewhere, and only read in the admin
# Rows with parts that nobody fills in, nor ever sees in words: digests, secrets, leases.
TECHNICAL = {
    ReaderToken: {"digest"},
    WebhookEndpoint: {"secret", "earlier_secret", "earlier_until", "failures", "resting_until", "created_at"},
    WebhookDelivery: {"stream", "leased_by", "leased_until"},
}
# Fields that Wagtail's own mixins bring, with its own words.
WAGTAILS = {
    *("id", "page_ptr", "translation_key", "locale", "live", "has_unpublished_changes", "first_published_at"),
    *("last_published_at", "go_live_at", "expire_at", "expired", "latest_revision", "live_revision", "locked"),
    *("locked_at", "locked_by", "site"),
}


def models():
    return [*page_types(), *SNIPPETS, *RECORDS, *READ, ReaderToken, WebhookEndpoint]


def fields_of(model):
    """The fields that are ours."""
    names = WAGTAILS | TECHNICAL.get(model, set())
    return [field for field in model._meta.local_fields if field.name not in names]


def children(block):
    """[(name or "", block)] right inside a block."""
    if isinstance(block, blocks.BaseStreamBlock | blocks.BaseStructBlock):
        return list(block.child_blocks.items())
    return [("", block.child_block)] if isinstance(block, blocks.ListBlock) else []


def walk(block, path):
    """(path, name, block, what holds it) of everything below a block, each kind once for each place."""
    for name, child in children(block):
        yield f"{path}.{name or 'item'}", name, child, block
        yield from walk(child, f"{path}.{name or 'item'}")


def streams():
    """[(path, the stream's block)] of every stream of ours."""
    return [
        (f"{model.__name__}.{field.name}", field.stream_block)
        for model in models()
        for field in fields_of(model)
        if isinstance(field, StreamField)
    ]


def all_blocks():
    return [found for path, stream in streams() for found in walk(stream, path)]
