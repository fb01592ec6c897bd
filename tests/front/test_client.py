"""The TypeScript client is what the OpenAPI document says, and what cannot be said in TypeScript is refused."""

import copy
import json

import pytest

import client

pytestmark = [pytest.mark.pure, pytest.mark.front]


@pytest.fixture(scope="module")
def document():
    return json.loads(client.SOURCE.read_text(encoding="utf-8"))


def test_the_client_in_the_repository_is_made_from_the_document(document):
    made = client.text(document)
    assert client.FILE.read_text(encoding="utf-8") == made, "Run `make client` and commit examples/front/src/api.ts."


def test_make_client_tells_the_difference(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(client, "FILE", tmp_path / "api.ts")
    monkeypatch.setattr(client, "ROOT", tmp_path)
    assert client.main(["--check"]) == 1
    assert "make client" in capsys.readouterr().out
    assert client.main([]) == 0
    assert client.main(["--check"]) == 0


def test_every_endpoint_has_a_method_and_every_shape_a_type(document):
    made = client.text(document)
    for path, operation in client.operations(document):
        place = path.partition("/v1")[2].partition("{")[0]
        assert f"  {client.method_name(operation)}(" in made
        assert f'ask("{place}"' in made or f"ask(`{place}" in made
    for name in client.used(document):
        assert f"export interface {name} {{" in made


@pytest.mark.parametrize(
    "schema, written",
    [
        ({"type": "integer"}, "number"),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, "string | null"),
        ({"type": "array", "items": {"anyOf": [{"type": "string"}, {"type": "null"}]}}, "(string | null)[]"),
        ({"enum": ["a", 'b"']}, '"a" | "b\\""'),
        ({"const": "text"}, '"text"'),
        ({"type": "object", "additionalProperties": {"type": "string"}}, "Record<string, string>"),
        ({"$ref": "#/components/schemas/Page"}, "Page"),
    ],
)
def test_shapes(schema, written):
    assert client.shape(schema) == written


@pytest.mark.parametrize("schema", [{}, {"type": "object"}, {"type": "array", "items": {}}])
def test_what_could_be_anything_is_refused(schema):
    with pytest.raises(client.Unknown, match="no TypeScript type"):
        client.shape(schema)


def test_a_document_that_cannot_be_used_gets_a_sentence(document, tmp_path, monkeypatch, capsys):
    broken = copy.deepcopy(document)
    broken["components"]["schemas"]["Locale"]["properties"]["code"] = {"type": "colour"}
    (tmp_path / "openapi.json").write_text(json.dumps(broken))
    monkeypatch.setattr(client, "SOURCE", tmp_path / "openapi.json")
    assert client.main(["--check"]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    twice = copy.deepcopy(document)
    twice["paths"]["/api/innehall/v1/more/"] = {"get": next(iter(document["paths"].values()))["get"]}
    with pytest.raises(client.Unknown, match="two endpoints"):
        client.text(twice)
