"""The OpenAPI document of the interface, with what holds for every operation."""

import functools
import json

from django.urls import reverse
from django.utils import translation

from grund.api.schema import ProblemDocument

PROBLEMS = {
    "400": "The address cannot be read.",
    "401": "The token is not valid.",
    "404": "There is nothing here that you may read.",
    "406": "Another format is asked for than is spoken here.",
    "415": "Content was sent, or another format than is read here.",
    "422": "A parameter is unknown or cannot be used; the answer says which and why.",
    "429": "Too many requests; Retry-After says when to try again.",
    "500": "Something went wrong here.",
}
HEADERS = {
    "RateLimit-Limit": ("How many requests may be sent in a minute.", "integer"),
    "RateLimit-Remaining": ("How many of them are left.", "integer"),
    "RateLimit-Reset": ("Seconds until they are counted anew.", "integer"),
    "ETag": ("Send it as If-None-Match: where nothing has changed the answer is 304.", "string"),
    "Surrogate-Key": ("Keys by which a cache finds the answers that a changed page is part of.", "string"),
}


def document():
    """The document as a dictionary; in English, whoever asks."""
    return json.loads(text())


def _make():
    from .urls import api

    with translation.override("en"):
        found = json.loads(json.dumps(api.get_openapi_schema(path_prefix=reverse("innehall:docs")), default=str))
    found.pop("servers", None)
    components = found["components"]
    components["schemas"]["ProblemDocument"] = ProblemDocument.model_json_schema()
    components["securitySchemes"] = {
        "ReaderToken": {
            "type": "http",
            "scheme": "bearer",
            "description": "Made in the admin; without one, public content.",
        },
        "PreviewToken": {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "The word Preview, a blank, and the token that the editor gave the front end.",
        },
    }
    components["responses"] = {
        f"Problem{status}": {
            "description": words,
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}},
        }
        for status, words in PROBLEMS.items()
    }
    components["headers"] = {
        name: {"description": words, "schema": {"type": kind}} for name, (words, kind) in HEADERS.items()
    }
    components["schemas"] = dict(sorted(components["schemas"].items()))
    found["security"] = [{}, {"ReaderToken": []}]
    for path, operations in found["paths"].items():
        for operation in operations.values():
            _complete(operation)
            if path.endswith("/preview/"):
                operation["security"] = [{"PreviewToken": []}]
    return found


def _complete(operation):
    answers = operation["responses"]
    good = answers.pop("200", None) or answers.pop(200)
    good["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in HEADERS}
    operation["responses"] = {
        "200": good,
        "304": {"description": "Not changed since the answer whose ETag was sent."},
        **{status: {"$ref": f"#/components/responses/Problem{status}"} for status in PROBLEMS},
    }


@functools.cache
def text():
    """The document as it is kept in the repository: the same as long as the process runs."""
    return json.dumps(_make(), ensure_ascii=False, indent=1) + "\n"
