"""What a page costs and what it asks for: few bytes, few requests, no cookie, no other host, no fault in the console."""

import gzip
import urllib.request

import pytest

from tests.browser.places import PLACES, TYPES, sitemap_paths
from tests.browser.server import rows_of

pytestmark = pytest.mark.browser

MOST_BYTES, MOST_REQUESTS = 23_000, 3
# Forms whose key needs one.
WITH_COOKIE = ("/logga-in/", "/tillganglighet/kontakt/")
CONTENT = ("document", "stylesheet", "script", "font", "fetch", "xhr", "manifest")


def size(url: str) -> int:
    """Bytes on the wire to a browser that takes gzip."""
    asked = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(asked, timeout=30) as answer:
        body = answer.read()
        assert answer.headers["Content-Encoding"] == "gzip", url
    assert gzip.decompress(body)
    return len(body)


@pytest.mark.parametrize("path", ["/", "/en/"])
def test_the_start_page_is_light(path, page):
    asked = []
    page.on("request", lambda request: asked.append((request.resource_type, request.url)))
    page.goto(path, wait_until="networkidle")
    wanted = [url for kind, url in asked if kind in CONTENT]
    assert {kind for kind, _ in asked} <= {"document", "stylesheet", "script", "image", "other"}
    sizes = {url.rsplit("/", 1)[-1] or "page": size(url) for url in wanted}
    assert sum(sizes.values()) <= MOST_BYTES, sizes
    assert len(wanted) <= MOST_REQUESTS, wanted


def test_an_ordinary_page_sets_no_cookie(page):
    paths = [path for path in sitemap_paths(page) if not path.endswith(WITH_COOKIE)]
    for path in [*paths, "/sok/?q=objekt", "/finns-inte/"]:
        answer = page.request.get(path)
        assert "set-cookie" not in answer.headers, path
        assert "language" not in answer.headers.get("vary", "").lower(), path
    assert page.context.cookies() == []


@pytest.mark.parametrize("place", [place for place in TYPES if not place.path.endswith(WITH_COOKIE)], ids=str)
def test_no_cookie_and_nothing_stored_by_a_browser(place, page, sign_in, demo_folder):
    """The pages are watched as well: see the fixture ``new_page``."""
    place.open(page, sign_in, demo_folder)
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_the_watch_sees_a_foreign_request_and_a_broken_policy(browser, address):
    from tests.browser.watch import Watch

    watch = Watch(address)
    context = browser.new_context(base_url=address)
    try:
        watch.over(context)
        context.route("**/*.invalid/**", lambda route: route.abort())
        page = context.new_page()
        page.goto("/")
        assert watch.faults == []
        page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">')")
        page.evaluate("fetch('https://elsewhere.invalid/').catch(() => 0)")
        page.evaluate("location.href = 'https://elsewhere.invalid/'")
        page.wait_for_timeout(300)
    finally:
        context.close()
    assert any("style-src" in fault for fault in watch.faults)
    assert any("connect-src" in fault for fault in watch.faults)
    assert any("request to another host" in fault for fault in watch.faults)


def test_every_page_type_of_the_demo_has_a_place(demo_folder, address):
    """A new page type gets its line in ``places``, or nobody looks at it; every one has a page in the demo."""
    from grund.checks import page_types

    rows = rows_of(
        demo_folder,
        "SELECT app_label, model, url_path FROM wagtailcore_page"
        " JOIN django_content_type ON django_content_type.id = content_type_id WHERE live AND depth > 1",
    )
    paths = {place.path for place in PLACES}
    loaded = {f"{app}.{model}" for app, model, _ in rows}
    seen = {f"{app}.{model}" for app, model, path in rows if path.removeprefix("/start") in paths}
    assert loaded == {model._meta.label_lower for model in page_types()}
    assert seen == loaded
