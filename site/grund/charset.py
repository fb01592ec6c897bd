"""What is sent to us is written in UTF-8. Other encodings exist that make no text at all, and some that make half signs."""

import codecs

from django.core.exceptions import BadRequest
from django.utils.http import parse_header_parameters


def _is_utf8(parameters):
    name = parameters.get("charset")
    if name is None:
        return True
    try:
        return codecs.lookup(name).name == "utf-8"
    except (LookupError, ValueError):
        return False


def is_utf8(request):
    """Whether the request says so, or says nothing."""
    return _is_utf8(request.content_params)


def refuse_unless_utf8(request):
    """Raise BadRequest for what cannot be read. For sites without a middleware that answers it in words."""
    if not is_utf8(request):
        request.encoding = "utf-8"  # so that the answer can be made
        raise BadRequest("The request is not written in UTF-8.")


def readable(application):
    """The WSGI application, spared the address of what is not written in UTF-8: Django reads it in that encoding before
    it asks any middleware, and would fail. The middleware then answers as to the rest."""

    def spared(environ, start_response):
        if not _is_utf8(parse_header_parameters(environ.get("CONTENT_TYPE", ""))[1]):
            environ["QUERY_STRING"] = ""
        return application(environ, start_response)

    return spared
