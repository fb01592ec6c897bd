"""The interface itself: the endpoints that apps give, with what holds for all of them."""

from django.http import Http404
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from grund.api.problems import NotFound, Problem
from grund.contributions import given

from . import answers
from .conf import setting
from .door import problem_response

VERSION = "1.0.0"
DESCRIPTION = "Published content of the site, to read. Everything is GET; nothing is changed here."


class ContentAPI(NinjaAPI):
    def get_openapi_operation_id(self, operation):
        """The app and the name of the view: stable names for clients that are made from the document."""
        app = operation.view_func.__module__.partition(".")[0]
        return f"{app}_{operation.view_func.__name__}"


def make():
    """The interface with everything that the installed apps give."""
    api = ContentAPI(
        title=setting("TITLE"),
        version=VERSION,
        description=DESCRIPTION,
        urls_namespace="innehall",
        openapi_url=None,
        docs_url=None,
    )
    api.add_decorator(answers.strict, mode="view")
    api.add_decorator(answers.cached)
    api.add_exception_handler(Problem, lambda request, problem: problem_response(problem))
    api.add_exception_handler(Http404, lambda request, error: problem_response(NotFound()))
    api.add_exception_handler(HttpError, _http_error)
    api.add_exception_handler(ValidationError, _not_valid)
    api.add_exception_handler(Exception, _failed)
    for entry in given("api_router"):
        api.add_router(entry.prefix, entry.router)
    return api


def _http_error(request, error):
    return problem_response(Problem(error.status_code, error.message))


def _failed(request, error):
    raise error  # the door writes it down


def _not_valid(request, error):
    """Which parameter is wrong, and why. A place in the path that cannot be is a place where nothing is."""
    if any(found["loc"][0] == "path" for found in error.errors):
        return problem_response(NotFound())
    errors = [
        {"parameter": str(found["loc"][-1]), "message": found["msg"].removeprefix("Value error, ")}
        for found in error.errors
    ]
    first = errors[0]
    detail = f"The parameter {first['parameter']!r} cannot be used: {first['message']}."
    return problem_response(Problem(422, detail, errors=errors))
