"""An article's text by where the page's prose is densest.

Prose is what has the length and the end of a sentence and is no link. The article is the
innermost element that holds most of it; within that, what is made for the surroundings goes.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tasks.normalize.page.blocks import Block, Place

SHORTEST_PROSE = 40
"""Characters of a sentence that counts."""

LONG_PROSE = 150
"""Characters of a text that counts even without an end."""

MOST_LINKED = 0.4
"""Share of links in prose, at most."""

NOT_AROUND = 0.3
"""What holds more of the page's prose than that is not for the surroundings, whatever its name."""

ALIKE = 0.6
"""The same for all places of the same names together."""

STEP_SHARES = (1.0, 0.5, 0.25, 0.12)
"""How much of its prose a block gives to the element that it lies in, to the next one, ..."""

GAIN = 1.6
"""An element is too small if the one around it holds so many times its prose."""

GAIN_BEYOND = 2.5
"""The same beyond an element that is an article by its name."""

LONGEST_END = 20
"""Characters that are looked at for the end of a sentence: notes and quotation marks follow it."""

_ARTICLE_TAGS = frozenset({"article", "main"})
_END = re.compile(r"[.!?…:;”\"»)。！？][\s\d\])”’\"]*$")


def dense_blocks(blocks: list[Block]) -> list[Block]:
    """The blocks of the article; none if there is no prose."""
    places = _places(blocks)
    prose = {block: size for block in blocks if (size := _prose(block))}
    around = _around(places, _held(places, prose))
    article = _article(places, prose, around)
    inside: set[Place] = set()
    for place in places:
        if place is article or (place.parent in inside and place not in around):
            inside.add(place)
    return [block for block in blocks if block.place in inside]


def _places(blocks: list[Block]) -> list[Place]:
    """All places that blocks lie in, each after the one that it lies in itself."""
    places: dict[Place, None] = {}
    for block in blocks:
        new: list[Place] = []
        place: Place | None = block.place
        while place is not None and place not in places:
            new.append(place)
            place = place.parent
        places.update(dict.fromkeys(reversed(new)))
    return [*places]


def _held(places: list[Place], prose: Mapping[Block, int]) -> dict[Place, int]:
    """How much prose each place holds, in characters."""
    held = dict.fromkeys(places, 0)
    for block, size in prose.items():
        held[block.place] += size
    for place in reversed(places):
        if place.parent is not None:
            held[place.parent] += held[place]
    return held


def _around(places: list[Place], held: Mapping[Place, int]) -> set[Place]:
    """The places for the surroundings, but for those that hold too much to be."""
    total = held[places[0]] if places else 0
    named = [place for place in places if place.around]
    alike: Counter[str] = Counter()
    for place in named:
        alike[place.names] += held[place]
    return {
        place
        for place in named
        if held[place] <= NOT_AROUND * total
        and (not place.names or alike[place.names] <= ALIKE * total)
    }


def _article(places: list[Place], prose: Mapping[Block, int], around: set[Place]) -> Place | None:
    """The innermost place that holds most of the prose; None if there is no prose."""
    shut: set[Place] = set()
    for place in places:
        if place in around or place.parent in shut:
            shut.add(place)
    seen = {block: size for block, size in prose.items() if block.place not in shut}
    score: dict[Place, float] = {}
    for block, size in seen.items():
        for share, place in zip(STEP_SHARES, islice(block.place.chain, 1, None), strict=False):
            score[place] = score.get(place, 0) + share * size
    if not score:
        return None
    held = _held(places, seen)
    best, gain = max(score, key=lambda place: score[place]), GAIN
    for place in [*best.chain]:
        if held[place] > gain * held[best]:
            best = place
        if place.named or place.tag in _ARTICLE_TAGS:
            gain = GAIN_BEYOND
    return best


def _prose(block: Block) -> int:
    size = len(block.text)
    if size < SHORTEST_PROSE or block.linked > MOST_LINKED:
        return 0
    return size if size >= LONG_PROSE or _END.search(block.text[-LONGEST_END:]) else 0
