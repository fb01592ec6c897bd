"""The endpoint by which a front end shows a draft."""

from django.utils import translation
from ninja import Path, Query
from wagtail.models import Page

from grund.api import places
from grund.api.clock import changes_each
from grund.api.params import Id, include_of, included
from grund.api.problems import Problem
from grund.api.reader import Reader

from . import previews, schema
from .pages import Shown, router
from .shown import PageAnswer

CLOSED = (
    "The preview is over or was never for this page: it is valid for 15 minutes, for one draft of one page, and not after "
    "the page was unpublished. Open it again from the editor."
)


class PreviewQuery(Shown):
    include: include_of("html", "translations", "breadcrumb") | None = None


@router.get(
    "/{int:pk}/preview/", response=schema.Preview, summary="A draft of a page, for who was let in by its editor"
)
@changes_each(None)
def preview(request, pk: Path[Id], asked: Query[PreviewQuery]):
    """Takes ``Authorization: Preview …`` with the token that the editor's button gave the front end. What the draft leads
    to is given as anybody sees it. There is never a published version instead."""
    page = Page.objects.filter(places.below(places.roots_of(request)), pk=pk).first()
    draft = previews.draft_of(request.preview_token, page.specific) if page and request.preview_token else None
    if draft is None:
        raise Problem(401, CLOSED, {"WWW-Authenticate": f'{previews.SCHEME} realm="draft"'})
    wanted = included(asked.include)
    language = draft.page.locale.language_code
    with translation.override(language):
        reader = Reader(request, language, asked.text == "markdown", "html" in wanted)
        answer = PageAnswer(reader, [draft.page], wanted | {"content"}).of(draft.page)
    return {
        "page": answer,
        "revision": draft.revision,
        "expires_at": draft.expires_at.isoformat(),
        "_headers": {"X-Robots-Tag": "noindex"},
    }


preview.takes_preview_token = True
