"""A browser and a served demo for the tests in this folder; every page is watched while it is used."""

import contextlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.server import served, shared_folder
from tests.browser.watch import Watch
from tests.services import require

FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]


# Package scope, for a running Playwright would make Django refuse the database to later tests of the process.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    chromium = require("chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(chromium), args=FLAGS)
        yield started
        started.close()


# Session scope: a server that ended with the last test of a file would be started again for the next one.
@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    require("chromium")
    return shared_folder(tmp_path_factory)


@pytest.fixture(scope="session")
def address(demo_folder: Path) -> Iterator[str]:
    """Where the demo is served, without a slash at the end."""
    with served(demo_folder) as found:
        yield found


@pytest.fixture(scope="session")
def password(demo_folder: Path, address: str) -> str:
    """The password of the demo's accounts."""
    return (demo_folder / "var/demo-password").read_text().strip()


@pytest.fixture
def new_page(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """``new_page(color_scheme="dark")``: a page in a context of its own, watched until the test ends."""
    contexts: list[BrowserContext] = []
    watch = Watch(address)

    def make(width: int = 1280, height: int = 900, **options) -> Page:
        options.setdefault("locale", "sv-SE")
        context = browser.new_context(base_url=address, viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(15_000)
        watch.over(context)
        contexts.append(context)
        return context.new_page()

    try:
        yield make
    finally:
        for context in contexts:
            context.close()
    assert watch.faults == []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page()


@pytest.fixture(scope="package")
def sign_in(browser: Browser, address: str, password: str) -> Callable[[Page, str], Page]:
    """``sign_in(page, "redaktor")``: gives the page's context that person's session."""
    sessions: dict[str, list] = {}

    def use(page: Page, name: str) -> Page:
        if name not in sessions:
            with contextlib.closing(browser.new_context(base_url=address, locale="sv-SE")) as context:
                form = context.new_page()
                form.goto("/logga-in/")
                form.get_by_label("Användarnamn").fill(name)
                form.get_by_label("Lösenord").fill(password)
                form.get_by_role("main").get_by_role("button", name="Logga in").click()
                form.wait_for_url(lambda url: "/logga-in/" not in url)
                sessions[name] = context.cookies()
        page.context.add_cookies(json.loads(json.dumps(sessions[name])))
        return page

    return use
