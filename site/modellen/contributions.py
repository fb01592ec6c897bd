"""What the model's pages give to others: dates of the wheel, words of the glossary, templates found by search."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.search.backends import get_search_backend

from grund.contributions import gives
from grund.navigation import top_pages
from grund.shapes import CalendarEntry, SearchHit, TermEntry

from .querysets import in_language_or_source
from .template_items import without_hidden


@gives("calendar")
def year_wheel_events(visitor, year, page=None):
    """The wheel's own events of ``year``; of one page, those that lead to it."""
    from .models import YearWheelEvent

    events = YearWheelEvent.objects.filter(live=True).select_related("link_page")
    if page is not None:
        # An English page's dates lead to its Swedish source until the wheel is translated.
        events = events.filter(link_page__translation_key=page.translation_key)
    rows = visitor.remember(
        ("year_wheel_events", page and page.translation_key), lambda: in_language_or_source(events, get_language())
    )
    found = []
    # The last day of a year may have moved into the next one.
    for event, rule_year in [(event, rule_year) for event in rows for rule_year in (year - 1, year)]:
        first, last, moved_from = event.days_in(rule_year)
        if first.year != year:
            continue
        url = event.link_page.get_url() if event.link_page and visitor.may_see(event.link_page) else ""
        found.append(
            CalendarEntry(
                uid=f"arshjul-{event.uid}-{rule_year}",
                title=event.title,
                start=first,
                end=last,
                kind=event.kind,
                audience=event.audience,
                url=url or "",
                track=event.track,
                label=event.arc_label,
                moved_from=moved_from,
                page_id=event.link_page_id,
            )
        )
    return found


def _glossary_addresses(visitor):
    """{language code: address of the glossary}; within a request from what its menu knows already."""
    from .models import GlossaryPage

    if visitor.request is not None:
        kind = GlossaryPage._meta.model_name
        found = [item for item in top_pages(visitor.request) if item[0].cached_content_type.model == kind]
    else:
        pages = GlossaryPage.objects.visible_to(visitor).select_related("locale").order_by("path")
        found = [(page, page.get_url()) for page in pages]
    return {page.locale.language_code: url for page, url in reversed(found)}


@gives("terms")
def glossary_terms(visitor, language):
    """The glossary's words. The address is that of the glossary in the language, else the Swedish one."""
    from .models.glossary import published_terms

    urls = visitor.remember("glossary_urls", lambda: _glossary_addresses(visitor))
    where = language if language in urls else settings.LANGUAGE_CODE
    base = urls.get(where, "")
    return [
        TermEntry(
            uid=term.uid,
            term=term.term,
            definition=term.definition,
            url=f"{base}#{term.uid}" if base else "",
            english=term.english,
            also=tuple([*term.search_words, *([term.abbreviation] if len(term.abbreviation) > 2 else [])]),
            use_instead=term.replaced_by.term if term.replaced_by else "",
            use_instead_url=f"{base}#{term.replaced_by.uid}" if base and term.replaced_by else "",
            language=where,
        )
        for term in published_terms(visitor, language)
    ]


@gives("search_kind")
def found_templates(visitor, language, query):
    """Templates that match; their address is the document's own."""
    from .models import TemplateItem

    items = TemplateItem.objects.filter(live=True, locale_id=visitor.locale_id(language))
    rows = get_search_backend().search(query, items.select_related("document__collection"), operator="and")
    return [
        SearchHit(
            title=item.title,
            url=reverse("wagtaildocs_serve", args=[item.document_id, item.document.filename]) if item.document else "",
            kind=_("Template"),
            text=item.description,
            where=_("Templates"),
        )
        for item in without_hidden(rows, visitor)[:20]
    ]
