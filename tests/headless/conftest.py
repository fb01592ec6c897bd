"""How the tests of the content interface ask, and what every answer must be."""

import json

import pytest
from django.test import Client
from django.urls import resolve
from ninja.utils import normalize_path, replace_path_param_notation
from pydantic import TypeAdapter

from headless.models import ReaderToken
from headless.throttle import ledger

from .features import ROOT, at, page_with, picture  # noqa: F401 (fixtures)


@pytest.fixture(autouse=True)
def fresh_counts(settings):
    """No thread, and no counts of another test."""
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "API_THREAD": False}
    ledger.renew()
    yield
    ledger.renew()


def operation_of(address):
    """The operation of django-ninja that answers at an address; None for the pages beside them."""
    from headless.urls import api

    name = resolve(address.partition("?")[0]).route.removeprefix("api/innehall/v1/")
    for bound in api._get_bound_routers():
        for path, view in bound.path_operations.items():
            route = "/".join(part for part in (bound.prefix, path) if part)
            if normalize_path(replace_path_param_notation(route)).lstrip("/") == name:
                return view.operations[0]
    return None


def conforms(address, answer):
    """Fail where an answer is not what the OpenAPI document says."""
    model = operation_of(address).response_models[200].model_fields["response"].annotation
    TypeAdapter(model).validate_json(json.dumps(answer))


def is_problem(response, status):
    """Fail where an answer is not a problem document of this status that says what to do."""
    assert response.status_code == status, f"{response.status_code}: {response.content[:300]}"
    assert response["Content-Type"] == "application/problem+json"
    document = response.json()
    assert document["status"] == status
    assert document["title"]
    assert len(document["detail"]) > 20
    assert "Traceback" not in response.content.decode()
    assert response["Cache-Control"] == "no-store"
    return document


class Asker:
    """Asks as somebody: ``ask("/pages/", type="x")`` gives the answer, held against its schema."""

    def __init__(self, token=None):
        self.client = Client(headers={"Authorization": f"Bearer {token}"} if token else {})

    def __call__(self, path, /, **parameters):
        response = self.get(path, **parameters)
        assert response.status_code == 200, f"{response.status_code}: {response.content[:500]}"
        answer = response.json()
        conforms(ROOT + path, answer)
        return answer

    def get(self, path, /, headers=None, **parameters):
        return self.client.get(ROOT + path, parameters, headers=headers)


@pytest.fixture
def ask(site):
    """Somebody who sends no token."""
    return Asker()


def token_for(user, **values):
    token = ReaderToken(name="Skärm", user=user, **values)
    text = token.renew()
    token.save()
    return text


@pytest.fixture
def ask_as(cast):
    """``ask_as("editor")``: somebody who reads with the token of that person; None: without one."""
    return lambda name: Asker(token_for(cast[name]) if name else None)
