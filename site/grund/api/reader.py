"""Somebody who reads through the interface, in one language: what all parts of one answer lead to, asked for at once."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import CollectionViewRestriction, Page

from grund.blocks.text import terms_by_uid
from grund.rich_text import linked_pages
from grund.visitors import visitor_of

from . import images, text


def type_of(page):
    """The name of a page's type, as app and class. From the content types that the process keeps."""
    model = page.cached_content_type.model_class()
    return model._meta.label if model else ""


def reference(page):
    """A page in the shape of :class:`~grund.api.schema.PageReference`; it must have its locale at hand."""
    return {
        "id": page.pk,
        "type": type_of(page),
        "title": page.title,
        "url": page.get_url() or "",
        "locale": page.locale.language_code,
    }


class Reader:
    """``markdown``: rich text is given as Markdown; ``html``: blocks are rendered with the site's templates too."""

    def __init__(self, request, language, markdown=False, html=False):
        self.request, self.language, self.markdown, self.html = request, language, markdown, html
        self.visitor = visitor_of(request)
        request.answer_language = language
        if html:
            self.visitor.request = request  # templates ask for what the site's frame knows
        self._pages, self._documents, self._images = {}, {}, {}

    def prepare(self, pages=(), documents=(), pictures=(), also=None):
        """Ask for what an answer leads to: one query for each kind that there is any of. ``also`` is a condition of
        further pages that are asked for in the same query; gives those that the reader may see of them."""
        documents, pictures = set(documents) - self._documents.keys(), set(pictures) - self._images.keys()
        rows, keep = [], self.visitor.keep  # so that the templates of blocks find them too
        if pages or also is not None:
            self._pages.update(linked_pages(set(pages) - {None}, self.visitor, self.language, also, rows))
            keep(Page, {row.pk: row for row in rows})
        if documents:
            files = get_document_model().objects.filter(pk__in=documents).select_related("collection")
            found = dict.fromkeys(documents) | {row.pk: row for row in self.open(files, "collection")}
            self._documents.update(found)
            keep(files.model, found)
        if pictures:
            found = dict.fromkeys(pictures) | images.images_of(pictures, self.open)
            self._images.update(found)
            keep(get_image_model(), found)
        return rows

    def open(self, rows, collection):
        """``rows`` without those in a collection that is closed to this reader."""
        if self.visitor.user.is_authenticated:
            for path in self.visitor.hidden_collections:
                rows = rows.exclude(**{f"{collection}__path__startswith": path})
            return rows
        path = ExpressionWrapper(OuterRef(f"{collection}__path"), output_field=CharField())
        closed = CollectionViewRestriction.objects.alias(inner=path)
        return rows.exclude(Exists(closed.filter(inner__startswith=F("collection__path"))))

    def page(self, pk):
        """The page with this key in the reader's language, as a reference; None where the reader sees none."""
        if pk is None:
            return None
        if pk not in self._pages:
            self.prepare(pages=[pk])
        found = self._pages[pk]
        return reference(found) if found is not None and found.get_url() else None

    def document(self, pk):
        if pk is None:
            return None
        if pk not in self._documents:
            self.prepare(documents=[pk])
        found = self._documents[pk]
        return None if found is None else file_of(found)

    def image(self, pk, alt="", decorative=False):
        if pk is None:
            return None
        if pk not in self._images:
            self.prepare(pictures=[pk])
        found = self._images[pk]
        return None if found is None else images.shown(found, alt, decorative)

    def term(self, uid):
        found = terms_by_uid(self.visitor, self.language).get(uid)
        return found and {"uid": found.uid, "term": found.term, "definition": found.definition, "url": found.url}

    def text(self, html):
        """Rich text with its links resolved, in the format that was asked for."""
        found = text.resolved(html, self)
        return text.markdown(found) if self.markdown else found


def file_of(document):
    """A document in the shape of :class:`~grund.api.schema.DocumentReference`."""
    return {
        "id": document.pk,
        "title": document.title,
        "url": document.url,
        "filename": document.filename,
        "file_type": document.file_extension,
        "size": document.file_size,
    }
