"""PostgreSQL: the stock table, whose vectors are written word by word here instead of by a text search configuration.

So the stems are those of the other engines, å ä ö are folded, and no parser of PostgreSQL sees what somebody typed.
"""

from modelsearch.backends.database.postgres.postgres import (
    IndexEntry,
    PostgresAutocompleteQueryCompiler,
    PostgresIndex,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
)
from modelsearch.backends.database.postgres.weights import get_weight
from modelsearch.utils import get_content_type_pk, get_descendants_content_types_pks

from .entries import entries_of
from .hits import HitsCompiler, is_number, is_uuid
from .stems import stems, words
from .tree import ALL, AND, ANY, BUT, OR, PHRASE, Branch, Leaf, wanted_leaves

MOST_BYTES = 700_000  # of one vector; PostgreSQL refuses 1 048 576
MOST_PLACES = 250  # of one word; PostgreSQL keeps 255
MOST_RANKED = 20  # leaves of a query
GAP = 10  # between two fields, so that no phrase goes over from one to the next


def vector(reader, texts):
    """The literal of a tsvector. Words have letters and digits only, so nothing in them needs escaping."""
    places, size, place = {}, 0, 0
    for text, boost in texts:
        weight = get_weight(boost)
        for word in reader(text):
            place = min(place + 1, 16_383)
            known = places.setdefault(word, [])
            size += 4 if known else 12 + 2 * len(word.encode())
            if size > MOST_BYTES:
                break
            if len(known) < MOST_PLACES:
                known.append(f"{place}{weight}")
        place += GAP
    return " ".join(f"'{word}':{','.join(known)}" for word, known in places.items() if known)


def tsquery(leaf):
    """A leaf in PostgreSQL's own language."""
    quoted = [f"'{word}'" for word in leaf.words]
    if leaf.prefix:
        quoted[-1] += ":*"
    return {PHRASE: " <-> ", ANY: " | "}.get(leaf.how, " & ").join(quoted)


def condition(node, columns):
    """(SQL, parameters): whether a row matches the tree. Words may be parted over the columns.

    Column by column, since each has an index; stock joins them first, and then every row is read.
    """
    if isinstance(node, Leaf) and node.how == ALL and len(node.words) > 1:
        last = len(node.words) - 1
        each = [Leaf((word,), ALL, node.prefix and at == last) for at, word in enumerate(node.words)]
        return condition(Branch(AND, tuple(each)), columns)
    if isinstance(node, Leaf):
        return "(" + " OR ".join(f"{name} @@ %s::tsquery" for name in columns) + ")", [tsquery(node)] * len(columns)
    parts = [condition(part, columns) for part in node.parts]
    sign = {BUT: " AND NOT ", OR: " OR "}.get(node.how, " AND ")
    return "(" + sign.join(sql for sql, _params in parts) + ")", [value for _sql, params in parts for value in params]


class Compiler(HitsCompiler):
    def hits(self, node):
        field, key = self.key_field(), "entry.object_id"
        if is_number(field):
            key = f"CAST({key} AS bigint)"
        elif is_uuid(field):
            key = f"CAST({key} AS uuid)"
        types = get_descendants_content_types_pks(self.queryset.model)
        columns = [f"entry.{name}" for name in self.columns()]
        scores, params = [], []
        for leaf in wanted_leaves(node)[:MOST_RANKED]:
            for column in columns:
                # 1: a word counts more in a short text.
                scores.append(f"%s * ts_rank(%s::float4[], {column}, %s::tsquery, 1)")
                params += [leaf.boost, self.sql_weights, tsquery(leaf)]
        matches, asked = condition(node, columns)
        # OFFSET: the query is carried out once, as it stands, before it is joined.
        sql = (
            f"SELECT {key} AS row_key, ({' + '.join(scores)})::float8 AS score"  # noqa: S608
            f' FROM "{IndexEntry._meta.db_table}" entry'
            f" WHERE {matches} AND entry.content_type_id IN ({', '.join(['%s'] * len(types))}) OFFSET 0"
        )
        return sql, [*params, *asked, *types]


class SearchCompiler(Compiler, PostgresSearchQueryCompiler):
    pass


class AutocompleteCompiler(Compiler, PostgresAutocompleteQueryCompiler):
    pass


class Index(PostgresIndex):
    def _refresh_title_norms(self, full=False):
        """ts_rank is told to look at the length; stock asks the whole index for it at every save."""

    def add_items(self, model, objs):
        rows = entries_of(model, objs)
        if not rows:
            return
        content_type = get_content_type_pk(model)
        params = []
        for row in rows:
            params += [content_type, row.key]
            params += [vector(stems, row.title), vector(words, row.autocomplete), vector(stems, row.body)]
            params += [_plain(row.title), _plain(row.body)]
        values = ", ".join(["(%s, %s, %s::tsvector, %s::tsvector, %s::tsvector, 1.0, %s, %s)"] * len(rows))
        names = ("title", "autocomplete", "body", "title_text", "body_text")
        sql = (
            f'INSERT INTO "{IndexEntry._meta.db_table}"'  # noqa: S608
            " (content_type_id, object_id, title, autocomplete, body, title_norm, title_text, body_text)"
            f" VALUES {values} ON CONFLICT (content_type_id, object_id)"
            f" DO UPDATE SET {', '.join(f'{name} = EXCLUDED.{name}' for name in names)}"
        )
        with self.write_connection.cursor() as cursor:
            cursor.execute(sql, params)


def _plain(texts):
    """The texts as they are, for the stock search that allows for typing errors."""
    whole = " ".join(text.strip() for text, _boost in texts if text.strip())
    return whole.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


class SearchBackend(PostgresSearchBackend):
    query_compiler_class = SearchCompiler
    autocomplete_query_compiler_class = AutocompleteCompiler
    index_class = Index
