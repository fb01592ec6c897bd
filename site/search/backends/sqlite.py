"""SQLite: the stock FTS5 table, filled with stems, asked by one join and ranked by bm25 with a weight for each column."""

from modelsearch.backends.database.sqlite.sqlite import (
    IndexEntry,
    SQLiteAutocompleteQueryCompiler,
    SQLiteFTSIndexEntry,
    SQLiteIndex,
    SQLiteSearchBackend,
    SQLiteSearchQueryCompiler,
)
from modelsearch.utils import get_content_type_pk, get_descendants_content_types_pks

from .entries import entries_of
from .hits import HitsCompiler, is_number, is_uuid
from .stems import stems, words
from .tree import ANY, BUT, OR, PHRASE, Leaf

# In the order of the table's columns: autocomplete, body, title.
WEIGHTS = "1.0, 1.0, 8.0"


def match(node):
    """The tree in FTS5's own language. Words have letters and digits only, so nothing in them needs escaping."""
    if isinstance(node, Leaf):
        if node.how == PHRASE:
            return f'"{" ".join(node.words)}"'
        quoted = [f'"{word}"' for word in node.words]
        if node.prefix:
            quoted[-1] += "*"
        return "(" + (" OR " if node.how == ANY else " AND ").join(quoted) + ")"
    sign = {BUT: " NOT ", OR: " OR "}.get(node.how, " AND ")
    return "(" + sign.join(match(part) for part in node.parts) + ")"


class Compiler(HitsCompiler):
    def hits(self, node):
        field, key = self.key_field(), "entry.object_id"
        if is_number(field):
            key = f"CAST({key} AS INTEGER)"
        elif is_uuid(field):
            key = f"REPLACE({key}, '-', '')"  # as Django keeps it in SQLite
        types = get_descendants_content_types_pks(self.queryset.model)
        table = SQLiteFTSIndexEntry._meta.db_table
        # CROSS JOIN: the index of words first. LIMIT: the query is carried out once, as it stands, before it is joined.
        sql = (
            f"SELECT {key} AS row_key, -bm25({table}, {WEIGHTS}) AS score"  # noqa: S608
            f' FROM {table} CROSS JOIN "{IndexEntry._meta.db_table}" entry ON entry.id = {table}.rowid'
            f" WHERE {table} MATCH %s AND entry.content_type_id IN ({', '.join(['%s'] * len(types))}) LIMIT -1"
        )
        return sql, [f"{{{' '.join(self.columns())}}} : {match(node)}", *types]


class SearchCompiler(Compiler, SQLiteSearchQueryCompiler):
    pass


class AutocompleteCompiler(Compiler, SQLiteAutocompleteQueryCompiler):
    pass


class Index(SQLiteIndex):
    def _refresh_title_norms(self, full=False):
        """bm25 knows the length of a row; stock asks the whole index for it at every save."""

    def add_items(self, model, objs):
        rows = entries_of(model, objs)
        if not rows:
            return
        content_type = get_content_type_pk(model)
        made = [
            IndexEntry(
                content_type_id=content_type,
                object_id=row.key,
                title=_joined(stems, row.title),
                body=_joined(stems, row.body),
                autocomplete=_joined(words, row.autocomplete),
            )
            for row in rows
        ]
        self.entries.bulk_create(
            made,
            update_conflicts=True,
            unique_fields=["content_type", "object_id"],
            update_fields=["title", "body", "autocomplete"],
        )


def _joined(reader, texts):
    return " ".join(word for text, _boost in texts for word in reader(text))


class SearchBackend(SQLiteSearchBackend):
    query_compiler_class = SearchCompiler
    autocomplete_query_compiler_class = AutocompleteCompiler
    index_class = Index
