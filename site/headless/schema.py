"""The shapes of what this app answers: pages and what leads to them."""

from typing import Annotated, Literal, Union

from pydantic import Field

from grund.api.content import schema_of
from grund.api.schema import Day, Moment, PageReference, Piece, Translation, list_of
from grund.checks import page_types

MODELS = {model._meta.label: model for model in sorted(page_types(), key=lambda model: model._meta.label)}
PageType = Literal[tuple(MODELS) or ("",)]  # a site may have none of our page types
_CONTENTS = tuple(schema_of(model) for model in MODELS.values())
Content = Union[_CONTENTS or (Piece,)]  # noqa: UP007
if len(_CONTENTS) > 1:
    Content = Annotated[Content, Field(discriminator="type")]


class Page(Piece):
    """A published page. ``url`` is its path on the site, ``html_url`` its whole address."""

    id: int
    type: str
    kind: str = Field(description="The word for this type of page, in the reader's language.")
    title: str
    lead: str
    url: str
    html_url: str
    locale: str
    slug: str
    depth: int = Field(description="How far below the start page it stands; 0 for the start page.")
    show_in_menus: bool
    seo_title: str
    search_description: str
    first_published_at: Moment | None
    last_published_at: Moment | None
    updated_on: Day | None = Field(description="The day the shown text changed last, as the site shows it.")
    translation_key: str
    content_owner: str | None = Field(None, description="The function that answers for it; with the content only.")
    content: Content | None = Field(None, description="Only where asked for.")
    translations: list[Translation] | None = Field(None, description="Only where asked for.")
    breadcrumb: list[PageReference] | None = Field(None, description="Only where asked for: from the start page down.")


PageList = list_of("PageList", Page)


class Tombstone(Piece):
    """A page that is gone: unpublished, deleted, or closed to the reader. ``at`` is when it was so at the latest."""

    id: int
    locale: str
    translation_key: str
    at: Moment


TombstoneList = list_of("TombstoneList", Tombstone)


class Preview(Piece):
    """A page as a draft has it, for whoever was let in by its editor until ``expires_at``."""

    page: Page
    revision: int
    expires_at: Moment


class FoundPage(Piece):
    """The path leads to a page."""

    result: Literal["page"]
    page: Page


class FoundRedirect(Piece):
    """The path has moved: ``to`` is where, a path on this site or a whole address."""

    result: Literal["redirect"]
    to: str
    permanent: bool


Found = Annotated[FoundPage | FoundRedirect, Field(discriminator="result")]


class MenuItem(PageReference):
    """A page of the menu with those below it."""

    children: list["MenuItem"]


class Menu(Piece):
    """The site's menu in one language."""

    home: PageReference | None
    items: list[MenuItem]


class Locale(Piece):
    """A language of the site. ``home`` is its start page, null where none is published."""

    code: str
    name: str
    is_default: bool
    home: PageReference | None


class LocaleList(Piece):
    """The languages of the site."""

    items: list[Locale]


class Redirect(Piece):
    """A path that has moved."""

    path: str
    to: str
    permanent: bool


RedirectList = list_of("RedirectList", Redirect)


class Alternate(Piece):
    """The address of a page in another language."""

    locale: str
    html_url: str


class SitemapEntry(Piece):
    """A page as search engines hear of it."""

    id: int
    locale: str
    url: str
    html_url: str
    last_published_at: Moment | None
    alternates: list[Alternate]


Sitemap = list_of("Sitemap", SitemapEntry)
