"""How much the sentences of an article have in common."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

Floats: TypeAlias = "np.ndarray[Any, np.dtype[np.float64]]"
Integers: TypeAlias = "np.ndarray[Any, np.dtype[np.int64]]"

_TINY = 1e-9


@dataclass(frozen=True)
class Likeness:
    """Cosines, between 0 and 1.

    Attributes:
        sentences: of every sentence and every other one: a square matrix.
        title: of every sentence and the headline; all 0 without one.
    """

    sentences: Floats
    title: Floats


def likeness(sentences: Sequence[Sequence[str]], title: Sequence[str]) -> Likeness:
    """The cosines of the tf-idf vectors of an article's sentences.

    Inverse sentence frequency is ln(n / df) + 1, so that what every sentence has counts little
    (Salton and Buckley, "Term-weighting approaches in automatic text retrieval", 1988). The
    headline's vector has those of its words that occur in the text, each once.

    Args:
        sentences: the words of each.
        title: those of the headline.
    """
    places: dict[str, int] = {}
    columns = [places.setdefault(word, len(places)) for word in chain.from_iterable(sentences)]
    rows = np.repeat(np.arange(len(sentences)), [len(each) for each in sentences])
    width = max(1, len(places))
    cells, counts = np.unique(np.array(columns, np.int64) + rows * width, return_counts=True)
    row, column = cells // width, cells % width
    df = np.bincount(column, minlength=width)
    idf = np.log(max(1, len(sentences)) / np.maximum(1, df)) + 1
    weights = counts * idf[column]
    norms = np.sqrt(np.bincount(row, weights * weights, len(sentences)))
    weights /= norms[row]
    headline = np.zeros(width)
    for word in title:
        if word in places:
            headline[places[word]] = idf[places[word]]
    headline /= max(float(np.linalg.norm(headline)), _TINY)
    return Likeness(
        sentences=_products(row, column, weights, df, len(sentences)),
        title=np.bincount(row, weights * headline[column], len(sentences)).astype(np.float64),
    )


def _products(row: Integers, column: Integers, weights: Floats, df: Integers, count: int) -> Floats:
    """The product of the sentences' matrix with its transpose.

    Words that only one sentence has are part of its norm and of no product: without their
    columns the matrix of any text stays small.
    """
    is_shared = df > 1
    place, shared = np.cumsum(is_shared) - 1, is_shared[column]
    matrix = np.zeros((count, int(is_shared.sum())))
    matrix[row[shared], place[column[shared]]] = weights[shared]
    return matrix @ matrix.T
