"""References such as "utbildning/occasion/5/registration/12/": what mails, events and holds are about.

Everything about an occasion begins with the occasion's own reference. Each ends with a stroke, so that
occasion 5 is not the beginning of occasion 55.
"""


def reference(about):
    """The reference in the form that it is stored and compared in; an empty one stays empty."""
    return f"{about.strip('/')}/" if about.strip("/") else ""


def prefix(about):
    """The reference as the beginning of others. Raises ValueError for an empty one, which would mean everything."""
    found = reference(about)
    if not found:
        raise ValueError("An empty reference would be about everything.")
    return found
