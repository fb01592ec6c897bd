"""Every parameter of every endpoint × nasty values: never a server error, and every answer as the document says."""

import logging

import pytest
from django.test import Client

from headless.openapi import PROBLEMS, document
from tests.factories import NewsPageFactory, TermFactory
from tests.fuzz.bad_gets import VALUES
from tests.short import WHOLE

from .conftest import conforms

pytestmark = pytest.mark.django_db
NEEDED = {"q": "plan", "path": "/nyheter/"}
GOOD = [*VALUES, "sv", "en", "1", "content", "html,translations", "markdown", "2026-03-02", "true"]


def questions():
    """(address, parameter) of every parameter that an endpoint reads, with the others that it needs."""
    for path, operations in document()["paths"].items():
        for parameter in operations["get"]["parameters"]:
            if parameter["in"] == "path":
                yield path, parameter["name"], True
            else:
                filled = path.replace("{pk}", "1").replace("{uid}", "plan").replace("{code}", "UTB")
                needed = [f"{name}={value}" for name, value in NEEDED.items() if _needs(operations["get"], name)]
                rest = "&".join(one for one in needed if not one.startswith(f"{parameter['name']}="))
                yield f"{filled}?{rest}{'&' if rest else ''}{parameter['name']}=", parameter["name"], False


def _needs(operation, name):
    return any(one["name"] == name and one["required"] for one in operation["parameters"])


@pytest.fixture
def content(index_page):
    NewsPageFactory(parent=index_page("nyheter"), title="Plan")
    TermFactory(uid="plan", term="Plan")


def test_no_value_of_any_parameter_is_a_server_error(content, settings):
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "API_REQUESTS_ANONYMOUS": 10**6}
    logging.disable(logging.CRITICAL)
    client, bad, asked = Client(raise_request_exception=False), {}, 0
    try:
        for number, (place, name, in_path) in enumerate(questions()):
            for value in GOOD if WHOLE else GOOD[number % 6 :: 6]:
                address = place.replace("{" + name + "}", value.replace("/", "%2F")) if in_path else place + value
                response = client.get(address)
                asked += 1
                if response.status_code == 200:
                    conforms(address, response.json())
                elif str(response.status_code) not in PROBLEMS or response.status_code > 499:
                    bad[address[:120]] = response.status_code
                elif response["Content-Type"] != "application/problem+json":
                    bad[address[:120]] = response["Content-Type"]
    finally:
        logging.disable(logging.NOTSET)
    assert bad == {}
    assert asked > 400
