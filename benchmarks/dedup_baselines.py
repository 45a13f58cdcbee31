"""What is usually done: MinHash with locality-sensitive hashing, and the plain Jaccard index.

All of them compare the sets of word 3-grams of headline and text, in small letters. They are given
the same window of time as our rule, without which they take last week's weather for today's.
"""

from __future__ import annotations

import importlib
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.dedup_story import Story

WINDOW_SECONDS = 72 * 3600
RUN_WORDS = 3
PERMUTATIONS = 128
MISSING = "datasketch is not installed; its figures are left out (pip install datasketch)"

_WORD = re.compile(r"\w+")


def shingles(text: str) -> set[str]:
    """The word 3-grams of a text; of a shorter one, itself."""
    words = _WORD.findall(text.lower())
    runs = range(max(1, len(words) - RUN_WORDS + 1))
    return {" ".join(words[start : start + RUN_WORDS]) for start in runs}


def in_window(a: Story, b: Story) -> bool:
    """Whether the dates of two articles are close enough for a copy."""
    return abs((a.date - b.date).total_seconds()) <= WINDOW_SECONDS


def jaccard(a: Story, b: Story) -> float:
    """Share of the 3-grams of both that each of them has; 0 outside of the window."""
    if not in_window(a, b):
        return 0.0
    first, second = shingles(a.text), shingles(b.text)
    return len(first & second) / len(first | second)


def best_threshold(values: Sequence[float], wanted: Sequence[bool]) -> float:
    """The threshold with the best F1 on these very pairs: more than a baseline can hope for."""

    def f1(threshold: float) -> float:
        found = sum(value >= threshold for value in values)
        right = sum(v >= threshold and w for v, w in zip(values, wanted, strict=True))
        return 2 * right / (found + sum(wanted)) if found else 0.0

    return max(sorted({round(value, 3) for value in values}), key=f1)


def load_datasketch() -> Any:
    """The package, or None if it is not installed."""
    try:
        return importlib.import_module("datasketch")
    except ImportError:
        return None


def minhash(datasketch: Any, story: Story) -> Any:
    """The MinHash of an article."""
    made = datasketch.MinHash(num_perm=PERMUTATIONS)
    made.update_batch([each.encode() for each in shingles(story.text)])
    return made


def lsh_finds(
    datasketch: Any, threshold: float, pairs: Sequence[tuple[Story, Story]]
) -> list[bool]:
    """Whether the second article's query finds the first one, pair by pair."""
    made = {story.id: minhash(datasketch, story) for pair in pairs for story in pair}
    found = []
    for a, b in pairs:
        index = datasketch.MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
        index.insert(a.id, made[a.id])
        found.append(in_window(a, b) and a.id in index.query(made[b.id]))
    return found
