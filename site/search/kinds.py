"""The kinds of things that can be found: pages and documents here, everything else as other apps give it."""

import hashlib
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model
from wagtail.models import Page

from grund.contributions import given
from grund.shapes import SearchKind, SearchRecord
from grund.words import page_words

PAGES, DOCUMENTS = "page", "document"
AT_ONCE = 200  # pages that are held in memory at once


@dataclass(frozen=True)
class KindName:
    """How readers know a kind: its stored name, a word for one and a word for several; whether new stands first, and
    whether one is looked up by its name."""

    name: str
    label: str
    plural: str
    decays: bool = False
    by_name: bool = False


def sources():
    """{name of the source: SearchKind}: what gives records."""
    found = {kind.name: kind for kind in (*_own(), *given("search_kind"))}
    return dict(sorted(found.items(), key=lambda item: item[1].order))


def kind_names():
    """{stored name: KindName} of all that a reader may narrow by. Page types bring their own."""
    found = {}
    for model in apps.get_models():
        if not issubclass(model, Page) or model is Page or model._meta.abstract:
            continue
        name = getattr(model, "search_kind", "page")
        decays, by_name = getattr(model, "search_decays", False), getattr(model, "search_by_name", False)
        label = _("Page") if name == "page" else getattr(model, "kind_label", _("Page"))
        if name not in found or decays or by_name:  # of "Objects" and "Object" the word for one
            found[name] = KindName(name, label, getattr(model, "kinds_label", _("Pages")), decays, by_name)
    for kind in (*_own()[1:], *given("search_kind")):
        found[kind.name] = KindName(kind.name, kind.label, kind.plural, kind.decays, kind.by_name)
    return found


def _own():
    document = get_document_model()
    return [
        SearchKind(PAGES, _("Page"), _("Pages"), page_records, order=0, stamps=page_stamps),
        SearchKind(DOCUMENTS, _("Document"), _("Documents"), document_records, {document: _text_keys}, order=90),
    ]


def _text_keys(keys):
    return [str(key) for key in keys]


def page_records(keys=None):
    """One record for each live page below the root, with its own words; whether a visitor may see it is asked later."""
    names = dict(_locales())
    numbers = list(_live(keys).values_list("pk", flat=True))
    for start in range(0, len(numbers), AT_ONCE):
        batch = Page.objects.filter(pk__in=numbers[start : start + AT_ONCE], live=True).specific()
        for page in batch:
            yield page_record(page, names.get(page.locale_id, settings.LANGUAGE_CODE))


# Of a page's row: what changes without its words.
_RESTLESS = frozenset(
    "path depth numchild url_path slug draft_title has_unpublished_changes owner locked locked_at locked_by go_live_at "
    "expire_at latest_revision live_revision latest_revision_created_at".split()
)


def page_stamps(keys=None):
    """{key: stamp} of each live page below the root: a digest of its stored row, read as the database gives it. Types
    whose records say what stands elsewhere have none."""
    pages = _live(keys)
    found = {}
    types = ContentType.objects.in_bulk(set(pages.values_list("content_type", flat=True).order_by()))
    for content_type in types.values():
        model = content_type.model_class()
        if model is None or not getattr(model, "search_in_own_row", False):
            continue
        names = [field.name for field in model._meta.concrete_fields if field.name not in _RESTLESS]
        rows = model._default_manager.filter(pk__in=pages.filter(content_type=content_type).order_by().values("pk"))
        with connection.cursor() as cursor:
            cursor.execute(*rows.order_by().values_list("pk", *names).query.sql_with_params())
            for key, *row in cursor.fetchall():
                digest = hashlib.blake2b(repr(row).encode("utf-8", "replace"), digest_size=16)
                found[str(key)] = digest.hexdigest()
    return {str(key): found.get(str(key), "") for key in pages.values_list("pk", flat=True)}


def _live(keys):
    pages = Page.objects.filter(live=True, depth__gt=1).order_by("path")
    return pages if keys is None else pages.filter(pk__in=[int(key) for key in keys])


def _locales():
    from wagtail.models import Locale

    return Locale.objects.values_list("pk", "language_code")


def page_record(page, language):
    """The record of one page of any type, a stranger's too."""
    facts = page.get_search_facts() if hasattr(page, "get_search_facts") else {}
    lead = getattr(page, "lead", "") or page.search_description
    text = page.get_search_text() if hasattr(page, "get_search_text") else page_words(page)
    return SearchRecord(
        key=str(page.pk),
        language=language,
        title=page.title,
        text=text,
        lead=lead or "",
        kind=getattr(page, "search_kind", "page"),
        keywords=tuple(facts.get("keywords", ())),
        page_id=page.pk,
        objects=tuple(facts.get("objects", ())),
        roles=tuple(facts.get("roles", ())),
        years=tuple(facts.get("years", ())),
        day=facts.get("day"),
    )


def document_records(keys=None):
    """One record for each document, by its title and tags; the text of its file comes with every record that is
    about it."""
    rows = get_document_model().objects.order_by("pk")
    if keys is not None:
        rows = rows.filter(pk__in=[int(key) for key in keys])
    numbers = list(rows.values_list("pk", flat=True))
    for start in range(0, len(numbers), AT_ONCE):
        part = numbers[start : start + AT_ONCE]
        batch = get_document_model().objects.filter(pk__in=part).prefetch_related("tags")
        for document in batch:
            yield SearchRecord(
                key=str(document.pk),
                language="",
                title=document.title,
                url=document.url,
                keywords=tuple(tag.name for tag in document.tags.all()),
                document_id=document.pk,
                years=(timezone.localtime(document.created_at).year,),
            )
