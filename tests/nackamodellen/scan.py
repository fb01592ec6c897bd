"""What a page holds of its own code, and what it makes the browser fetch."""

import re
from html.parser import HTMLParser


class Found(HTMLParser):
    """``inline``: script, style and handlers in the page itself; ``fetches``: addresses it loads or sends to."""

    FETCHING = {
        ("script", "src"),
        ("img", "src"),
        ("img", "srcset"),
        ("source", "src"),
        ("source", "srcset"),
        ("link", "href"),
        ("iframe", "src"),
        ("video", "src"),
        ("audio", "src"),
        ("object", "data"),
        ("use", "href"),
        ("form", "action"),
    }

    def __init__(self, text):
        super().__init__()
        self.inline, self.fetches = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        names = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in names and names.get("type") != "application/json"):
            self.inline.append(f"<{tag}>")
        for name, value in attrs:
            if name == "style" or name.startswith("on"):
                self.inline.append(f"<{tag} {name}={value!r}>")
            if (value or "").strip().lower().startswith(("javascript:", "data:text")):
                self.inline.append(f"<{tag} {name}={value!r}>")
            if (tag, name) in self.FETCHING:
                self.fetches.append(value or "")


def fetched_elsewhere(text):
    """Addresses with a host that the page makes the browser fetch from or send to."""
    return [
        address
        for address in Found(text).fetches
        if re.match(r"(?:[a-z]+:)?//", address.strip(), re.IGNORECASE)
        and not address.startswith(("http://testserver/", "http://localhost/"))
    ]
