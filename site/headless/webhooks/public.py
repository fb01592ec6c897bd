"""What a visitor who is not signed in may see: the only thing that a webhook ever tells of."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation
from wagtail.models import Locale

from grund.contributions import given
from grund.visitors import Visitor


@dataclass(frozen=True)
class Seen:
    """A page as anybody sees it."""

    uid: object
    language: str
    url: str
    slug: str
    published_at: datetime | None


def seen(pages):
    """{key: Seen, or None for what is not public} of pages that come with whatever stands between them, top down."""
    visitor, found, places = Visitor(), {}, {}
    languages = dict(Locale.objects.values_list("pk", "language_code"))
    with translation.override(settings.LANGUAGE_CODE):
        for page in pages:
            # A page above may have been renamed in this moment; Wagtail moves those below it a statement later.
            above = places.get(page.path[: -page.steplen])
            if above is not None:
                page.url_path = f"{above}{page.slug}/"
            places[page.path] = page.url_path
            found[page.pk] = _seen(page, languages) if visitor.may_see(page) else None
    return found


def _seen(page, languages):
    parts = page.get_url_parts()
    if parts is None or not parts[2]:
        return None  # below no site
    return Seen(
        uid=page.translation_key,
        language=languages[page.locale_id],
        url=f"{parts[1]}{parts[2]}",
        slug=page.slug,
        published_at=page.last_published_at,
    )


def path_of(url):
    """The path of an address as redirects write it."""
    return urlsplit(url).path.rstrip("/") or "/"


def facts_of(keys):
    """{page key: {event: fingerprint}}: what the apps say that these pages show of rows of theirs."""
    found = {key: {} for key in keys}
    for giver in given("page_facts"):
        for key, facts in giver.facts(list(keys)).items():
            if key in found:
                found[key].update(facts)
    return found


def events_of_facts():
    """{event: its words} of what the apps give."""
    return {name: words for giver in given("page_facts") for name, words in giver.events.items()}
