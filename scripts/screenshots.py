"""Draw every page type of a running site into var/screenshots (`make screenshots`).

Wide, narrow and dark: NAME-1280.png, NAME-390.png, NAME-1280-dark.png. `--readme` draws docs/images/start.png only.
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from demo_pages import ADDRESS, addresses
from optional_services import chromium_path, missing

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var/screenshots"
SHAPES = (("1280", 1280, 900, "light"), ("390", 390, 844, "light"), ("1280-dark", 1280, 900, "dark"))
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def draw(browser: Browser, address: str, file: Path, width: int, height: int, scheme: str, whole: bool = True) -> None:
    """One picture of one address."""
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, locale="sv-SE")
    try:
        page = context.new_page()
        page.goto(address, wait_until="load")
        file.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=file, full_page=whole)
    finally:
        context.close()


def main(arguments: list[str]) -> str | None:
    chromium = chromium_path()
    if chromium is None:
        return missing("chromium")
    pages = {**addresses(), "finns-inte": ADDRESS + "/finns-inte/"}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium), args=FLAGS)
        if "--readme" in arguments:
            draw(browser, pages["start"], ROOT / "docs/images/start.png", 1280, 800, "light", whole=False)
            return None
        for name, address in pages.items():
            for suffix, width, height, scheme in SHAPES:
                draw(browser, address, FOLDER / f"{name}-{suffix}.png", width, height, scheme)
            print(name, flush=True)
    print(f"{len(pages) * len(SHAPES)} pictures in {FOLDER.relative_to(ROOT)}")
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
