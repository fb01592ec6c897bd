"""What the frame of this site shows: its name, its footer, the banner of the demo."""

from django import template
from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.models import Site

from grund import navigation
from nackamodellen.models import SiteSettings
from nyheter.models import NewsIndexPage

register = template.Library()
NEWS_INDEX = ("nyheter", "newsindexpage")


@register.simple_tag(takes_context=True)
def site_settings(context):
    """Name, municipality, banner and footer columns, from the settings in the admin."""
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    found = SiteSettings.for_request(request) if site else SiteSettings()
    return {
        "name": (site.site_name if site else "") or settings.WAGTAIL_SITE_NAME,
        "municipality": found.municipality,
        "tagline": found.tagline,
        "demo_notice": _("Example data: people, systems and amounts are made up.") if found.has_example_data else "",
        "contact_url": _contact_url(request, found) if site else "",
        "footer_columns": _footer(request, found) if site else [],
    }


def _contact_url(request, found):
    return next((url for page, url in navigation.top_pages(request) if page.pk == found.contact_page_id), "")


def _footer(request, found):
    """Columns with links; an empty one is left out."""
    about, follow, contact = [], [], []
    for page, url in navigation.top_pages(request):
        link = navigation.link_to(page, url)
        if page.pk == found.contact_page_id:
            contact.append(navigation.Link(_("Ask the model manager"), url, lang=link.lang, speaks_here=True))
        elif not page.show_in_menus:
            about.append(link)
        if page.cached_content_type.natural_key() == NEWS_INDEX:
            feed = navigation.Link(
                _("News as an Atom feed"),
                url + NewsIndexPage().reverse_subpage("feed"),
                lang=link.lang,
                speaks_here=True,
            )
            follow.append(feed)
    if found.teams_url:
        contact.append(navigation.Link(_("The team about the model (new tab)"), found.teams_url))
    columns = [(_("About the website"), about), (_("Follow"), follow), (_("Contact"), contact)]
    return [{"heading": heading, "links": links} for heading, links in columns if links]
