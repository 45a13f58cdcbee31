"""An article's text by where the page's prose is densest.

Prose is what has the length and the end of a sentence and is no link. The article is the
innermost element that holds most of it; within that, what is made for the surroundings goes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
    prose = {id(block): _prose(block) for block in blocks}
    held: dict[Place, int] = {}
    for block in blocks:
        if size := prose[id(block)]:
            for place in block.place.chain:
                held[place] = held.get(place, 0) + size
    total = sum(prose.values())
    if not total:
        return []
    around = _around(blocks, held, total)
    article = _article(blocks, prose, around)
    if article is None:
        return []
    return [block for block in blocks if _inside(block, article, around)]


def _around(blocks: list[Block], held: dict[Place, int], total: int) -> set[Place]:
    """The places for the surroundings, but for those that hold too much to be."""
    places = {place for block in blocks for place in block.place.chain if place.around}
    alike: dict[str, int] = {}
    for place in places:
        alike[place.names] = alike.get(place.names, 0) + held.get(place, 0)
    return {
        place
        for place in places
        if held.get(place, 0) <= NOT_AROUND * total
        and (not place.names or alike[place.names] <= ALIKE * total)
    }


def _article(blocks: list[Block], prose: dict[int, int], around: set[Place]) -> Place | None:
    score: dict[Place, float] = {}
    held: dict[Place, int] = {}
    for block in blocks:
        size = prose[id(block)]
        chain = [*block.place.chain]
        if not size or not around.isdisjoint(chain):
            continue
        for share, place in zip(STEP_SHARES, chain[1:], strict=False):
            score[place] = score.get(place, 0) + share * size
        for place in chain:
            held[place] = held.get(place, 0) + size
    if not score:
        return None
    best = place = max(score, key=lambda place: score[place])
    gain = GAIN
    while place.parent is not None:
        if place.named or place.tag in ("article", "main"):
            gain = GAIN_BEYOND
        place = place.parent
        if held.get(place, 0) > gain * held[best]:
            best = place
    return best


def _prose(block: Block) -> int:
    size = len(block.text)
    if size < SHORTEST_PROSE or block.linked > MOST_LINKED:
        return 0
    return size if size >= LONG_PROSE or _END.search(block.text[-LONGEST_END:]) else 0


def _inside(block: Block, article: Place, around: set[Place]) -> bool:
    for place in block.place.chain:
        if place is article:
            return True
        if place in around:
            return False
    return False
