"""The OpenAPI document, and a page that shows it to people."""

import functools
import json
from hashlib import sha256

from django.http import HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags

from grund.api.problems import Problem
from grund.context_processors import base_template

from . import openapi as document_of
from .answers import with_headers


@functools.cache
def _document():
    """(the document as text, its ETag): the same as long as the process runs."""
    text = document_of.text()
    return text, f'"{sha256(text.encode()).hexdigest()[:32]}"'


def openapi(request):
    """The OpenAPI document. It asks the database for nothing and is not counted."""
    if request.GET:
        raise Problem(422, "No parameter is allowed here.", allowed=[])
    text, tag = _document()
    known = tag in parse_etags(request.META.get("HTTP_IF_NONE_MATCH", "")[:2000])
    response = (
        HttpResponseNotModified() if known else HttpResponse(text, content_type="application/json; charset=utf-8")
    )
    response["ETag"] = tag
    patch_cache_control(response, public=True, max_age=3600)
    return response


def documentation(request):
    """The same document for people: no script, nothing from elsewhere."""
    if request.GET:
        raise Problem(422, "No parameter is allowed here.", allowed=[])
    response = render(
        request,
        "headless/documentation.html",
        {"base_template": base_template(request)["base_template"], "noindex": True, **_sections()},
    )
    return with_headers(request, response)  # the site's menu is in it, as far as this reader may see it


def _row_of(parameter):
    schema = parameter["schema"]
    words = parameter.get("description") or next(
        (one["description"] for one in schema.get("anyOf", []) if "description" in one), ""
    )
    if not words and parameter["in"] == "path":
        words = "A part of the address."
    default = schema.get("default")
    return {"name": parameter["name"], "words": words, "default": "" if default in (None, []) else json.dumps(default)}


@functools.cache
def _sections():
    """The document in the order in which people read: by subject, each operation with its parameters."""
    document = document_of.document()
    by_tag = {}
    for path, operations in document["paths"].items():
        for operation in operations.values():
            parameters = [_row_of(one) for one in operation["parameters"]]
            row = {"path": path, "id": operation["operationId"], "summary": operation["summary"]}
            row |= {"words": operation.get("description", ""), "parameters": parameters}
            by_tag.setdefault(operation["tags"][0], []).append(row)
    return {"sections": list(by_tag.items()), "about": document["info"], "address": reverse("innehall:openapi")}
