"""Registration only."""

from wagtail import hooks

from . import deletion, jobs  # noqa: F401
from .rich_text import LocalizedPageLinkHandler, PreparedDocumentLinkHandler


@hooks.register("register_rich_text_features", order=10)
def links_to_translations(features):
    features.register_link_type(LocalizedPageLinkHandler)
    features.register_link_type(PreparedDocumentLinkHandler)
