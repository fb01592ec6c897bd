"""Where the index pages of the installable apps may stand: a host's page types are not ours to name."""

from .conf import setting


def index_parents():
    """The page types named in ``NACKAMODELLEN["INDEX_PARENTS"]``; None (any type) where a host names none."""
    return setting("INDEX_PARENTS") or None
