"""How good an order of hits is, against judgements. Pure functions.

nDCG@10 with the gain 2^grade − 1 (Järvelin and Kekäläinen 2002); recall@10 and MRR@10 over what is judged 2 or better (1
where nothing is better); the share of queries without hits, and of those with hits of which none is relevant."""

import json
import math
from collections import defaultdict

BEST = 10
MEASURES = ("ndcg10", "recall10", "mrr10", "zero_hit", "hit_none_relevant")


def _lines(path):
    """(number, line) of a text file. Raises ValueError with its name where it is no UTF-8."""
    try:
        with open(path, encoding="utf-8") as lines:
            yield from enumerate(lines, 1)
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: not UTF-8 ({error}).") from None


def read_lines(path, needed=()):
    """[dict] of a file with one JSON object in each line, which has the keys ``needed``. Raises ValueError with the
    number of a line that is none."""
    rows = []
    for number, line in _lines(path):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise ValueError(f"{path}, line {number}: no JSON ({error}).") from None
        if not isinstance(row, dict):
            raise ValueError(f"{path}, line {number}: no JSON object.")
        for key in needed:
            if key not in row:
                raise ValueError(f"{path}, line {number}: no {key}.")
        rows.append(row)
    return rows


def read_grades(path):
    """{query: {document: grade}} of a file with query, document and grade in each line, parted by tabs, where the first
    line may be one of headings."""
    grades = defaultdict(dict)
    for number, line in _lines(path):
        cells = line.rstrip("\r\n").split("\t")
        if not line.strip() or (number == 1 and len(cells) == 3 and not cells[2].strip().isdigit()):
            continue
        if len(cells) != 3 or not cells[2].strip().isdecimal():
            raise ValueError(f"{path}, line {number}: not query, document and grade parted by tabs.")
        grades[cells[0]][cells[1]] = int(cells[2])
    return dict(grades)


def read_synonyms(path):
    """[tuple of words] of a file with one group in each line, parted by tabs."""
    groups = [tuple(word.strip() for word in line.split("\t") if word.strip()) for _number, line in _lines(path)]
    return [group for group in groups if len(group) > 1 and not group[0].startswith("#")]


def score(ranked, judged):
    """{measure: value} of one query: ``ranked`` are documents, best first, ``judged`` {document: grade}."""
    ranked = ranked[:BEST]
    gain = sum((2 ** judged.get(name, 0) - 1) / math.log2(place + 2) for place, name in enumerate(ranked))
    best = sum(
        (2**grade - 1) / math.log2(place + 2)
        for place, grade in enumerate(sorted(judged.values(), reverse=True)[:BEST])
    )
    least = 2 if max(judged.values(), default=0) >= 2 else 1
    wanted = {name for name, grade in judged.items() if grade >= least}
    found = [place for place, name in enumerate(ranked) if name in wanted]
    return {
        "ndcg10": gain / best if best else 0.0,
        "recall10": len(found) / min(BEST, len(wanted)) if wanted else 0.0,
        "mrr10": 1 / (found[0] + 1) if found else 0.0,
        "zero_hit": float(not ranked),
        "hit_none_relevant": float(bool(ranked) and not found),
    }


def means(rows):
    """{"n": number, measure: mean} of the scores of several queries."""
    return {"n": len(rows), **{name: sum(row[name] for row in rows) / max(len(rows), 1) for name in MEASURES}}


def by_tag(scores):
    """{"ALL" or tag: means} of [(tag, score)]."""
    tags = defaultdict(list)
    for tag, row in scores:
        tags["ALL"].append(row)
        tags[tag].append(row)
    return {tag: means(rows) for tag, rows in tags.items()}
