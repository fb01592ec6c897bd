"""How a test goes to a place: an address, and what a visitor does from there."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, Response

Steps = Callable[[Page], Response]
SignIn = Callable[[Page, str], Page]


@dataclass(frozen=True)
class Place:
    """One address, or what some steps from it lead to."""

    name: str
    path: str
    status: int = 200
    signed_in: str = ""
    steps: Steps | None = None

    def __str__(self) -> str:
        return self.name

    def address(self, page: Page, sign_in: SignIn, folder: Path) -> str:
        """The path with everything filled in that differs from demo to demo."""
        return self.path

    def open(self, page: Page, sign_in: SignIn, folder: Path) -> Response:
        """Go there; gives the answer to the last request for a document, which must have the status."""
        path = self.address(page, sign_in, folder)
        if self.signed_in:
            sign_in(page, self.signed_in)
        answer = page.goto(path)
        if self.steps:
            answer = self.steps(page)
        assert answer is not None
        assert answer.status == self.status, f"{self.name}: {answer.status}, not {self.status}"
        return answer


def submit(page: Page, action: Callable[[], None]) -> Response:
    """What the server answers when a form is sent or a link is followed."""
    with page.expect_navigation() as navigation:
        action()
    return navigation.value


def send(button: str) -> Steps:
    """Press a button of the page's own form."""
    return lambda page: submit(page, page.get_by_role("main").get_by_role("button", name=button).click)


def send_form(page: Page) -> Response:
    """Press the first button of the page's own form, whatever it says."""
    return submit(page, page.get_by_role("main").locator("form button").first.click)
