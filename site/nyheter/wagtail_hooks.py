"""Registration only."""

from . import contributions  # noqa: F401
