"""Articles made by a seeded generator: the same for everyone, and nobody's property."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

WORDS = (
    "harbour council minister ferry storm railway vote budget bridge strike union market price "
    "river school hospital police court company engine factory farmer winter summer report talks "
    "agreement border island mountain village city driver doctor teacher student player coach "
    "said told called opened closed agreed refused promised began ended rose fell reached left "
    "the a of in on at by for with from after before during against between under about more "
    "new old long early late northern southern public local former deputy small large quiet"
).split()

COPY_SHARE = 0.3
"""Share of articles that repeat the text of an earlier one."""


def write_articles(folder: Path, count: int, seed: int = 1) -> None:
    """Write plain-text articles of 80 to 800 words, `COPY_SHARE` of them exact copies of others."""
    chance = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    written: list[str] = []
    for number in range(count):
        if written and chance.random() < COPY_SHARE:
            text = chance.choice(written)
        else:
            text = _article(chance, number)
            written.append(text)
        (folder / f"{number:06}.txt").write_text(text, "utf-8")


def _article(chance: random.Random, number: int) -> str:
    words = int(min(800, max(80, chance.lognormvariate(5.8, 0.5))))
    paragraphs = []
    while words > 0:
        sentences = [_sentence(chance) for _ in range(chance.randint(1, 3))]
        paragraphs.append(" ".join(sentences))
        words -= len(paragraphs[-1].split())
    return f"{_sentence(chance)[:-1]} {number}\n\n" + "\n\n".join(paragraphs) + "\n"


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(8, 28))).capitalize() + "."
