"""What Elasticsearch is told of an entry: the fields of an index, documents, and a stamp that says what one was made from."""

import hashlib
import json
import zlib

from django.conf import settings
from django.db import connection
from django.db.models.functions import Length

from search.models import Channels, DocumentText, Entry
from search.text import VERSION

BATCH = 200
_TEXT = {"type": "text", "analyzer": "whitespace", "norms": True}
_WORD = {"type": "keyword"}
MAPPING = {
    "dynamic": "strict",
    "properties": {
        "entry": {"type": "long"},
        "kind": _WORD,
        "language": _WORD,
        "audience": _WORD,
        "path": _WORD,
        "collection": _WORD,
        "objects": _WORD,
        "roles": _WORD,
        "years": _WORD,
        "stamp": _WORD,
        # The channels of search.text: as written and stems are strong, parts of compounds and words without å ä ö weak.
        "t_strong": _TEXT,
        "t_weak": _TEXT,
        "b_strong": _TEXT,
        "b_weak": _TEXT,
    },
}
FIXED = {
    "refresh_interval": "1s",
    "max_inner_result_window": 1000,  # as many hits of a reader's choice as of all
    "gc_deletes": "1h",  # what was deleted while a rebuild read it does not come back
}
# Which index this code can use: another language of search, or other fields, and the worker builds anew.
GENERATION = zlib.crc32(json.dumps([VERSION, MAPPING, FIXED]).encode())


def index_settings():
    """What an index is made with; a cluster gets its shards and replicas from the site's settings."""
    return {
        "number_of_shards": settings.ELASTICSEARCH_SHARDS,
        "number_of_replicas": settings.ELASTICSEARCH_REPLICAS,
        **FIXED,
    }


def documents(keys=None):
    """(primary key, document) of entries, of all where ``keys`` is None, in order."""
    last = 0
    while True:
        rows = Entry.objects.filter(pk__gt=last).order_by("pk")
        if keys is not None:
            rows = rows.filter(pk__in=keys)
        batch = list(rows.select_related("channels")[:BATCH])
        if not batch:
            return
        places = _places(batch)
        for row in batch:
            yield row.pk, document(row, *places[row.pk])
        last = batch[-1].pk


def _places(rows):
    """{entry: (tree path of its page, path of its document's collection, length of its file's text)}."""
    from wagtail.documents import get_document_model
    from wagtail.models import Page

    pages = dict(Page.objects.filter(pk__in={row.page_id for row in rows} - {None}).values_list("pk", "path"))
    numbers = {row.document_id for row in rows} - {None}
    paths = dict(get_document_model().objects.filter(pk__in=numbers).values_list("pk", "collection__path"))
    texts = DocumentText.objects.filter(document_id__in=numbers)
    lengths = dict(texts.values_list("document_id", Length("text")))
    return {
        row.pk: (pages.get(row.page_id, ""), paths.get(row.document_id, ""), lengths.get(row.document_id, 0))
        for row in rows
    }


def document(row, path, collection, length):
    """One entry as Elasticsearch keeps it."""
    words = getattr(row, "channels", None) or Channels()  # an entry that has lost its words is mended by the worker
    return {
        "entry": row.pk,
        "kind": row.kind,
        "language": row.language or "-",
        "audience": row.audience or "-",
        "path": path,
        "collection": collection,
        "objects": row.objects_text.split(),
        "roles": row.roles_text.split(),
        "years": row.years_text.split(),
        "t_strong": f"{words.t_exact} {words.t_stem}",
        "t_weak": f"{words.t_parts} {words.t_fold}",
        "b_strong": f"{words.b_exact} {words.b_stem}",
        "b_weak": f"{words.b_parts} {words.b_fold}",
        "stamp": stamp(row.digest, path, collection, length),
    }


def stamp(digest, path, collection, length):
    """What a document was made from, in short."""
    return hashlib.blake2b(f"{VERSION} {digest} {path} {collection} {length}".encode(), digest_size=12).hexdigest()


def stamps():
    """{entry: stamp} of all entries, without their words."""
    from wagtail.documents import get_document_model

    table = get_document_model()._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.id, e.digest, COALESCE(p.path, ''), COALESCE(k.path, ''), COALESCE(LENGTH(t.text), 0) "
            "FROM search_entry e LEFT JOIN wagtailcore_page p ON p.id = e.page_id "
            f'LEFT JOIN "{table}" d ON d.id = e.document_id LEFT JOIN wagtailcore_collection k ON k.id = d.collection_id '
            "LEFT JOIN search_documenttext t ON t.document_id = e.document_id"
        )
        return {row[0]: stamp(*row[1:]) for row in cursor.fetchall()}
