"""Made Swedish pages and queries, the same in every run: page 17 is page 17 however many there are."""

import json
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from random import Random

COMMON = "gemensamt"  # stands on every page
LENGTH = 206  # words of a body
DATA = Path(__file__).resolve().parents[2] / "site/search/text/data"
_COMPOUNDS = 4000
_STOP, _COMPOUND = 0.35, 0.12  # shares of a body


def _lines(name):
    text = (DATA / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


class _Zipf:
    """Words of which the n-th is drawn as often as 1/n says."""

    def __init__(self, words, offset=1.0):
        self.words = words
        self.weights = list(accumulate(1 / (place + offset) for place in range(len(words))))

    def draw(self, rng, number):
        return rng.choices(self.words, cum_weights=self.weights, k=number)


@lru_cache(maxsize=1)
def _vocabulary():
    """(content words, compounds, stop words)."""
    rng = Random("vocabulary")
    words = [word for word in _lines("words_sv.txt") if word.isalpha() and len(word) > 3]
    rng.shuffle(words)
    made = {}
    while len(made) < _COMPOUNDS:
        first, last = rng.choice(words[:1500]), rng.choice(words[:1500])
        made[first + rng.choice(["", "s"]) + last] = None
    stop = [word for word in _lines("stop_sv.txt") if word.isalpha()]
    # A word in a hundred running words at the most, as the most frequent noun of a text.
    return _Zipf(words, offset=5.0), _Zipf(list(made), offset=5.0), _Zipf(stop)


def rare_word(number):
    """A word that stands on page ``number`` alone."""
    rng = Random(f"rare-{number}")
    return "".join(rng.choice("bdfgklmnprst") + rng.choice("aeiouyåäö") for _ in range(5))


def _titled(rng):
    content, compounds, _stop = _vocabulary()
    words = content.draw(rng, 3) + compounds.draw(rng, 1)
    rng.shuffle(words)
    return " ".join(words).capitalize()


def title_of(number):
    """A title of four words."""
    return _titled(Random(f"title-{number}"))


def words_of(number):
    """The words of a body."""
    rng = Random(f"page-{number}")
    content, compounds, stop = _vocabulary()
    of_stop, of_compounds = int(LENGTH * _STOP), int(LENGTH * _COMPOUND)
    words = stop.draw(rng, of_stop) + compounds.draw(rng, of_compounds)
    words += content.draw(rng, LENGTH - of_stop - of_compounds - 2) + [COMMON, rare_word(number)]
    rng.shuffle(words)
    return words


def body_of(number):
    """What the stream field stores: one block of rich text with paragraphs."""
    words, paragraphs = words_of(number), []
    for start in range(0, len(words), 52):
        sentences = [" ".join(words[at : at + 13]).capitalize() for at in range(start, min(start + 52, len(words)), 13)]
        paragraphs.append(f"<p>{'. '.join(sentences)}.</p>")
    block = {"type": "text", "value": "".join(paragraphs), "id": f"00000000-0000-4000-8000-{number:012d}"}
    return json.dumps([block], ensure_ascii=False)


# --- What is asked ------------------------------------------------------------------------------


def _typo(rng, word):
    """``word`` with two neighbours changed, one left out or one doubled; the first letter stays."""
    at = rng.randrange(1, len(word) - 1)
    return rng.choice(
        [
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
        ]
    )


def mixed_queries(pages):
    """50 queries: 28 of one to five words, 5 of stop words, 5 broad, 4 of twelve words, 8 with a typing error."""
    rng = Random("queries")
    content, compounds, _stop = _vocabulary()

    def some(number):
        words = [word for word in words_of(rng.randrange(pages)) if len(word) > 4 and word != COMMON]
        return rng.sample(words, number)

    asked = [" ".join(some(1 + place % 5)) for place in range(20)]
    asked += compounds.draw(rng, 4) + [rare_word(rng.randrange(pages)) for _ in range(2)]
    asked += [f"hur {some(1)[0]} jag {some(1)[0]}", f"vem beslutar om {some(1)[0]}"]
    asked += ["för att", "i", "och", "det som är", "vad är det för"]
    asked += [COMMON, f"{COMMON} {some(1)[0]}", *content.words[:2], f"{COMMON} {content.words[0]}"]
    asked += [" ".join(some(12)) for _ in range(4)]
    asked += [_typo(rng, word) for word in rng.sample(content.words[:400], 4) + rng.sample(compounds.words[:400], 4)]
    return asked


def typed(pages):
    """20 beginnings of titles and of words in them, as somebody types them: two letters and more."""
    rng = Random("typed")
    asked = []
    for place in range(20):
        title = title_of(rng.randrange(pages)).lower()
        word = rng.choice(title.split())
        asked.append(word[: 2 + place % 5] if place % 4 else title[: 6 + place])
    return asked
