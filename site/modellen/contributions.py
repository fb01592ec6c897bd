"""What the model's pages give to others: dates of the wheel, words of the glossary, templates found by search."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from grund.contributions import gives
from grund.navigation import top_pages
from grund.shapes import ApiRouter, CalendarEntry, SearchKind, SearchRecord, TermEntry

from .querysets import in_language_or_source


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


def _own_keys(pks):
    return [str(pk) for pk in pks]


def _all_keys(model):
    """A page on which the rows stand was published or withdrawn: all of them are looked at anew."""
    return lambda pks: [str(pk) for pk in model.objects.values_list("pk", flat=True)]


def _page_of(model):
    """{language's key: key of the first live page of ``model`` in it}: where the records stand."""
    return dict(model.objects.filter(live=True).order_by("-path").values_list("locale_id", "pk"))


def _in(row, make):
    """A text in the language of the row, whoever publishes it."""
    with override(row.locale.language_code):
        return make()


def _rows(model, keys):
    rows = model.objects.filter(live=True).select_related("locale")
    return list(rows if keys is None else rows.filter(pk__in=[int(key) for key in keys]))


@gives("search_kind")
def found_terms():
    """The glossary's words; each stands on the glossary's page of its language."""
    from .models import GlossaryPage, Term

    def records(keys=None):
        rows = _rows(Term, keys)
        pages = _page_of(GlossaryPage)
        urls = {page.pk: page.get_url() for page in GlossaryPage.objects.filter(pk__in=pages.values())}
        for row in rows:
            page = pages.get(row.locale_id)
            if page is None or row.replaced_by_id:  # a discouraged word leads to its heir
                continue
            yield SearchRecord(
                key=str(row.pk),
                language=row.locale.language_code,
                title=row.term,
                url=f"{urls[page] or ''}#{row.uid}",
                text=row.definition,
                keywords=(*row.search_words, *([row.abbreviation] if row.abbreviation else []), row.english),
                where=_in(row, lambda: _("Glossary")),
                page_id=page,
            )

    return [
        SearchKind(
            "term", _("Word"), _("Glossary"), records, {Term: _own_keys, GlossaryPage: _all_keys(Term)}, order=40
        )
    ]


@gives("search_kind")
def found_templates():
    """The items of the template library; their address is the document's own."""
    from wagtail.documents import get_document_model

    from .models import TemplateItem, TemplateLibraryPage

    def records(keys=None):
        rows = _rows(TemplateItem, keys)
        pages = _page_of(TemplateLibraryPage)
        default = next(iter(pages.values()), None)  # English templates stand in the Swedish library
        for row in rows:
            page = pages.get(row.locale_id, default)
            if row.document_id is None or page is None:
                continue
            yield SearchRecord(
                key=str(row.pk),
                language=row.locale.language_code,
                title=row.title,
                url=reverse("wagtaildocs_serve", args=[row.document_id, row.document.filename]),
                text=row.description,
                where=_in(row, lambda: _("Templates")),
                page_id=page,
                document_id=row.document_id,
            )

    def of_documents(pks):
        return [str(pk) for pk in TemplateItem.objects.filter(document_id__in=pks).values_list("pk", flat=True)]

    watches = {
        TemplateItem: _own_keys,
        TemplateLibraryPage: _all_keys(TemplateItem),
        get_document_model(): of_documents,
    }
    return [SearchKind("template", _("Template"), _("Templates"), records, watches, order=60)]


@gives("search_kind")
def found_events():
    """The dates of the year wheel; each leads to the page that it is about, else to the wheel."""
    from .models import YearWheelEvent, YearWheelPage

    def records(keys=None):
        rows = _rows(YearWheelEvent, keys)
        pages = _page_of(YearWheelPage)
        urls = {page.pk: page.get_url() for page in YearWheelPage.objects.filter(pk__in=pages.values())}
        for row in rows:
            page = pages.get(row.locale_id)
            if page is None:
                continue
            yield SearchRecord(
                key=str(row.pk),
                language=row.locale.language_code,
                title=row.title,
                url=urls[page] or "",
                text=" ".join(filter(None, (_in(row, row.get_kind_display), row.audience, row.arc_label))),
                where=_in(row, lambda: _("Year wheel")),
                page_id=page,
            )

    return [
        SearchKind(
            "event",
            _("Date"),
            _("Dates"),
            records,
            {YearWheelEvent: _own_keys, YearWheelPage: _all_keys(YearWheelEvent)},
            order=70,
        )
    ]


@gives("api_router")
def api_routers():
    from . import api, calendar_api
    from .models import TemplateItem, Term, YearWheelEvent

    return [
        ApiRouter("/terms", api.terms, (Term,)),
        ApiRouter("/roles", api.roles),
        ApiRouter("/templates", api.templates, (TemplateItem,)),
        ApiRouter("/year-wheel", api.year_wheel, (YearWheelEvent,)),
        ApiRouter("/calendar", calendar_api.router),
    ]
