"""Collect the interface texts into the Swedish catalogues and compile them (`make messages`).

The msgid is the English text. The installable apps hold their own catalogues; all else shares the one in locale/.
Neither gettext nor xgettext is needed: Django turns a template into calls of gettext, Babel finds such calls, polib writes.
`--check` changes nothing and fails where a text is missing, untranslated, fuzzy, left over, or a compiled file is old.
"""

import ast
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "site"
INSTALLABLE = ("grund", "personer", "objektsidor", "utbildning", "headless")
CATALOGUE = Path("locale/sv/LC_MESSAGES/django.po")
TEMPLATE_SUFFIXES = {".html", ".txt", ".xml"}
KEYWORDS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
KEYWORDS |= {"pgettext", "pgettext_lazy", "npgettext", "npgettext_lazy"}
METADATA = {
    "Project-Id-Version": "nackamodellen",
    "Language": "sv",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
_CALL = re.compile(r" (n?p?gettext|_)\(((?:u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")(?:, ?)?)+)(?:count)?\) ")
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}|%[sd]")

Key = tuple[str | None, str]  # context, msgid
Found = dict[Key, tuple[str, set[str]]]  # plural or "", files


def from_python(file: Path) -> Iterator[tuple[str, tuple]]:
    """(function, its texts) of every call in a Python file."""
    with open(file, "rb") as stream:
        for _, function, texts, _ in extract_python(stream, KEYWORDS, [], {"encoding": "utf-8"}):
            yield function, texts if isinstance(texts, tuple) else (texts,)


def from_template(file: Path) -> Iterator[tuple[str, tuple]]:
    """(function, its texts) of every translate and blocktranslate tag and _("") in a template."""
    for function, arguments in _CALL.findall(templatize(file.read_text(encoding="utf-8"), origin=str(file))):
        yield function, ast.literal_eval(f"({arguments.rstrip(', ')},)")


def extract(files: list[Path]) -> Found:
    """All texts of the files."""
    found: Found = {}
    for file in files:
        for function, texts in from_python(file) if file.suffix == ".py" else from_template(file):
            words = list(texts)
            context = words.pop(0) if "pgettext" in function else None
            if not words or not words[0]:
                continue
            plural = (words[1] or "") if function.startswith("n") and len(words) > 1 else ""
            known, places = found.setdefault((context, words[0]), (plural, set()))
            places.add(file.relative_to(ROOT).as_posix())
            found[(context, words[0])] = (known or plural, places)
    return found


def sources(folder: Path) -> list[Path]:
    """Python files and templates below a folder; migrations hold no texts, and demo content is Swedish as it is."""
    found = [path for path in folder.rglob("*") if path.suffix == ".py" or "templates" in path.parts]
    wanted = {".py", *TEMPLATE_SUFFIXES}
    return sorted(p for p in found if p.suffix in wanted and "migrations" not in p.parts and p.parent.name != "content")


def catalogues() -> dict[Path, list[Path]]:
    """Which files' texts go into which catalogue."""
    shared = [p for p in sources(SITE) if p.relative_to(SITE).parts[0] not in INSTALLABLE]
    return {ROOT / CATALOGUE: shared, **{SITE / app / CATALOGUE: sources(SITE / app) for app in INSTALLABLE}}


def build(file: Path, found: Found) -> polib.POFile:
    """The catalogue as it should be: what is found, with the translations that the file has."""
    old = {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(file))} if file.exists() else {}
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = METADATA
    for (context, text), (plural, places) in sorted(found.items(), key=lambda item: (item[0][1], item[0][0] or "")):
        known = old.get((context, text))
        entry = polib.POEntry(msgid=text, msgctxt=context, occurrences=[(place, "") for place in sorted(places)])
        entry.flags = ["fuzzy"] if known and "fuzzy" in known.flags else []
        if re.search(r"%\(\w+\)[sd]", text):
            entry.flags.append("python-format")
        if plural:
            entry.msgid_plural = plural
            entry.msgstr_plural = dict(known.msgstr_plural) if known and known.msgstr_plural else {0: "", 1: ""}
        else:
            entry.msgstr = known.msgstr if known else ""
        catalogue.append(entry)
    return catalogue


def problems(catalogue: polib.POFile) -> list[str]:
    """One line for every text that is not translated as it should be."""
    lines = []
    for entry in catalogue:
        translations = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        if not all(translations):
            lines.append(f"not translated: {entry.msgid!r}")
        elif "fuzzy" in entry.flags:
            lines.append(f"marked fuzzy: {entry.msgid!r}")
        elif extra := set().union(*map(placeholders, translations)) - placeholders(entry.msgid + entry.msgid_plural):
            lines.append(f"has {', '.join(sorted(extra))} that the English lacks: {entry.msgid!r}")
        elif lost := placeholders(entry.msgid_plural or entry.msgid) - placeholders(translations[-1]):
            lines.append(f"lost {', '.join(sorted(lost))}: {entry.msgid!r}")
    return lines


def placeholders(text: str) -> set[str]:
    return {match[0] for match in _PLACEHOLDER.finditer(text)}


def drift(file: Path, new: polib.POFile) -> list[str]:
    """What `make messages` would change in the committed files."""
    if not file.exists():
        return ["there is no catalogue"] if len(new) else []
    old = polib.pofile(str(file))
    before = {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in old if not entry.obsolete}
    after = {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in new}
    lines = [f"not in the catalogue: {text!r}" for _, text, _ in sorted(after - before, key=str)]
    lines += [f"left over: {text!r}" for _, text, _ in sorted(before - after, key=str)]
    lines += [f"obsolete: {entry.msgid!r}" for entry in old.obsolete_entries()]
    compiled = file.with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != new.to_binary():
        lines.append(f"{compiled.name} is not what the catalogue compiles to")
    return lines


def write(file: Path, catalogue: polib.POFile) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(file), newline="\n")
    file.with_suffix(".mo").write_bytes(catalogue.to_binary())


def main(arguments: list[str]) -> int:
    check, out = "--check" in arguments, io.StringIO()
    failed = False
    for file, files in catalogues().items():
        catalogue = build(file, extract(files))
        lines = problems(catalogue)
        if check:
            lines += drift(file, catalogue)
            failed = failed or bool(lines)
        elif len(catalogue) or file.exists():
            write(file, catalogue)
        print(f"{file.relative_to(ROOT)}: {len(catalogue)} texts, {len(lines)} problems", file=out)
        for line in lines:
            print(f"  {line}", file=out)
    print(out.getvalue(), end="")
    if failed:
        print("Run `make messages`, translate what is empty, run it again and commit the .po and .mo files.")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
