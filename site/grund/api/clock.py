"""How an answer depends on the time, beside the content."""


def changes_each(clock):
    """For the view of an endpoint: its answer may be another one each ``"minute"``, where ``"day"`` is what is usual;
    None: it follows something else than the content, so that it has no ETag."""

    def mark(view):
        view.api_clock = clock
        return view

    return mark
