"""The published document against the interface itself: requests made from it, good and bad, by everybody who may ask."""

import collections
import logging
import os

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as how
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks

from headless.openapi import document
from search.rebuild import rebuild
from tests.factories import NewsPageFactory, ObjectPageFactory, TermFactory
from tests.factories.courses import make_course, make_occasion
from tests.short import amount

from .conftest import ROOT, token_for

pytestmark = pytest.mark.django_db
READERS = (None, "staff", "admin")
# In the whole suite more than 10 000 requests of all readers together, on SQLite; PostgreSQL gets those that it alone might
# refuse. More: REQUESTS_EACH=200 make test ARGS="-k every_answer_is_as".
EACH = int(os.environ.get("REQUESTS_EACH") or (amount(75, 1) if connection.vendor == "sqlite" else amount(5, 1)))
NEEDING = ("/by-path/", "/gone/")
load_all_checks()
KEPT = CHECKS.get_by_names(
    [
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_headers_conformance",
        "response_schema_conformance",
        "negative_data_rejection",
    ]
)


@pytest.fixture
def content(index_page, site, settings):
    """Something for every endpoint to find; nobody is counted."""
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "API_REQUESTS_ANONYMOUS": 10**7, "API_REQUESTS_TOKEN": 10**7}
    for number in range(3):
        NewsPageFactory(parent=index_page("nyheter"), title=f"Plan {number}")
    TermFactory(uid="plan", term="Plan")
    ObjectPageFactory(parent=index_page("objekt"), code="UTB")
    make_occasion(make_course(index_page("utbildning")))
    rebuild()
    logging.disable(logging.CRITICAL)
    # As Django's own client does: the end of a request would close the connection that the test's transaction is in.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("name", READERS)
def test_every_answer_is_as_the_document_says(content, cast, name):
    loaded = schemathesis.openapi.from_wsgi(f"{ROOT}/openapi.json", get_wsgi_application())
    token = f"Bearer {token_for(cast[name])}" if name else None
    headers = {"Accept-Encoding": "identity", **({"Authorization": token} if token else {})}
    asked = 0
    for path, operations in document()["paths"].items():
        answers, operation = collections.Counter(), loaded[path]["GET"]
        _ask(operation, GenerationMode.POSITIVE, headers, answers)
        if operations["get"]["parameters"]:
            _ask(operation, GenerationMode.NEGATIVE, headers, answers)
        # It found something, where it takes neither a key nor a moment or path that chance does not write.
        assert answers[200] or "{" in path or path.endswith(NEEDING), (path, answers)
        asked += sum(answers.values())
    assert asked >= len(document()["paths"]) * EACH


def _ask(operation, mode, headers, answers):
    @given(case=operation.as_strategy(generation_mode=mode))
    @how(
        max_examples=EACH,
        deadline=None,
        derandomize=True,  # the same requests each time
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def each(case):
        case.headers.pop("Authorization", None)  # the reader is the one that is tried
        response = case.call(headers=headers)
        answers[response.status_code] += 1
        case.validate_response(response, checks=KEPT)

    each()
