"""Where the index pages of the installable apps may stand: a host's page types are not ours to name."""

from django.conf import settings


def index_parents():
    """The page types named in ``GRUND_INDEX_PARENTS``; None (any type) where a host names none."""
    return getattr(settings, "GRUND_INDEX_PARENTS", None)
