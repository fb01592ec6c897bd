"""On which pages a block is used: found in what is stored, since a chosen uid is no reference that Wagtail keeps."""

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from wagtail.fields import StreamField
from wagtail.models import Page

from grund.checks import page_types
from grund.stored import leaves


def _accessor(model):
    return model._meta.get_ancestor_link(Page).remote_field.get_accessor_name()


def pages_by_value(block_class, visitor, language, mark):
    """{stored value: [page]} of the pages in ``language`` that ``visitor`` may see and that hold such a block. ``mark`` is
    a text that the stored form of what is sought has. One query."""
    rows, wanted, fields = Page.objects.filter(locale__language_code=language), Q(pk__in=[]), []
    for model in page_types():
        for field in model._meta.get_fields():
            if isinstance(field, StreamField) and _holds(field.stream_block, block_class):
                name = f"{_accessor(model)}__{field.name}"
                rows = rows.alias(**{f"text_{name}": Cast(name, TextField())})
                wanted |= Q(**{f"text_{name}__contains": mark})
                fields.append((model, field.name))
    found = {}
    if not fields:
        return found
    accessors = {_accessor(model) for model, _name in fields}
    for page in visitor.filter(rows.filter(wanted)).select_related("locale", *accessors).order_by("path"):
        for chosen in _values(page, fields, block_class):
            found.setdefault(chosen, []).append(page)
    return found


def _holds(block, block_class):
    """Whether a block of this class may stand somewhere in ``block``."""
    if isinstance(block, block_class):
        return True
    children = list(getattr(block, "child_blocks", {}).values())
    children += [block.child_block] if hasattr(block, "child_block") else []
    return any(_holds(child, block_class) for child in children)


def _values(page, fields, block_class):
    """The values of such blocks on a page, each once."""
    chosen = {}
    for model, name in fields:
        own = getattr(page, _accessor(model), None)
        if own is not None:
            stream = getattr(own, name)
            chosen.update(
                (raw, None)
                for block, raw in leaves(stream.stream_block, stream.raw_data)
                if isinstance(block, block_class)
            )
    return list(chosen)
