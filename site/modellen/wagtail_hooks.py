"""Registration only."""

from wagtail.snippets.models import register_snippet

from . import contributions, deletion  # noqa: F401
from .viewsets import ModelSnippets

register_snippet(ModelSnippets)
