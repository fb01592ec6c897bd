"""The front end's TypeScript: strict, without a way round the types, and with every kind of block in its place."""

import json
import re
import shutil
import subprocess

import pytest

import client
from tests.front.node import FOLDER, node

pytestmark = pytest.mark.front
SOURCES = sorted((FOLDER / "src").rglob("*.ts"))
# Ways to tell the compiler to look away.
LOOSE = re.compile(r"\bany\b|@ts-(?:ignore|expect-error|nocheck)|as unknown as|[\w)\]]!(?:[.;,)\[]|$)", re.MULTILINE)
_APART = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*|`(?:[^`\\]|\\.)*`|\"(?:[^\"\\\n]|\\.)*\"", re.DOTALL)


def loose_ends(text: str) -> list[str]:
    """Loose types in TypeScript, whose comments may speak of any of them."""
    marks = re.findall(r"@ts-(?:ignore|expect-error|nocheck)", text)
    return marks + [found[0] for found in LOOSE.finditer(_APART.sub('""', text))]


@pytest.mark.repo
@pytest.mark.parametrize("file", SOURCES, ids=lambda file: file.stem)
def test_nothing_looks_away(file):
    assert loose_ends(file.read_text(encoding="utf-8")) == []


@pytest.mark.pure
@pytest.mark.parametrize(
    "text, found",
    [
        ("const a: any = 1;", ["any"]),
        ("f(x as any);", ["any"]),
        ("// @ts-ignore\nf(1);", ["@ts-ignore"]),
        ("f(x as unknown as Page);", ["as unknown as"]),
        ("f(rows[0]!.name);", ["]!."]),
        ("f(first!.name);", ["t!."]),
        ('// any of them\nf("any", a !== b, !c);', []),
    ],
)
def test_what_looks_away_is_found(text, found):
    assert loose_ends(text) == found


@pytest.mark.repo
def test_the_compiler_is_strict_and_versions_are_exact():
    options = json.loads((FOLDER / "tsconfig.json").read_text(encoding="utf-8"))["compilerOptions"]
    assert options["strict"]
    assert options["noUncheckedIndexedAccess"]
    assert options["exactOptionalPropertyTypes"]
    package = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))
    assert "dependencies" not in package
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in package["devDependencies"].values())
    lock = (FOLDER / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in lock
    assert lock.count('"integrity"') == len(json.loads(lock)["packages"]) - 1


def test_it_compiles(built):
    assert (FOLDER / "dist/main.js").is_file()


@pytest.mark.whole
def test_a_kind_of_block_or_page_that_is_left_out_does_not_compile(built, tmp_path):
    """A schema that the interface gets tomorrow: the compiler names the switch that lacks it."""
    document = json.loads(client.SOURCE.read_text(encoding="utf-8"))
    schemas = document["components"]["schemas"]
    block = json.loads(json.dumps(schemas["QuoteBlock"]).replace('"quote"', '"poem"'))
    page = json.loads(json.dumps(schemas["GlossaryPageContent"]).replace("modellen.GlossaryPage", "modellen.PoemPage"))
    schemas |= {"PoemBlock": block, "PoemPageContent": page}
    body = schemas["StandardPageContent"]["properties"]["body"]["items"]
    body["oneOf"].append({"$ref": "#/components/schemas/PoemBlock"})
    content = next(one for one in schemas["Page"]["properties"]["content"]["anyOf"] if "oneOf" in one)
    content["oneOf"].append({"$ref": "#/components/schemas/PoemPageContent"})
    shutil.copytree(FOLDER / "src", tmp_path / "src")
    shutil.copy(FOLDER / "tsconfig.json", tmp_path)
    shutil.copy(FOLDER / "package.json", tmp_path)
    (tmp_path / "node_modules").symlink_to(FOLDER / "node_modules")
    (tmp_path / "src/api.ts").write_text(client.text(document), encoding="utf-8")
    done = subprocess.run([node(), built, "--noEmit"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "src/blocks.ts" in done.stdout
    assert "src/pages/index.ts" in done.stdout
