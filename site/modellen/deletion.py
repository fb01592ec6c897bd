"""Words, templates and dates that have been published are never deleted in the admin. They are unpublished."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks

from .models.snippet import PublishedSnippet


@hooks.register("before_delete_snippet")
def keep_published_snippets(request, instances):
    found = [row for row in instances if isinstance(row, PublishedSnippet) and row.first_published_at]
    for row in found[:5]:
        messages.error(
            request, _("“%(row)s” has been published, so it cannot be deleted. Unpublish it instead.") % {"row": row}
        )
    return redirect(type(found[0]).snippet_viewset.get_url_name("list")) if found else None
