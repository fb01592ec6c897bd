"""Elasticsearch 8: documents get ready words and stems, so that nothing but the server's core is needed.

Stock wants ngrams and folding of the server (the module analysis-common, which a minimal distribution lacks), folds on one
side only, and cannot take quotation marks in a search while typing. No setting names this backend: the admin's search asks
the database. It is here for a site that wants otherwise.
"""

from modelsearch.backends.elasticsearch8 import (
    Elasticsearch8AutocompleteQueryCompiler,
    Elasticsearch8Index,
    Elasticsearch8Mapping,
    Elasticsearch8SearchBackend,
    Elasticsearch8SearchQueryCompiler,
)
from modelsearch.backends.elasticsearchbase import Field
from modelsearch.index import AutocompleteField, SearchField
from modelsearch.query import Fuzzy

from .entries import as_text
from .stems import stems, words
from .tree import ANY, BUT, OR, PHRASE, Leaf, Reader

READY = {"analyzer": "whitespace"}
PARTIAL = "_edgengrams"


class Mapping(Elasticsearch8Mapping):
    # What is typed ahead asks for the beginnings of words.
    edgengram_analyzer_config = {**READY, "index_prefixes": {"min_chars": 1, "max_chars": 15}}

    def get_mapping(self):
        mapping = super().get_mapping()
        _read_as_ready(mapping["properties"])
        return mapping

    def _get_document_field_data(self, field, obj):
        name, value, partial = super()._get_document_field_data(field, obj)
        if isinstance(field, AutocompleteField):
            value = " ".join(words(as_text(value)))
            partial = [value]
        elif isinstance(field, SearchField) and self.get_field_mapping(field)[1]["type"] == "text":
            value = " ".join(stems(as_text(value)))
        return name, value, partial


def _read_as_ready(properties):
    """Every text field takes the words as they come."""
    for mapping in properties.values():
        if mapping["type"] == "text":
            mapping |= READY
        elif mapping["type"] == "nested":
            _read_as_ready(mapping["properties"])


class Index(Elasticsearch8Index):
    def delete(self):
        """The index of that name, or those that the alias of that name leads to, which stock fails on."""
        for name in self.es.indices.get_alias(index=self.name, ignore_unavailable=True):
            self.es.indices.delete(index=name, ignore_unavailable=True)


class Compiler:
    """Before a stock compiler in the bases."""

    mapping_class = Mapping
    DEFAULT_OPERATOR = "and"  # as on the databases
    reads_partly = False

    def asked_fields(self):
        return self.remapped_fields

    def get_inner_query(self):
        fields = self.asked_fields()
        if isinstance(self.query, Fuzzy) and not self.reads_partly:
            ready = Fuzzy(" ".join(stems(self.query.query_string)), operator=self.query.operator)
            return self._compile_fuzzy_query(ready, fields)
        asked = Reader(words if self.reads_partly else stems, prefix=self.reads_partly).read(self.query)
        if asked.is_none:
            return {"match_none": {}}
        if asked.is_all:
            return {"match_all": {}}
        found = _compiled(asked.node, fields)
        return {"bool": {"must_not": found}} if asked.negated else found


def _compiled(node, fields):
    if isinstance(node, Leaf):
        kind = "phrase" if node.how == PHRASE else "bool_prefix" if node.prefix else "best_fields"
        asked = {
            "query": " ".join(node.words),
            "type": kind,
            "fields": [field.field_name_with_boost for field in fields],
        }
        if node.how != PHRASE:
            asked["operator"] = "or" if node.how == ANY else "and"
        return {"multi_match": {**asked, "boost": node.boost}}
    parts = [_compiled(part, fields) for part in node.parts]
    if node.how == BUT:
        return {"bool": {"must": parts[:1], "must_not": parts[1:]}}
    if node.how == OR:
        return {"bool": {"should": parts, "minimum_should_match": 1}}
    return {"bool": {"must": parts}}


class SearchCompiler(Compiler, Elasticsearch8SearchQueryCompiler):
    pass


class AutocompleteCompiler(Compiler, Elasticsearch8AutocompleteQueryCompiler):
    reads_partly = True

    def asked_fields(self):
        return [Field(name) for name in self.remapped_fields or [PARTIAL]]


class SearchBackend(Elasticsearch8SearchBackend):
    mapping_class = Mapping
    index_class = Index
    query_compiler_class = SearchCompiler
    autocomplete_query_compiler_class = AutocompleteCompiler
    settings = {"settings": {"index": {"refresh_interval": "1s"}}}
