"""A wire service made by a seeded generator: the same for everyone, and nobody's property.

Words, names and lengths are spread as in news: a word's frequency follows Zipf's law, each article
keeps coming back to a few dozen words of its own, some articles report the same event, and three
in ten repeat an earlier one. The words are made of syllables between real English function
words, so that a language can be recognized and nothing is copied from anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

FUNCTION_WORDS = (
    "the of and to in a is that for it was on as with be by at this had not are but from or have "
    "an they which one you were her all she there would their we him been has when who will more "
    "no if out so up into than them can only other new some could time these two may then do first "
    "any my now such like our over man even most made after also did many before must through back "
    "years where much your way well down should because each just those people how too little good"
).split()

COPY_SHARE = 0.3
"""Share of articles that repeat the text of an earlier one, word for word or edited."""

EVENT_SHARE = 0.35
"""Share of the others that report what an earlier one reported, in words of their own."""

MEDIAN_WORDS = 330
FEWEST_WORDS, MOST_WORDS = 60, 1_500
LEXICON = 30_000
SYLLABLES = (
    "ba be bo da de do fa fi ga go ka ke la le lo ma mi mo na ne no pa ra re ri ro sa se si "
    "sta ta te ti to tra va vi"
).split()
REMEMBERED = 2_000
"""Copies and further reports are of one of so many articles before."""


@dataclass(frozen=True)
class Item:
    """One article of the wire.

    Attributes:
        copy_of: number of the article that it repeats, if it does.
    """

    number: int
    headline: str
    paragraphs: tuple[str, ...]
    place: str
    byline: str
    copy_of: int | None = None

    @property
    def text(self) -> str:
        """Headline, an empty line, and the paragraphs with their dateline."""
        first, *rest = self.paragraphs
        return "\n\n".join((self.headline, f"{self.place} (Wire) - {first}", *rest)) + "\n"


@dataclass(frozen=True)
class _Event:
    words: tuple[str, ...]
    names: tuple[str, ...]
    place: str


class Wire:
    """An endless wire; the same seed gives the same articles."""

    def __init__(self, seed: int = 1) -> None:
        self._chance = np.random.default_rng(seed)
        self._words = self._lexicon(LEXICON)
        self._zipf = np.cumsum(1.0 / np.arange(20, LEXICON + 20) ** 1.05)
        self._zipf /= self._zipf[-1]
        common = np.cumsum(1.0 / np.arange(2, len(FUNCTION_WORDS) + 2))
        self._common = common / common[-1]
        self._last: list[tuple[Item, _Event]] = []
        # What becomes of a copy on its way; one in three is left as it is.
        as_it_is = (self._same, self._same)
        self._edits = (*as_it_is, self._cut, self._padded, self._corrected, self._retitled)

    def __iter__(self) -> Iterator[Item]:
        number = 0
        while True:
            yield self._next(number)
            number += 1

    def _next(self, number: int) -> Item:
        chance = self._chance
        if self._last and chance.random() < COPY_SHARE:
            original, _ = self._last[chance.integers(len(self._last))]
            edit = self._edits[chance.integers(len(self._edits))]
            return replace(edit(original), number=number, copy_of=original.number)
        known = self._last and chance.random() < EVENT_SHARE
        event = self._last[chance.integers(len(self._last))][1] if known else self._event()
        item = self._report(number, event)
        if len(self._last) < REMEMBERED:
            self._last.append((item, event))
        else:
            self._last[chance.integers(REMEMBERED)] = (item, event)
        return item

    def _lexicon(self, size: int) -> list[str]:
        found: dict[str, None] = {}
        while len(found) < size:
            parts = self._chance.integers(len(SYLLABLES), size=self._chance.integers(2, 5))
            found["".join(SYLLABLES[part] for part in parts)] = None
        return list(found)

    def _content(self, count: int) -> list[str]:
        places = np.searchsorted(self._zipf, self._chance.random(count))
        return [self._words[place] for place in places.tolist()]

    def _event(self) -> _Event:
        names = [f"{a} {b}" for a, b in zip(self._names(4), self._names(4), strict=True)]
        return _Event(tuple(self._content(40)), tuple(names), self._names(1)[0].upper())

    def _names(self, count: int) -> list[str]:
        places = self._chance.integers(LEXICON, size=count).tolist()
        return [self._words[place].capitalize() for place in places]

    def _report(self, number: int, event: _Event) -> Item:
        length = self._chance.lognormal(np.log(MEDIAN_WORDS), 0.6)
        left = int(min(MOST_WORDS, max(FEWEST_WORDS, length)))
        paragraphs = []
        while left > 0:
            sentences = [self._sentence(event) for _ in range(self._chance.integers(1, 4))]
            paragraphs.append(" ".join(sentences))
            left -= paragraphs[-1].count(" ") + 1
        return Item(number, self._headline(event), tuple(paragraphs), event.place, event.names[0])

    def _headline(self, event: _Event) -> str:
        chosen = self._chance.integers(len(event.words), size=5).tolist()
        words = [event.words[place] for place in chosen]
        return f"{event.names[0].split()[1]} {' '.join(words)} {self._chance.integers(2, 99)}"

    def _sentence(self, event: _Event) -> str:
        chance = self._chance
        size = int(chance.integers(9, 29))
        function = np.searchsorted(self._common, chance.random(size)).tolist()
        own = (chance.random(size) ** 2 * len(event.words)).astype(int).tolist()
        kinds, fresh = chance.random(size).tolist(), iter(self._content(size))
        words = [
            FUNCTION_WORDS[function[place]]
            if kind < 0.48  # noqa: PLR2004 - the share of function words in news
            else event.words[own[place]]
            if kind < 0.75  # noqa: PLR2004 - then words of the event, then any others
            else next(fresh)
            for place, kind in enumerate(kinds)
        ]
        words[0] = words[0].capitalize()
        if kinds[0] < 0.4:  # noqa: PLR2004 - one sentence in so many names somebody
            words.insert(size // 2, event.names[own[0] % len(event.names)])
        if kinds[1] < 0.3:  # noqa: PLR2004 - and one in so many counts something
            words.insert(size // 3, str(chance.integers(2, 9_999)))
        sentence = " ".join(words)
        if kinds[2] < 0.15:  # noqa: PLR2004 - or quotes somebody
            return f'"{sentence}," said {event.names[own[1] % len(event.names)]}.'
        return sentence + "."

    def _edited(self, text: str) -> str:
        """One word in twenty is another."""
        words = text.split(" ")
        for place in self._chance.integers(1, len(words), size=len(words) // 20).tolist():
            words[place] = self._content(1)[0]
        return " ".join(words)

    def _same(self, item: Item) -> Item:
        return item

    def _cut(self, item: Item) -> Item:
        kept = max(1, int(len(item.paragraphs) * self._chance.uniform(0.6, 0.95)))
        return replace(item, paragraphs=item.paragraphs[:kept])

    def _padded(self, item: Item) -> Item:
        notice = f"(Reporting by {self._names(1)[0]} {self._names(1)[0]})"
        return replace(item, paragraphs=(*item.paragraphs, notice))

    def _corrected(self, item: Item) -> Item:
        return replace(item, paragraphs=tuple(map(self._edited, item.paragraphs)))

    def _retitled(self, item: Item) -> Item:
        return replace(item, headline=" ".join(self._content(6)).capitalize())
