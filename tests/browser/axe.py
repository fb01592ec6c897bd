"""axe-core on a page, as the browser shows it just now. The policy stays in force."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = """rules => axe.run(document, {runOnly: rules, resultTypes: ["violations"], elementRef: false})
    .then(found => found.violations.map(fault => [fault.id, fault.help, fault.nodes.map(node => node.html)]))"""


def findings(page: Page) -> list[str]:
    """One line per rule that the page breaks, with the elements that break it."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(_RUN, RULES)
    return [f"{rule}: {words}: {' '.join(html[:160] for html in places[:5])}" for rule, words, places in found]
