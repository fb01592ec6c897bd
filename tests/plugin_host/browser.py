"""A browser of a few lines for scripts in a host's own environment, where there is nothing but the standard library."""

import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request


class Browser:
    """Keeps cookies, follows redirects, and fills in forms as they were served."""

    def __init__(self, root):
        self.root = root
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def get(self, path, status=200, data=None):
        """The body as text. An AssertionError where the answer has another status."""
        address = urllib.parse.urljoin(self.root, path)
        request = urllib.request.Request(address, data, {"Referer": address})
        try:
            with self.opener.open(request, timeout=30) as answer:
                found, body, self.place = answer.status, answer.read().decode(), answer.url
        except urllib.error.HTTPError as error:
            found, body = error.code, error.read().decode(errors="replace")
        assert found == status, f"{path}: {found} instead of {status}\n{body[:3000]}"
        return body

    def send(self, path, status=200, **fields):
        """Get a page and send its form with its hidden fields and these. The answer must have the status."""
        page = self.get(path)
        hidden = {}
        for tag in re.findall(r"<input[^>]*>", page):
            if 'type="hidden"' in tag:
                value = re.search(r'value="([^"]*)"', tag)
                hidden[re.search(r'name="([^"]+)"', tag)[1]] = value[1] if value else ""
        return self.get(self.place, status, urllib.parse.urlencode({**hidden, **fields}).encode())
