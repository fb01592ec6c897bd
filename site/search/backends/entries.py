"""What of an object goes into the index of the database."""

from django.db.models import Manager
from django.utils.encoding import force_str
from modelsearch.index import AutocompleteField, RelatedFields, SearchField


def as_text(value):
    """Any value of a search field as one text."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, dict):
        return as_text(list(value.values()))
    if isinstance(value, (list, tuple, set)):
        return " ".join(as_text(item) for item in value)
    return force_str(value)


def fields_of(obj, fields):
    """(field, text) of an object and of what its ``RelatedFields`` lead to."""
    for field in fields:
        if isinstance(field, (SearchField, AutocompleteField)):
            yield field, as_text(field.get_value(obj))
        elif isinstance(field, RelatedFields):
            related = field.get_value(obj)
            if isinstance(related, Manager):
                others = related.all()
            else:
                related = related() if callable(related) else related
                others = [] if related is None else [related]
            for other in others:
                yield from fields_of(other, field.fields)


class Entry:
    """The row of one object: its key and, for each column, the (text, boost) of the fields that go there."""

    def __init__(self, obj):
        self.key = force_str(obj.pk)
        self.title, self.body, self.autocomplete = [], [], []
        for field, text in fields_of(obj, obj.get_search_fields()):
            if isinstance(field, AutocompleteField):
                self.autocomplete.append((text, None))
            elif field.field_name == "title":
                self.title.append((text, field.boost))
            else:
                self.body.append((text, field.boost))


def entries_of(model, objs):
    """The rows of some objects of one model, each object once; none for a model without search fields."""
    rows = [Entry(obj) for obj in objs] if model.get_search_fields() else []
    return list({row.key: row for row in rows}.values())
