"""What no page may do, whatever a test looks for: call another host, break the policy, fail in its script."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Request

OWN_SCHEMES = ("data:", "blob:", "about:")


class Watch:
    """Collects the faults of all pages of the contexts it is over."""

    def __init__(self, address: str):
        self.address = address
        self.faults: list[str] = []
        self._documents: set[str] = set()

    def over(self, context: BrowserContext) -> None:
        context.on("request", self._requested)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.faults.append(f"script error: {error.error}"))

    def _requested(self, request: Request) -> None:
        if request.is_navigation_request():
            self._documents.add(request.url)
        if not request.url.startswith((f"{self.address}/", *OWN_SCHEMES)):
            self.faults.append(f"request to another host: {request.url}")

    def _said(self, message: ConsoleMessage) -> None:
        """Errors, and whatever speaks of the policy. A page that is meant to answer 404 is no error."""
        if message.text.startswith("Failed to load resource") and message.location["url"] in self._documents:
            return
        if message.type == "error" or "Content Security Policy" in message.text:
            self.faults.append(f"console on {message.page.url if message.page else '?'}: {message.text}")
