"""Which sentences say most: their place, what follows them, and the headline.

News is written lead first, so that a sentence's place counts most. A sentence that much of what
follows takes up again is one the article is about; one that takes up what was said before
adds less. This is PacSum (Zheng and Lapata, "Sentence Centrality Revisited for Unsupervised
Summarization", ACL 2019) with tf-idf cosines, anchored at the beginning and at the headline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tasks.summarize.likeness import Floats, Likeness

PLACE = 2.0
FOLLOWED = 1.0
FOLLOWING = -0.4
TITLE = 1.5
SHORT = -0.8
"""Weights, each of a figure between 0 and 1. Found on news with human summaries; halving or
doubling any of them changes ROUGE by less than one point."""

FEW_WORDS = 8
"""A sentence of fewer words is an interjection, a caption or a title."""


def scores(found: Likeness, lengths: Sequence[int]) -> Floats:
    """How much each sentence says, between 0 and 1.

    Args:
        lengths: words of each sentence.
    """
    count = len(lengths)
    if not count:
        return np.zeros(0)
    common = found.sentences - found.sentences.min()
    before = common * np.tri(count, k=-1)
    total = (
        PLACE * (1 - np.arange(count) / count)
        + FOLLOWED * _scaled(before.sum(axis=0))
        + FOLLOWING * _scaled(before.sum(axis=1))
        + TITLE * _scaled(found.title)
        + SHORT * (np.asarray(lengths) < FEW_WORDS)
    )
    return _scaled(total)


def _scaled(figures: Floats) -> Floats:
    """Figures from 0 for the least to 1 for the greatest."""
    least, greatest = figures.min(), figures.max()
    if greatest - least < 1e-9:  # noqa: PLR2004 - nothing tells them apart
        return np.zeros_like(figures)
    scaled: Floats = (figures - least) / (greatest - least)
    return scaled
