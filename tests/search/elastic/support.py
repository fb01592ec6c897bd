"""What several of these tests need."""

from elasticsearch import Elasticsearch

from grund.visitors import Visitor
from search import engine, language, state
from search.engines import elastic_documents, elastic_index
from search.engines.elastic_client import alias, client


def indices(url, prefix):
    """The names of the indices that begin with ``prefix``."""
    with Elasticsearch(url) as own:
        return set(own.indices.get_settings(index=f"{prefix}*", name="index.uuid"))


def seem_built():
    """What the database says when the index is there."""
    state.store("elastic", elastic_documents.GENERATION, "somewhere")


def ask(query, visitor=None, **options):
    """A search as an anonymous reader's, everything that processes remember read anew."""
    language.forget()
    return engine.find(query, visitor or Visitor(), "sv", **options)


def see():
    """Let searches see what was told."""
    client().indices.refresh(index=alias())


def drain():
    """What the worker does, seen at once. Gives how many changes it told of."""
    handled = elastic_index.drain()
    see()
    return handled


def titles(query, **options):
    """The titles of what Elasticsearch found."""
    found = ask(query, **options)
    assert not found.simplified
    return [hit.title for hit in found.hits]
