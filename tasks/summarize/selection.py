"""Which sentences make up a summary of so many words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tasks.summarize.likeness import Floats

NOVELTY = 0.2
"""How much likeness to what is chosen already counts against a sentence."""

OVERLONG = 1.5
"""A first sentence of up to this many budgets is kept whole; a longer one is not."""

HALF_FULL = 0.5

_PRECISION = 1e6
"""Six decimal places decide: beyond them processors differ."""


def most_telling(
    scores: Floats, likeness: Floats, lengths: Sequence[int], words: int, most: int | None = None
) -> list[int]:
    """The sentences that say most, in their order in the text; empty if none is short enough.

    Maximal marginal relevance (Carbonell and Goldstein, "The Use of MMR", SIGIR 1998): the best
    one first, then again and again the best of those that say something else. When the best one
    does not fit any more, a summary that is half full is complete: what would fill it up says less.

    Args:
        scores: what each sentence says.
        likeness: of every two sentences.
        lengths: words of each sentence.
        words: what the summary has room for; a single sentence may be half as long again.
        most: sentences at most.
    """
    chosen: list[int] = []
    open_ = np.where(np.asarray(lengths) <= words * OVERLONG, (1 - NOVELTY) * scores, -np.inf)
    repeated, room = np.zeros(len(lengths)), words
    while len(lengths) and len(chosen) != most:
        worth = np.rint((open_ - repeated) * _PRECISION)
        best = int(worth.argmax())
        if worth[best] == -np.inf:
            break
        open_[best] = -np.inf
        if not chosen or lengths[best] <= room:
            chosen.append(best)
            room -= lengths[best]
            repeated = np.maximum(repeated, NOVELTY * likeness[best])
        elif room <= words * HALF_FULL:
            break
    return sorted(chosen)


def first_ones(lengths: Sequence[int], words: int, most: int | None = None) -> list[int]:
    """The lead: the first sentences as far as they fit; empty if the first one is too long."""
    chosen: list[int] = []
    room = words
    for place, length in enumerate(lengths[:most]):
        if length > room and (chosen or length > words * OVERLONG):
            break
        chosen.append(place)
        room -= length
    return chosen
