"""Tags and filters that templates of every app use."""

from django import template
from django.template.defaultfilters import slugify
from django.utils.translation import get_language

from grund import navigation
from grund.object_map import LARGEST_CIRCLES, MapObject, object_map
from grund.text import MONTHS, format_date_range
from grund.visitors import visitor_of

register = template.Library()


def _page(context):
    return context.get("page")


@register.simple_tag(takes_context=True)
def main_menu(context):
    request = context.get("request")
    return navigation.menu(request, _page(context)) if request else []


@register.simple_tag(takes_context=True)
def breadcrumb(context):
    request, page = context.get("request"), _page(context)
    return navigation.breadcrumb(request, page) if request and page is not None else []


@register.simple_tag(takes_context=True)
def languages(context):
    request = context.get("request")
    return navigation.languages(request, _page(context)) if request else []


@register.simple_tag(takes_context=True)
def account(context):
    """Whether somebody is signed in. Looks at the user only where a session cookie came."""
    request = context.get("request")
    user = visitor_of(request).user if request else None
    return {"signed_in": bool(user and user.is_authenticated), "user": user}


@register.simple_tag(takes_context=True)
def subpage_url(context, page, name, *args):
    """An address below a page's own. Wagtail's tag for it is there only where its app is installed."""
    above = (page.get_url(context.get("request")) or "").rstrip("/")
    return f"{above}/{page.reverse_subpage(name, args=args)}"


@register.filter
def anchor(text):
    """A heading's words as the name of its place on the page: "Vad är ett objekt?" → "vad-ar-ett-objekt"."""
    return slugify(text) or "avsnitt"


def _known_language():
    """The language of the address where we have its months, else English: a host may have any."""
    language = (get_language() or "sv").split("-")[0]
    return language if language in MONTHS else "en"


@register.filter
def date_range(first, last=None):
    """ "25–26 mars 2026" in the language of the address."""
    return format_date_range(first, last or first, _known_language()) if first else ""


@register.filter
def date_range_short(first, last=None):
    """As :func:`date_range`, without the year."""
    return format_date_range(first, last or first, _known_language(), with_year=False) if first else ""


LONG_WORDS = {
    "systemförvaltning": "system\u00adförvaltning",
    "systemförvaltare": "system\u00adförvaltare",
    "systemförvaltarna": "system\u00adförvaltarna",
    "förvaltningsledare": "förvaltnings\u00adledare",
    "systemspecialist": "system\u00adspecialist",
    "tillgänglighetsredogörelse": "tillgänglighets\u00adredogörelse",
    "vidmakthållande": "vid\u00admakthållande",
    "vidareutveckling": "vidare\u00adutveckling",
    "informationsklassning": "informations\u00adklassning",
    "samhällsbyggnad": "samhälls\u00adbyggnad",
    "personuppgiftsbiträdesavtal": "personuppgifts\u00adbiträdes\u00adavtal",
    "innehållsgränssnittet": "innehålls\u00adgränssnittet",
    "grundutbildning": "grund\u00adutbildning",
    "objektledarpar": "objekt\u00adledar\u00adpar",
}


@register.filter
def hyphenate(text):
    """Soft hyphens in the long words that large headings hold."""
    words = []
    for word in str(text).split(" "):
        soft = LONG_WORDS.get(word.lower())
        if soft and word[:1].isupper():
            soft = soft[:1].upper() + soft[1:]
        words.append(soft or word)
    return " ".join(words)


@register.filter
def is_number(text):
    """Whether a table cell holds a number (digits, blanks, comma, percent, minus) and so stands to the right."""
    stripped = str(text).strip()
    return (
        bool(stripped)
        and any(c.isdigit() for c in stripped)
        and all(c in "0123456789 \u00a0\u202f,.%−-+" for c in stripped)
    )


@register.simple_tag
def object_map_of(objects):
    """The drawing of these objects, all of one size; None where there are none or too many to draw."""
    if not 0 < len(objects) <= LARGEST_CIRCLES:
        return None
    return object_map([MapObject(code=item.code, name=item.name, url=item.url) for item in objects])


SMALL_NUMBERS = {
    "sv": "noll ett två tre fyra fem sex sju åtta nio tio elva tolv".split(),
    "en": "zero one two three four five six seven eight nine ten eleven twelve".split(),
}


@register.filter
def number_in_words(number):
    """A number up to twelve in words with a capital, to begin a heading with; a larger one in digits."""
    words = SMALL_NUMBERS.get(get_language() or "sv", [])
    return words[number].capitalize() if 0 <= number < len(words) else str(number)
