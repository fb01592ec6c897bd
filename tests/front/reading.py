"""What a reader gets from the main part of a page, in an order and shape that two renderings can be compared in."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from bs4 import BeautifulSoup, NavigableString, Tag

# What stands in the line of the text around it; everything else begins and ends a line.
INLINE = set("a abbr b cite code em i img input label mark picture q small source span strong sub sup time wbr".split())
HEADING = re.compile("^h[1-6]$")


@dataclass
class Reading:
    """``lines``: the text; ``headings``: (level, text); ``links``: (where to, text); ``alternatives``: of pictures."""

    lines: list[str]
    headings: list[tuple[int, str]]
    links: list[tuple[str, str]]
    alternatives: list[str]


def reading_of(html: str, hosts: set[str]) -> Reading:
    """The reading of a page's main part. ``hosts`` are addresses whose paths count as the same place."""
    main = BeautifulSoup(html, "html.parser").find("main")
    assert isinstance(main, Tag), "the page has no main part"
    for hidden in main.select('[aria-hidden="true"], [hidden], script, template, input[type="hidden"]'):
        hidden.decompose()
    alternatives = [_take_picture(picture) for picture in main.select('img, svg[role="img"], svg[role="group"]')]
    return Reading(
        lines=_lines(main),
        headings=[(int(found.name[1]), _text(found)) for found in main.find_all(HEADING)],
        links=[(_place(str(found["href"]), hosts), _text(found)) for found in main.find_all("a", href=True)],
        alternatives=alternatives,
    )


def _take_picture(picture: Tag) -> str:
    """The words for a picture, which goes: what is drawn in it is no text of the page."""
    if picture.name == "img":
        words = str(picture.get("alt", "NO ALTERNATIVE TEXT"))
    else:
        words = " ".join(_text(found) for found in picture.find_all(["title", "desc"]))
    picture.decompose()
    return words


def _pieces(tag: Tag) -> str:
    found = []
    for child in tag.children:
        if isinstance(child, Tag):
            edge = "" if child.name in INLINE else "\n"
            found.append(edge + ("\n" if child.name == "br" else _pieces(child)) + edge)
        elif type(child) is NavigableString:  # no comments
            found.append(re.sub(r"\s+", " ", str(child).replace("\u00ad", "")))
    return "".join(found)


def _lines(tag: Tag) -> list[str]:
    lines = (re.sub(r"[ \u00a0]+", " ", line).strip() for line in _pieces(tag).split("\n"))
    return [line for line in lines if line]


def _text(tag: Tag) -> str:
    return " ".join(_lines(tag))


def _place(address: str, hosts: set[str]) -> str:
    """The path of an address on one of ``hosts``; any other address as it is. The order of a query says nothing."""
    parts = urlsplit(address)
    query = urlencode(sorted(parse_qsl(parts.query)))
    path = parts._replace(query=query)
    if f"{parts.scheme}://{parts.netloc}" in hosts:
        path = path._replace(scheme="", netloc="")
    return path.geturl()


def differences(one: Reading, other: Reading) -> list[str]:
    """A line for each thing that only one of them has, or has at another place."""
    import difflib

    found = []
    for name in vars(one):
        left, right = ([str(item) for item in getattr(reading, name)] for reading in (one, other))
        rows = difflib.unified_diff(left, right, "site", "front", lineterm="", n=0)
        found += [f"{name} {row}" for row in rows if not row.startswith(("---", "+++", "@@"))]
    return found
