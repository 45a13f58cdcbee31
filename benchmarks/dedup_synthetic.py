"""Any number of articles: as news goes, with stock phrases, forms filled in, and copies."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections import deque
from itertools import accumulate, product
from typing import TYPE_CHECKING

from benchmarks.dedup_templates import filled_at_random
from schemas.article import Article
from schemas.provenance import Provenance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NOON = dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.UTC)
MEDIAN_WORDS, SPREAD = 5.3, 0.6
"""Natural logarithms: half of the articles have fewer than 200 words, one in six more than 360."""

NUMBER_SHARE = 0.03
PHRASE_SHARE = 0.5
"""Share of sentences that end with a stock phrase."""

PHRASES, PHRASE_WORDS = 2_000, 5
FORM_SHARE, COPY_SHARE = 0.05, 0.1
"""Shares of the articles that are forms, and that repeat an article of late but for its end."""

RECENT = 1_000

_SYLLABLES = ["".join(each) for each in product("bdfgklmnprstv", "aeiou")]
_WORDS = [*_SYLLABLES, *map("".join, product(_SYLLABLES, repeat=2))]
_WORDS += map("".join, product(_SYLLABLES[::2], repeat=3))

Text = tuple[str, list[str]]
"""Headline and paragraphs."""


def texts(seed: int = 1) -> Iterator[Text]:
    """Reports, forms and copies, without end."""
    chance = random.Random(seed)
    made = reports(seed)
    recent: deque[Text] = deque([next(made)], maxlen=RECENT)
    while True:
        drawn = chance.random()
        if drawn < COPY_SHARE:
            headline, paragraphs = chance.choice(recent)
            yield headline, paragraphs[: max(1, len(paragraphs) * 3 // 4)]
        elif drawn < COPY_SHARE + FORM_SHARE:
            headline, text = filled_at_random(chance)
            yield headline, text.split("\n\n")
        else:
            recent.append(next(made))
            yield recent[-1]


def reports(seed: int = 1) -> Iterator[Text]:
    """Different reports, without end; their words are as unevenly frequent as those of news."""
    chance = random.Random(seed)
    words, phrases = vocabulary(chance)

    def sentence() -> str:
        drawn = words.some(chance.randint(6, 22))
        numbered = [
            f"{chance.randint(2, 99_999):,}" if chance.random() < NUMBER_SHARE else word
            for word in drawn
        ]
        numbered += phrases.some(1) if chance.random() < PHRASE_SHARE else []
        return " ".join(numbered).capitalize() + "."

    while True:
        left, paragraphs = int(chance.lognormvariate(MEDIAN_WORDS, SPREAD)), []
        while left > 0:
            paragraphs.append(" ".join(sentence() for _ in range(chance.randint(1, 3))))
            left -= len(paragraphs[-1].split())
        yield " ".join(words.some(chance.randint(6, 11))).capitalize(), paragraphs


def vocabulary(chance: random.Random) -> tuple[Drawn, Drawn]:
    """Words and stock phrases."""
    words = Drawn(chance, chance.sample(_WORDS, len(_WORDS)))
    return words, Drawn(chance, [" ".join(words.some(PHRASE_WORDS)) for _ in range(PHRASES)])


class Drawn:
    """Draws by Zipf's law as Mandelbrot amended it."""

    def __init__(self, chance: random.Random, items: Sequence[str]) -> None:
        self._chance = chance
        self.items = items
        self.cumulated = list(accumulate(1 / (rank + 3.7) for rank in range(len(items))))

    def some(self, count: int) -> list[str]:
        """So many of the items; some of them more than once."""
        return self._chance.choices(self.items, cum_weights=self.cumulated, k=count)


def article(headline: str, paragraphs: list[str]) -> Article:
    """An article with headline, date and text; its uri is nobody else's."""
    return Article(
        uri=f"urn:uuid:{uuid.uuid4()}",
        headline=headline,
        body_text="\n".join(paragraphs),
        language="en",
        firstcreated=NOON,
        provenance=Provenance(
            document="synthetic.jsonl", sha256="0", format="json-lines", reader="json"
        ),
    )
