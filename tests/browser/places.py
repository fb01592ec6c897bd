"""Every kind of page that a visitor can meet: each page type, each view, each form with errors, each error page.

A place is reached as a visitor reaches it. ``kind`` names the template or templates that it shows.
"""

import re
import uuid

from playwright.sync_api import Page, Response

from demo_pages import PAGES
from tests.browser.course_places import COURSE_PLACES
from tests.browser.visit import Place, Steps, send


def log_in_with(name: str, times: int) -> Steps:
    """Try a wrong password some times; a made-up name, so that nobody is shut out."""

    def steps(page: Page) -> Response:
        unique = f"{name}-{uuid.uuid4().hex[:8]}"
        for _ in range(times):
            page.locator("#id_username").fill(unique)
            page.locator("#id_password").fill("fel lösenord")
            answer = send("Logga in")(page)
        return answer

    return steps


def forget_the_key(page: Page) -> Response:
    """Send the form after its cookie is gone, as a browser does that keeps none."""
    page.context.clear_cookies()
    return send("Logga in")(page)


def half_a_message(page: Page) -> Response:
    """Three fields, two of them wrong."""
    page.locator("#id_page").fill("Årshjulet")
    page.locator("#id_reply_to").fill("ingen adress")
    return send("Skicka")(page)


def a_message(page: Page) -> Response:
    page.locator("#id_message").fill("Tabellen går inte att läsa upp.")
    return send("Skicka")(page)


def the_403_page(page: Page) -> Response:
    """A refusal without a way on: to a script that asks for an admin screen."""
    page.set_extra_http_headers({"X-Requested-With": "XMLHttpRequest"})
    answer = page.goto("/admin/")
    assert answer is not None
    return answer


def the_500_page(page: Page) -> Response:
    """Nothing here fails, so the view's answer is put in the place of one."""
    from nackamodellen.views import server_error

    page.route("**/sok/", lambda route: route.fulfill(body=server_error(None).content, content_type="text/html"))
    answer = page.goto("/sok/")
    assert answer is not None
    return answer


STATES = [
    Place("sok-tom", "/sok/"),
    Place("sok-utan-traff", "/sok/?q=xyzzyqwerty"),
    Place("sok-tecken", "/sok/?q=%22%28%29"),
    Place("sok-for-lang", "/sok/?q=" + "objekt+" * 60),
    Place("sok-sida-2", "/sok/?q=objekt&page=2"),
    Place("sok-engelska", "/en/sok/?q=model"),
    Place("logga-in-tom", "/logga-in/", steps=send("Logga in")),
    Place("logga-in-nekad", "/logga-in/", steps=log_in_with("ingen", 1)),
    Place("logga-in-for-ofta", "/logga-in/", status=429, steps=log_in_with("envis", 6)),
    Place("logga-in-utan-nyckel", "/logga-in/", status=403, steps=forget_the_key),
    Place("logga-in-engelska", "/en/logga-in/", steps=send("Log in")),
    Place("kontakt-fel", "/tillganglighet/kontakt/", status=422, steps=half_a_message),
    Place("kontakt-tack", "/tillganglighet/kontakt/", steps=a_message),
    Place("kontakt-engelska", "/en/tillganglighet/kontakt/", status=422, steps=send("Send")),
    Place("mina-uppgifter", "/mina-uppgifter/", signed_in="objektledare"),
    Place("far-inte", "/", status=403, steps=the_403_page),
    Place("far-inte-inloggad", "/admin/", signed_in="objektledare"),
    Place("finns-inte", "/finns/inte-alls/", status=404),
    Place("finns-inte-engelska", "/en/not/here/", status=404),
    Place("finns-inte-sprak", "/fi/", status=404),
    Place("fel-hos-oss", "/sok/", steps=the_500_page),
]
# News, whose addresses are the demo's own, and further pages of types whose content differs enough to look different.
MORE = {
    "nyhet": "/nyheter/utbildning-for-forvaltningsledare/",
    "nyhet-lang": "/nyheter/systeminventering/",
    "rollguide-agare": "/roller/objektagare/",
    "rollguide-specialist": "/roller/systemspecialist-it/",
    "objekt-liten": "/objekt/ekonomi-och-inkop/",
    "kurs-full": "/utbildning/objektplan-pa-en-halvdag/",
    "kurs-installd": "/utbildning/natverkstraff-systemspecialister/",
    "kurs-engelska": "/en/training/basic-training/",
    "kurstillfalle": "/utbildning/grundutbildning/2027-03-18/",
    "kontakt": "/kontakt/",
    "personuppgifter": "/personuppgifter/",
    "innehallsgranssnitt": "/api/innehall/v1/",
}
TYPES = [Place(name, path) for name, path in PAGES.items()]
PLACES = [*TYPES, *STATES, *(Place(name, path) for name, path in MORE.items()), *COURSE_PLACES]
BY_NAME = {place.name: place for place in PLACES}


def sitemap_paths(page: Page) -> list[str]:
    """The path of every page that the sitemap names."""
    text = page.request.get("/sitemap.xml").text()
    return [re.sub(r"^https?://[^/]+", "", found) for found in re.findall(r"<loc>([^<]+)</loc>", text)]
