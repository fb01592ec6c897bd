"""Registration only."""

from wagtail.snippets.models import register_snippet

from . import contributions  # noqa: F401
from .viewsets import ModelSnippets

register_snippet(ModelSnippets)
