"""Registration only, as in every app of ours."""

from . import contributions  # noqa: F401
