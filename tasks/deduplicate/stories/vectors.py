"""tf-idf: how much each term of an article says, by how many articles have it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tasks.deduplicate.stories.terms import Term, Terms

COUNTER_BITS = 18
"""Terms share 2^18 counters. The few hundred that every text has keep theirs nearly to themselves,
and of the rare ones it does not matter whether one was seen once or twice."""

_TERM_COUNTERS = 2**COUNTER_BITS
_LANGUAGES = 256
TOTAL = _TERM_COUNTERS + _LANGUAGES
"""The counter of all articles; those of the languages come before it."""

COUNTERS = TOTAL + 1

MOST_COUNTED = 50_000
"""Articles after which counting begins anew; the counts before are read on until the next time.
A counter of 16 bits never overflows, and words that fashion has left grow rare again."""

PRIOR_ARTICLES = 60
"""So many articles the expected share of a term counts for, beside those that were seen."""

MOST_TERMS = 40
"""Terms of an article that are kept, the heaviest."""

UNIT = 255
"""Length of a vector; weights are whole numbers that fit into a byte."""


@dataclass(frozen=True)
class Vector:
    """An article as a direction in the space of terms.

    Attributes:
        hashes: of the terms, the heaviest first.
        weights: theirs; 1 to `UNIT`.
        known: those of the terms that more than one article was counted with; their order is the
            same.
    """

    hashes: tuple[int, ...]
    weights: tuple[int, ...]
    known: tuple[int, ...]


def counters(terms: Terms) -> list[int]:
    """The counters that an article is counted in: of its terms in order, of all, of its language.

    Words of a language that few articles are in would look rare beside the articles of all others.
    """
    found = [term % _TERM_COUNTERS for term, _, _ in terms.terms]
    found.append(TOTAL)
    if terms.language:
        found.append(_TERM_COUNTERS + crc32(terms.language.encode()) % _LANGUAGES)
    return found


def vector(terms: Terms, counted: Sequence[int]) -> Vector:
    """The heaviest terms of an article with their weights.

    Args:
        counted: what stands in its `counters`.
    """
    rated = _rated(terms.terms, counted)
    rated.sort(reverse=True)
    del rated[MOST_TERMS:]
    if not rated:
        return Vector((), (), ())
    weights, hashes, counts = zip(*rated, strict=True)
    length = math.hypot(*weights)
    rounded = [round(UNIT * weight / length) for weight in weights]
    kept = len(rounded) - rounded.count(0)
    known = [term for term, count in zip(hashes[:kept], counts, strict=False) if count > 1]
    return Vector(hashes[:kept], tuple(rounded[:kept]), tuple(known))


def _rated(terms: Sequence[Term], counted: Sequence[int]) -> list[tuple[float, int, int]]:
    """Weight, hash and count of each term that says anything: a rare one more than by plain idf,
    its square, since forms that are filled in share the common ones.
    """
    log, articles = math.log, counted[-1]
    of_all = log(articles + PRIOR_ARTICLES)
    rated = []
    for (term, weight, share), count in zip(terms, counted, strict=False):
        having = count if count < articles else articles  # noqa: FURB136 - faster
        idf = of_all - log(having + PRIOR_ARTICLES * share)
        if idf > 0:
            rated.append((weight * (idf * idf), term, count))
    return rated
