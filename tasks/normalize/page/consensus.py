"""Which of several texts of one article is right: the one that the others agree with most."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SHINGLE_WORDS = 4
"""Words in a row that two texts have in common or not."""

_TOKEN = re.compile(r"\w+")

Shingles = Counter[tuple[str, ...]]


def shingles_of(text: str) -> Shingles:
    """How often each run of `SHINGLE_WORDS` words is in a text; of a shorter one, the whole."""
    words = _TOKEN.findall(text)
    runs = [words[start:] for start in range(min(SHINGLE_WORDS, max(1, len(words))))]
    return Counter(zip(*runs, strict=False)) if words else Counter()


def agreement(one: Shingles, other: Shingles) -> float:
    """F1 of one text by the other, from 0 to 1; symmetric. Two empty texts do not agree."""
    sizes = one.total() + other.total()
    if not sizes:
        return 0.0
    runs = one.keys() & other.keys()
    common = sum(map(min, map(one.__getitem__, runs), map(other.__getitem__, runs)))
    return 2 * common / sizes


def best_of(answers: Mapping[str, Shingles]) -> tuple[str, float]:
    """The name of the answer with the highest summed agreement, and how much that is on average.

    Of equals the first one wins.

    Args:
        answers: at least two, by name.
    """
    sums = dict.fromkeys(answers, 0.0)
    names = [*answers]
    for index, name in enumerate(names):
        for other in names[index + 1 :]:
            shared = agreement(answers[name], answers[other])
            sums[name] += shared
            sums[other] += shared
    best = max(names, key=lambda name: sums[name])
    return best, sums[best] / (len(names) - 1)
