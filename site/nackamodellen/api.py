"""What stands round every page of this site, through the content interface."""

from django.utils import translation
from ninja import Query, Router
from pydantic import Field

from grund.api.params import InLocale
from grund.api.schema import Piece
from nackamodellen.templatetags.nackamodellen_tags import site_settings

router = Router(tags=["Finding the way"])


class FootLink(Piece):
    """A link of the foot. ``locale`` is set where it leads to another language."""

    title: str
    url: str
    locale: str


class FootColumn(Piece):
    """Links under a heading."""

    heading: str
    links: list[FootLink]


class SiteFrame(Piece):
    """The site's name and what its frame shows. ``contact_url`` leads to whom readers ask; empty where nobody is named."""

    name: str
    municipality: str
    tagline: str
    demo_notice: str = Field(description="A sentence to be shown on every page where the content is an example.")
    contact_url: str
    footer: list[FootColumn]


@router.get("/", response=SiteFrame, summary="The name and the foot of the site")
def site_frame(request, asked: Query[InLocale]):
    with translation.override(asked.language):
        found = site_settings({"request": request})
        footer = [
            {
                "heading": str(column["heading"]),
                "links": [{"title": str(link.title), "url": link.url, "locale": link.lang} for link in column["links"]],
            }
            for column in found.pop("footer_columns")
        ]
    return {**found, "demo_notice": str(found["demo_notice"]), "footer": footer}
