"""Write every word of the glossary and every page of the model as Markdown: export.py ADDRESS FOLDER

For example `python3 examples/python/export.py http://localhost:8000 exported`. Needs nothing but Python 3.11.
"""

import json
import sys
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen


def items(address, path, **query):
    """All items of a list, part by part."""
    url = f"{address}/api/innehall/v1/{path}/?{urlencode(query)}"
    while url:
        with urlopen(url, timeout=30) as response:
            answer = json.load(response)
        yield from answer["items"]
        following = answer.get("meta", {}).get("next")
        url = following and f"{address}{following}"


def cell(text):
    return " ".join(text.replace("|", r"\|").split())


def markdown(block):
    """The words of a block; a block that shows pictures or links alone has none."""
    kind, value = block["type"], block["value"]
    if kind == "section":
        return "\n\n".join([f"## {value['heading']}", *filter(None, map(markdown, value["body"]))])
    if kind == "table":
        rows = [value["columns"], ["---"] * len(value["columns"]), *(row["cells"] for row in value["rows"])]
        return "\n".join([f"{value['caption']}\n", *(f"| {' | '.join(map(cell, row))} |" for row in rows)])
    one = {
        "text": lambda text: text,
        "principles": lambda rows: "\n".join(f"- **{row['name']}** {row['sentence']}" for row in rows),
        "steps": lambda rows: "\n".join(f"1. **{row['name']}** {row['text']}" for row in rows),
        "faq": lambda rows: "\n\n".join(f"**{row['question']}**\n\n{row['answer']}" for row in rows),
        "callout": lambda note: f"**{note['heading']}** {note['text']}",
        "quote": lambda words: f"> {words['text']} {words['source']}",
    }.get(kind, lambda value: "")
    return one(value)


def main(address, folder):
    for language in items(address, "locales"):
        place = Path(folder) / language["code"]
        place.mkdir(parents=True, exist_ok=True)
        terms = items(address, "terms", locale=language["code"])
        texts = {"glossary": [f"## {term['term']}\n\n{term['definition']}" for term in terms]}
        wanted = {"type": "modellen.ModelPage", "include": "content", "text": "markdown"}
        for page in items(address, "pages", locale=language["code"], **wanted):
            texts[page["slug"]] = [f"# {page['title']}", page["lead"], *map(markdown, page["content"]["body"])]
        for name, parts in texts.items():
            text = "\n\n".join(filter(None, parts))
            (place / name).with_suffix(".md").write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), sys.argv[2]) if len(sys.argv) == 3 else sys.exit(__doc__)
