"""Links in rich text follow the language of the page they stand on, and never lead to what is not public."""

import re

from django.db.models import Q
from django.utils.html import escape
from wagtail.blocks import PageChooserBlock, RichTextBlock
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import LinkHandler

from .languages import current_language
from .stored import leaves
from .visitors import current_visitor

_LINK = r'<a\b(?=[^>]*\blinktype="{}")[^>]*\bid="(\d{{1,9}})"'
_PAGE_LINK, _DOCUMENT_LINK = re.compile(_LINK.format("page")), re.compile(_LINK.format("document"))


def linked_pages(ids, visitor, language, also=None, rows_seen=None):
    """{id: page}: for each page its translation in ``language`` where there is one, else the page itself; None
    where ``visitor`` may see neither. One query for the ids that this request has not asked for before.

    ``also`` is a condition of further pages that the same query is to fetch; what ``visitor`` may see of all that was
    fetched is then put into the list ``rows_seen``."""
    known = visitor.remember(("linked pages", language), dict)
    new = {pk for pk in ids if pk not in known}
    if new or also is not None:
        keys = Page.objects.filter(pk__in=new).values("translation_key")
        wanted = Q(Q(pk__in=new) | Q(locale__language_code=language), translation_key__in=keys)
        rows = Page.objects.filter(wanted if also is None else wanted | also).select_related("locale")
        seen = [page for page in rows if visitor.may_see(page)]
        if rows_seen is not None:
            rows_seen += seen
        translated = {page.translation_key: page for page in seen if page.locale.language_code == language}
        itself = {page.pk: page for page in seen}
        key_of = {page.pk: page.translation_key for page in rows}
        known.update({pk: translated.get(key_of.get(pk)) or itself.get(pk) for pk in new})
    return {pk: known[pk] for pk in ids}


def _key(attrs):
    """The id that a link names, None where it names none."""
    text = str(attrs.get("id", ""))
    return int(text) if text.isdecimal() and len(text) < 10 else None


def links_of(page):
    """(ids of pages, ids of documents) that ``page`` leads to: in rich text, by choosers and by own foreign keys."""
    pages, documents = set(), set()

    def look_at(text):
        pages.update(int(pk) for pk in _PAGE_LINK.findall(text))
        documents.update(int(pk) for pk in _DOCUMENT_LINK.findall(text))

    for field in page._meta.concrete_fields:
        if field.related_model is Page and field.model is not Page and not field.remote_field.parent_link:
            pages.add(getattr(page, field.attname))
        elif isinstance(field, RichTextField):
            look_at(str(getattr(page, field.attname)))
        elif isinstance(field, StreamField):
            value = getattr(page, field.attname)
            for block, raw in leaves(value.stream_block, value.raw_data):
                if isinstance(block, PageChooserBlock) and isinstance(raw, int):
                    pages.add(raw)
                elif isinstance(block, DocumentChooserBlock) and isinstance(raw, int):
                    documents.add(raw)
                elif isinstance(block, RichTextBlock):
                    look_at(str(raw))
    return pages - {None}, documents


def prepare_links(page, visitor, language):
    """Ask now, in one query of each kind, for all that the texts of ``page`` lead to, instead of once for each text."""
    pages, documents = links_of(page)
    linked_pages(pages, visitor, language)
    visitor.rows(get_document_model(), documents)


class LocalizedPageLinkHandler(LinkHandler):
    """Stock links lead to the page they were made for, whatever the language. Ours lead to its
    translation in the language of the address where there is one. A page that is gone, unpublished or
    closed to the visitor gives words without a link."""

    identifier = "page"

    @staticmethod
    def get_model():
        return Page

    @classmethod
    def get_many(cls, attrs_list):
        ids = [_key(attrs) for attrs in attrs_list]
        pages = linked_pages({pk for pk in ids if pk is not None}, current_visitor(), current_language())
        return [pages.get(pk) for pk in ids]

    @classmethod
    def expand_db_attributes(cls, attrs):
        return cls.expand_db_attributes_many([attrs])[0]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        return [cls._tag(page) for page in cls.get_many(attrs_list)]

    @classmethod
    def extract_references(cls, attrs):
        """For "used on these pages": (model, id, path in the model, path in the content)."""
        yield Page, attrs["id"], "", ""

    @staticmethod
    def _tag(page):
        url = page.get_url() if page is not None else None
        if not url:
            return "<a>"
        language = page.locale.language_code
        mark = "" if language == current_language() else f' hreflang="{escape(language)}"'
        return f'<a href="{escape(url)}"{mark}>'


class PreparedDocumentLinkHandler(DocumentLinkHandler):
    """Stock's link to a document, from what was asked for once for the whole page. Words without a link where the
    document is gone or closed to the visitor."""

    @classmethod
    def get_many(cls, attrs_list):
        ids = [_key(attrs) for attrs in attrs_list]
        visitor = current_visitor()
        found = [visitor.rows(cls.get_model(), ids).get(pk) for pk in ids]
        return [document if document and visitor.may_fetch(document) else None for document in found]
