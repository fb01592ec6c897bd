"""What a receiver may be told, in words."""

from django.utils.translation import gettext_lazy as _

from . import record
from .public import events_of_facts

WORDS = {
    record.PUBLISHED: _("A page is published, also anew, or open to everybody again"),
    record.UNPUBLISHED: _("A page is withdrawn or no longer open to everybody"),
    record.MOVED: _("A page has another address, since it or one above it was moved or renamed"),
    record.SLUG_CHANGED: _("A page has another address, since its own short name was changed"),
    record.DELETED: _("A page is deleted"),
    record.REDIRECT_ADDED: _("A redirect is new"),
    record.REDIRECT_CHANGED: _("A redirect leads elsewhere"),
    record.REDIRECT_REMOVED: _("A redirect is gone"),
}


def choices():
    """[(event, its words)] of everything that can be chosen."""
    return [*WORDS.items(), *events_of_facts().items()]


def in_words(type):
    return dict(choices()).get(type) or (_("Test") if type == record.TEST else type)
