"""One address of every page type of the demo, for the scripts that look at a running site."""

import os
import re
import sys
import urllib.error
import urllib.request

ADDRESS = (os.environ.get("BASE_URL") or f"http://localhost:{os.environ.get('PORT') or '8000'}").rstrip("/")

# name of the picture: address
PAGES = {
    "start": "/",
    "modell": "/modellen/",
    "roller": "/roller/",
    "rollguide": "/roller/objektledare-verksamhet/",
    "objektkarta": "/objekt/",
    "objekt": "/objekt/larande/",
    "ordlista": "/ordlista/",
    "mallar": "/mallar/",
    "arshjul": "/arshjul/",
    "nyheter": "/nyheter/",
    "utbildning": "/utbildning/",
    "kurs": "/utbildning/grundutbildning/",
    "sok": "/sok/?q=objektplan",
    "tillganglighet": "/tillganglighet/",
    "tillganglighet-kontakt": "/tillganglighet/kontakt/",
    "om-webbplatsen": "/om-webbplatsen/",
    "logga-in": "/logga-in/",
    "start-engelska": "/en/",
    "modell-engelska": "/en/model/",
}
# Search engines shall leave these alone, so nothing about them is measured for search engines.
NOINDEX = {"sok", "logga-in", "finns-inte", "tillganglighet-kontakt"}


def first_news() -> str | None:
    """The address of the first news on the list; its slug depends on the demo's content."""
    try:
        with urllib.request.urlopen(ADDRESS + "/nyheter/", timeout=30) as answer:
            found = re.search(r'href="(/nyheter/(?!flode/)[a-z0-9-]+/)"', answer.read().decode())
    except urllib.error.HTTPError:
        return None  # a site without news
    return found[1] if found else None


def addresses() -> dict[str, str]:
    """name: whole address. Exits with a sentence where no site answers."""
    try:
        news = first_news()
    except OSError:
        sys.exit(
            f"No site answers at {ADDRESS}. Start it with `make run` in another terminal (or name it in BASE_URL)."
        )
    pages = {**PAGES, **({"nyhet": news} if news else {})}
    return {name: ADDRESS + path for name, path in pages.items()}
