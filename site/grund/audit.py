"""The audit log: one line a deed."""

from .about import prefix
from .models import AuditEvent


def note(action, about, *, by=None, as_role="", **details):
    """Note in the caller's transaction that ``by`` did ``action`` to ``about``.

    ``by`` may be None or an anonymous user: then nobody who was signed in did it. ``details`` are plain values
    without personal data: numbers, codes, states, never names or addresses. Returns the event.
    """
    return AuditEvent.objects.create(
        action=action,
        about=prefix(about),
        by=by if getattr(by, "is_authenticated", False) else None,
        as_role=as_role,
        details=details,
    )
