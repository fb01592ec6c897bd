"""Write the TypeScript client of the content interface to examples/front/src/api.ts, from docs/openapi.json (`make client`).

--check only compares. Needs neither Node nor a database. The document is our own: what it may hold is tested, and what this
script does not know stops it with a sentence.
"""

import json
import re
import sys

from generated import ROOT, settle

SOURCE = ROOT / "docs/openapi.json"
FILE = ROOT / "examples/front/src/api.ts"
HEAD = """// The content interface as TypeScript: made from docs/openapi.json by `make client`. Do not edit.

/** How a request is sent: gives the parsed answer to a path below the interface, or throws. */
export type Ask = (path: string, query: Query) => Promise<unknown>;
export type Query = Readonly<Record<string, QueryValue>>;
export type QueryValue = string | number | boolean | readonly (string | number | boolean)[] | null | undefined;
"""
_PLAIN = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}
_REFERENCE = "#/components/schemas/"


class Unknown(ValueError):
    """The document says something that this script has no TypeScript for."""


def shape(schema: dict) -> str:
    """The TypeScript type of a schema."""
    if "$ref" in schema:
        return schema["$ref"].removeprefix(_REFERENCE)
    for several in ("oneOf", "anyOf"):
        if several in schema:
            return " | ".join(dict.fromkeys(shape(one) for one in schema[several]))
    if "const" in schema:
        return json.dumps(schema["const"], ensure_ascii=False)
    if "enum" in schema:
        return " | ".join(json.dumps(value, ensure_ascii=False) for value in schema["enum"])
    kind = schema.get("type")
    if kind == "array":
        inner = shape(schema["items"])
        return f"({inner})[]" if " | " in inner else f"{inner}[]"
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"Record<string, {shape(schema['additionalProperties'])}>"
    if kind in _PLAIN:
        return _PLAIN[kind]
    raise Unknown(f"no TypeScript type is known for {json.dumps(schema)[:200]}")


def remark(text: str | None, indent: str = "") -> str:
    words = " ".join((text or "").split()).replace("*/", "* /")
    return f"{indent}/** {words} */\n" if words else ""


def interface(name: str, schema: dict) -> str:
    """A schema with properties. What is not required may be left out of an answer."""
    needed = schema.get("required", [])
    rows = [
        remark(one.get("description"), "  ") + f"  {key}{'' if key in needed else '?'}: {shape(one)};\n"
        for key, one in schema["properties"].items()
    ]
    return f"{remark(schema.get('description'))}export interface {name} {{\n{''.join(rows)}}}\n"


def references(schema: object) -> set[str]:
    return set(re.findall(rf'"{re.escape(_REFERENCE)}(\w+)"', json.dumps(schema)))


def used(document: dict) -> list[str]:
    """The names of the schemas that an answer is made of, in order; those of parameters are written out at the methods."""
    schemas, found = document["components"]["schemas"], {"ProblemDocument"}
    waiting = references([answer(one) for _path, one in operations(document)])
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting |= references(schemas[name])
    return sorted(found)


def operations(document: dict) -> list[tuple[str, dict]]:
    return [(path, one) for path, methods in document["paths"].items() for one in methods.values()]


def answer(operation: dict) -> dict:
    return operation["responses"]["200"]["content"]["application/json"]["schema"]


def method_name(operation: dict) -> str:
    """The name of the view, without that of its app: "modellen_term_list" → "termList"."""
    first, *rest = operation["operationId"].partition("_")[2].split("_")
    return first + "".join(word.capitalize() for word in rest)


def method(path: str, base: str, operation: dict) -> str:
    parameters = operation.get("parameters", [])
    places = [one for one in parameters if one["in"] == "path"]
    query = [one for one in parameters if one["in"] == "query"]
    arguments = [f"{one['name']}: {shape(one['schema'])}" for one in places]
    fields = "; ".join(f"{one['name']}{'' if one.get('required') else '?'}: {shape(one['schema'])}" for one in query)
    if query:
        default = "" if any(one.get("required") for one in query) else " = {}"
        arguments.append(f"query: {{ {fields} }}{default}")
    place = re.sub(r"\{(\w+)\}", r"${encodeURIComponent(\1)}", path.removeprefix(base))
    made = f"`{place}`" if places else json.dumps(place)
    given = shape(answer(operation))
    call = f"this.ask({made}, {'query' if query else '{}'}) as Promise<{given}>"
    head = f"  {method_name(operation)}({', '.join(arguments)}): Promise<{given}> {{\n"
    return f"{remark(operation.get('summary'), '  ')}{head}    return {call};\n  }}\n"


def text(document: dict) -> str:
    """The whole file."""
    schemas, found = document["components"]["schemas"], operations(document)
    names = [method_name(operation) for _path, operation in found]
    if twice := {name for name in names if names.count(name) > 1}:
        raise Unknown(f"two endpoints would have the method {', '.join(sorted(twice))}")
    base = re.match(r"/.*?/v\d+", found[0][0])
    if base is None:
        raise Unknown(f"no version stands in the path {found[0][0]}")
    parts = [HEAD, f"export const VERSION = {json.dumps(document['info']['version'])};\n"]
    parts += [interface(name, schemas[name]) for name in used(document)]
    methods = "\n".join(method(path, base[0], operation) for path, operation in found)
    parts.append(
        "/** One method for each endpoint. `ask` sends the request: where to, with which token, is its matter. */\n"
        f"export class ContentApi {{\n  constructor(private readonly ask: Ask) {{}}\n\n{methods}}}\n"
    )
    return "\n".join(parts)


def main(arguments: list[str]) -> int:
    try:
        made = text(json.loads(SOURCE.read_text(encoding="utf-8")))
    except Unknown as problem:
        print(f"docs/openapi.json: {problem}.", file=sys.stderr)
        return 1
    complaint = "examples/front/src/api.ts is not what docs/openapi.json says. Run `make client` and commit the file."
    return settle(FILE, made, arguments, complaint)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
