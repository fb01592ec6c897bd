"""What several of these tests need."""

from elasticsearch import Elasticsearch

from grund.visitors import Visitor
from search import engine, language, state
from search.engines import elastic_documents


def indices(url, prefix):
    """The names of the indices that begin with ``prefix``."""
    with Elasticsearch(url) as client:
        return set(client.indices.get_settings(index=f"{prefix}*", name="index.uuid"))


def seem_built():
    """What the database says when the index is there."""
    state.store("elastic", elastic_documents.GENERATION, "somewhere")


def ask(query, visitor=None, **options):
    """A search as an anonymous reader's, everything that processes remember read anew."""
    language.forget()
    return engine.find(query, visitor or Visitor(), "sv", **options)
