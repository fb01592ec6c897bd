"""Whether a page fits into the width it is given."""

from playwright.sync_api import Page

# What sticks out at the right, once the page itself scrolls sideways. A table scrolls by itself.
_BEYOND = """() => {
    const width = innerWidth, all = [...document.body.querySelectorAll("*")];
    if (Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) <= width) return [];
    const found = all.filter(one => one.getBoundingClientRect().right > width + 1 || one.scrollWidth > width);
    return ["scrolls sideways", ...found.filter(one => !one.closest(".table")).map(one => one.outerHTML.slice(0, 120))];
}"""


def sideways(page: Page) -> list[str]:
    """Nothing where the page does not scroll sideways, else the elements that stick out."""
    return page.evaluate(_BEYOND)[-6:]
