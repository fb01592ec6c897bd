"""The rows of the index that match, joined to the model's table: the index is asked once, however many rows match.

Stock ranks by a subquery that asks the index again for every hit.
"""

from django.db.models import AutoField, FloatField, IntegerField, OrderBy, UUIDField
from django.db.models.expressions import Expression, RawSQL
from django.db.models.sql.constants import INNER
from modelsearch.query import Fuzzy

from .stems import stems, words
from .tree import Reader

ALIAS = "search_hits"


class Join:
    """An item of the FROM clause: the hits, as ``row_key`` and ``score``, by the model's key."""

    join_type = INNER
    table_name = ALIAS
    filtered_relation = None
    nullable = False

    def __init__(self, sql, params, parent_alias, column, table_alias=ALIAS):
        self.sql, self.params = sql, tuple(params)
        self.parent_alias, self.column, self.table_alias = parent_alias, column, table_alias

    def as_sql(self, compiler, connection):
        quoted = compiler.quote_name_unless_alias
        mine, key = quoted(self.table_alias), f"{quoted(self.parent_alias)}.{connection.ops.quote_name(self.column)}"
        return f"INNER JOIN ({self.sql}) {mine} ON ({key} = {mine}.row_key)", list(self.params)

    def relabeled_clone(self, change_map):
        parent = change_map.get(self.parent_alias, self.parent_alias)
        return Join(self.sql, self.params, parent, self.column, change_map.get(self.table_alias, self.table_alias))

    @property
    def identity(self):
        return self.__class__, self.sql, self.params, self.parent_alias, self.column

    def __eq__(self, other):
        return isinstance(other, Join) and self.identity == other.identity

    def __hash__(self):
        return hash(self.identity)

    def equals(self, other):
        return self == other


class Score(Expression):
    """How well a joined row matches; more is better."""

    output_field = FloatField()

    def __init__(self, alias=ALIAS):
        super().__init__()
        self.alias = alias

    def as_sql(self, compiler, connection):
        return f"{compiler.quote_name_unless_alias(self.alias)}.score", []

    def relabeled_clone(self, relabels):
        return Score(relabels.get(self.alias, self.alias))


class HitsCompiler:
    """Before a stock compiler in the bases; ``hits`` is what the engines differ in."""

    def hits(self, node):
        """(SQL, parameters) of a query that gives ``row_key`` and ``score`` of every row that matches the tree."""
        raise NotImplementedError

    def search(self, config, start, stop, score_field=None, **backend):
        if isinstance(self.query, Fuzzy):
            return super().search(config, start, stop, score_field=score_field, **backend)
        asked = Reader(words if self.LAST_TERM_IS_PREFIX else stems, prefix=self.LAST_TERM_IS_PREFIX).read(self.query)
        if asked.is_none:
            return self.queryset.none()
        if asked.is_all:
            return self.queryset[start:stop]
        sql, params = self.hits(asked.node)
        if asked.negated:
            keys = f'SELECT row_key FROM ({sql}) "{ALIAS}"'  # noqa: S608
            queryset = self.queryset.exclude(pk__in=RawSQL(keys, params))  # noqa: S611
            return self._in_order(queryset)[start:stop]
        queryset = self._joined(sql, params)
        if score_field is not None:
            queryset = queryset.annotate(**{score_field: Score()})
        if self.order_by_relevance:
            return queryset.order_by(OrderBy(Score(), descending=True), "-pk")[start:stop]
        return self._in_order(queryset)[start:stop]

    def _joined(self, sql, params):
        queryset = self.queryset.all()
        query = queryset.query
        query.alias_map[ALIAS] = Join(sql, params, query.get_initial_alias(), query.model._meta.pk.column)
        query.alias_refcount[ALIAS] = 1
        query.table_map[ALIAS] = [ALIAS]
        return queryset

    def _in_order(self, queryset):
        """Without an order of its own a page of the results could show what another has shown."""
        return queryset if queryset.query.order_by else queryset.order_by("-pk")

    def key_field(self):
        """The field that holds the model's key; that of a child is its parent's."""
        field = self.queryset.model._meta.pk
        while field.remote_field:
            field = field.target_field
        return field

    def columns(self):
        """Which columns of the index are asked. Fields other than the title share one, so they are asked together."""
        if self.LAST_TERM_IS_PREFIX:
            return ["autocomplete"]
        if self.fields is None:
            return ["title", "body"]
        named = {"title" if name == "title" else "body" for name in self.fields}
        return sorted(named, reverse=True)


def is_number(field):
    return isinstance(field, (AutoField, IntegerField))


def is_uuid(field):
    return isinstance(field, UUIDField)
