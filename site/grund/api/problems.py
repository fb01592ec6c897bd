"""What goes wrong, said as RFC 9457 says it."""

from http import HTTPStatus


class Problem(Exception):
    """An answer that is no content. ``detail`` says what to do; ``more`` are further members of the document."""

    def __init__(self, status, detail, headers=None, **more):
        super().__init__(detail)
        self.status, self.detail, self.headers, self.more = status, detail, headers or {}, more

    @property
    def document(self):
        return {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
            **self.more,
        }


class NotFound(Problem):
    """The same answer for what is not there and for what this reader may not see."""

    def __init__(self):
        super().__init__(404, "There is nothing here that you may read.")
