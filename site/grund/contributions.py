"""What one app shows of another: a thin skin on Wagtail's hooks, which discover, order and fake.

A giver decorates a function in its ``contributions.py`` (imported by its ``wagtail_hooks.py``)::

    @gives("terms")
    def terms(visitor, locale):
        return [TermEntry(...)]

A consumer asks ``given("terms", visitor=visitor, locale=locale)`` and gets everything that any
installed app gives, in hook order. Nothing given, nothing shown.
The shapes of what is given stand in :mod:`grund.shapes`.
"""

from wagtail import hooks

# kind: what a giver is called with -> what it returns
KINDS = {
    "for_me": "visitor -> [ToDo or Mine]",
    "notice": "visitor, page -> [Notice]",
    "calendar": "visitor, year, page (or None for all) -> [CalendarEntry]",
    "objects": "visitor -> [ObjectEntry]",
    "terms": "visitor, language -> [TermEntry]",
    "search_kind": "-> [SearchKind]",
    "search_pages": "-> [{model: function(primary keys) -> keys of pages that say something about those rows}]",
    "row_handler": "-> [(name, function)]",
    "job": "-> [Job]",
    "retention": "-> [RetentionRule]",
    "api_router": "-> [ApiRouter]",
    "page_facts": "-> [PageFacts]",
}


def _hook(kind):
    if kind not in KINDS:
        raise LookupError(f"No contribution of kind {kind!r}. Known kinds: {', '.join(sorted(KINDS))}.")
    return f"grund_gives_{kind}"


def gives(kind, order=0):
    """Decorator: the function gives contributions of ``kind``. Raises LookupError for an unknown kind."""
    return hooks.register(_hook(kind), order=order)


def given(kind, **about):
    """Everything that is given of ``kind``, as one list. Raises LookupError for an unknown kind."""
    return [item for giver in hooks.get_hooks(_hook(kind)) for item in giver(**about)]


def objects_for(visitor):
    """All objects that the visitor may see, whichever app gives them; asked once per request."""
    return visitor.remember("objects", lambda: given("objects", visitor=visitor))
