"""The sitemap: what an anonymous visitor may see, in every language, each page with its translations."""

from io import StringIO

from django.conf import settings
from django.http import HttpResponse
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from grund.visitors import Visitor

XMLNS = {
    "xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xmlns:xhtml": "http://www.w3.org/1999/xhtml",
}
MOST = 50_000


def entries(request):
    """[(address, last change or None, {language: address})], by tree order."""
    site = Site.find_for_request(request)
    if site is None:
        return []
    roots = list(site.root_page.get_translations(inclusive=True))
    visitor = Visitor()
    rows = [
        page
        for root in roots
        for page in visitor.filter(Page.objects.descendant_of(root, inclusive=True))
        .select_related("locale")
        .order_by("path")[:MOST]
    ]
    languages = {}
    addresses = {}
    for page in rows:
        url = page.get_url(request)
        if url is None:
            continue
        addresses[page.pk] = request.build_absolute_uri(url)
        languages.setdefault(page.translation_key, {})[page.locale.language_code] = addresses[page.pk]
    return [
        (addresses[page.pk], page.last_published_at, languages[page.translation_key])
        for page in rows
        if page.pk in addresses
    ]


@require_safe
def sitemap(request):
    """``/sitemap.xml`` by the sitemaps.org protocol, with ``xhtml:link`` for each language."""
    out = StringIO()
    xml = SimplerXMLGenerator(out, "utf-8")
    xml.startDocument()
    xml.startElement("urlset", XMLNS)
    for address, changed, languages in entries(request):
        xml.startElement("url", {})
        xml.addQuickElement("loc", address)
        if changed:
            xml.addQuickElement("lastmod", changed.date().isoformat())
        if len(languages) > 1:
            for code, other in sorted(languages.items()):
                xml.addQuickElement("xhtml:link", attrs={"rel": "alternate", "hreflang": code, "href": other})
            if settings.LANGUAGE_CODE in languages:
                attrs = {"rel": "alternate", "hreflang": "x-default", "href": languages[settings.LANGUAGE_CODE]}
                xml.addQuickElement("xhtml:link", attrs=attrs)
        xml.endElement("url")
    xml.endElement("urlset")
    xml.endDocument()
    return HttpResponse(out.getvalue(), content_type="application/xml; charset=utf-8")
