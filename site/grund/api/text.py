"""Rich text as other front ends get it: HTML whose links are resolved, or Markdown."""

import re
from html.parser import HTMLParser

from django.utils.html import escape
from wagtail.rich_text.rewriters import LinkRewriter

_BOLD, _ITALIC = {"b", "strong"}, {"i", "em"}
DEAD = '<a data-dead="true">'
_SPECIAL = re.compile(r"([\\`*_\[\]<>])")


def resolved(html, reader):
    """Stored rich text as HTML. A page's link leads to its translation in the reader's language and names its id; one
    that is gone or closed to the reader has no address and says ``data-dead``."""

    def pages(found):
        return [_page_tag(reader.page(_key(attrs)), reader.language) for attrs in found]

    def documents(found):
        return [_document_tag(reader.document(_key(attrs))) for attrs in found]

    rewritten = LinkRewriter(bulk_rules={"page": pages, "document": documents})(html or "")
    return rewritten.replace("<a>", DEAD)  # a kind of link that nobody knows


def _key(attrs):
    text = str(attrs.get("id", ""))
    return int(text) if text.isdecimal() and len(text) < 10 else None


def _page_tag(page, language):
    if not page or not page["url"]:
        return DEAD
    mark = "" if page["locale"] == language else f' hreflang="{escape(page["locale"])}"'
    return f'<a href="{escape(page["url"])}" data-page="{page["id"]}"{mark}>'


def _document_tag(document):
    return f'<a href="{escape(document["url"])}" data-document="{document["id"]}">' if document else DEAD


class _Markdown(HTMLParser):
    """Turns what the editor's tool bar can make into Markdown: headings, lists, bold, italic, links, line breaks."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.blocks, self.words, self.lists, self.links = [], [], [], []
        self.before = ""

    def end_block(self):
        text = re.sub(r"[ \t\n]+", " ", "".join(self.words)).replace(" \\\\ ", "  \n").strip()
        if text:
            self.blocks.append((self.before + text, bool(self.lists)))
        self.words, self.before = [], ""

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag in ("p", "div", "blockquote", "ul", "ol", "li") or re.fullmatch("h[1-6]", tag):
            self.end_block()
        if re.fullmatch("h[1-6]", tag):
            self.before = "#" * int(tag[1]) + " "
        elif tag in ("ul", "ol"):
            self.lists.append(0 if tag == "ol" else None)
        elif tag == "li" and self.lists:
            if self.lists[-1] is not None:
                self.lists[-1] += 1
            sign = "-" if self.lists[-1] is None else f"{self.lists[-1]}."
            self.before = "   " * (len(self.lists) - 1) + sign + " "
        elif tag in _BOLD | _ITALIC:
            self.words.append("**" if tag in _BOLD else "*")
        elif tag == "br":
            self.words.append(" \\\\ ")
        elif tag == "a":
            self.links.append(attrs.get("href"))
            self.words.append("[" if attrs.get("href") else "")

    def handle_endtag(self, tag):
        if tag in ("p", "div", "blockquote", "ul", "ol", "li") or re.fullmatch("h[1-6]", tag):
            self.end_block()
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        elif tag in _BOLD | _ITALIC:
            self.words.append("**" if tag in _BOLD else "*")
        elif tag == "a" and self.links:
            address = self.links.pop()
            if address:
                self.words.append(f"](<{address}>)" if re.search(r"[\s()]", address) else f"]({address})")

    def handle_data(self, data):
        self.words.append(_SPECIAL.sub(r"\\\1", data))


def markdown(html):
    """HTML of rich text as CommonMark. A dead link is its words alone."""
    parser = _Markdown()
    parser.feed(html)
    parser.close()
    parser.end_block()
    text, in_list = "", False
    for block, is_item in parser.blocks:
        text += ("\n" if is_item and in_list else "\n\n" if text else "") + block
        in_list = is_item
    return text
