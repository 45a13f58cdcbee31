"""How much two texts have in common, by their sketches."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import cached_property
from typing import TYPE_CHECKING

from tasks.deduplicate.sketch import BITS

if TYPE_CHECKING:
    from array import array

    from tasks.deduplicate.sketch import Sketch


class Similarity:
    """What a text has in common with an earlier one; shares are between 0 and 1.

    Each is measured when it is asked for: of most pairs one is enough.
    """

    def __init__(self, later: Sketch, earlier: Sketch) -> None:
        self._later = later
        self._earlier = earlier

    @cached_property
    def containment(self) -> float:
        """Share of the shorter text's shingles that the longer one has.

        Wire copy gets cut and padded, so that the share of the union (Jaccard) says little.
        """
        if self._later.size <= self._earlier.size:
            return 1 - self.added
        return _found_in(self._later, self._earlier)

    @cached_property
    def added(self) -> float:
        """Share of the later text's shingles that the earlier one does not have."""
        return 1 - _found_in(self._earlier, self._later)

    @property
    def proportion(self) -> float:
        """The shorter text's size by the longer one's."""
        longer = max(self._later.size, self._earlier.size)
        return self.shorter / longer if longer else 1.0

    def has_grown_by(self, share: float) -> bool:
        """Whether at least this share of the later text is what it is longer by."""
        return self._later.size * (1 - share) >= self._earlier.size

    @property
    def shorter(self) -> int:
        """Shingles of the shorter text."""
        return min(self._later.size, self._earlier.size)

    @cached_property
    def numbers(self) -> float:
        """Share of the numbers of the text with fewer that the other one has."""
        return _contained(self._later.numbers, self._earlier.numbers)

    @cached_property
    def changed_numbers(self) -> int:
        """Numbers that stand in place of others, between numbers that agree."""
        return _exchanged(self._later.numbers, self._earlier.numbers)

    @cached_property
    def title(self) -> float | None:
        """Share of the headlines' words that both have (Jaccard); None without a headline."""
        return _jaccard(self._later.title, self._earlier.title)

    @property
    def same_title_numbers(self) -> bool:
        """Whether both headlines have the same numbers."""
        return self._later.title_numbers == self._earlier.title_numbers

    @property
    def changed_title_numbers(self) -> bool:
        """Whether both headlines have numbers, and not the same ones."""
        both = self._later.title_numbers and self._earlier.title_numbers
        return bool(both) and not self.same_title_numbers

    @cached_property
    def names(self) -> float:
        """Share of the names of the text with fewer that the other one has."""
        return _contained(self._later.names, self._earlier.names)

    @property
    def different_subjects(self) -> bool:
        """Whether each headline has a name of its own text that the other text does not have."""
        later, earlier = {*self._later.names}, {*self._earlier.names}
        return bool(
            (later - earlier).intersection(self._later.title)
            and (earlier - later).intersection(self._earlier.title)
        )

    def scores(self) -> dict[str, float]:
        """The measurements as a verdict carries them."""
        shares = {"text": self.containment, "added": self.added, "numbers": self.numbers}
        if self.title is not None:
            shares["title"] = self.title
        return {name: round(share, 3) for name, share in shares.items()}


def _found_in(whole: Sketch, part: Sketch) -> float:
    """About which share of a text's shingles another one has.

    The opening is known in full and the rest as a sample, so each is estimated for itself.
    """
    if not part.size:
        return 0.0
    opening = len(part.lead_set) * _found_share(whole, part.lead_set, 0)
    others = (part.size - len(part.lead_set)) * _found_share(whole, part.rest_set, part.level)
    return min(1.0, (opening + others) / part.size)


def _found_share(whole: Sketch, hashes: frozenset[int], level: int) -> float:
    """Share of a stratum's shingles that a text has.

    Those that are not in its opening can be looked for in its sample only where the sample
    would have them; the others are taken to be found as often. The further the levels are
    apart, the fewer bits both have kept: what agrees by chance is taken off.
    """
    if not hashes:
        return 0.0
    elsewhere = hashes - _agreeing(hashes, _sampled(whole.lead_set, level), level)
    sought = _sampled(elsewhere, whole.level - level)
    if not sought:
        return 1 - len(elsewhere) / len(hashes)
    there, apart = _sampled(whole.rest_set, level - whole.level), abs(whole.level - level)
    found = len(_agreeing(sought, there, apart))
    odds = min(0.5, len(there) * 2.0 ** (apart - BITS))
    absent = min(1.0, (1 - found / len(sought)) / (1 - odds))
    return 1 - len(elsewhere) * absent / len(hashes)


def _sampled(hashes: frozenset[int], steps: int) -> frozenset[int]:
    """The sample that is taken of a sample so many levels further up."""
    if steps <= 0:
        return hashes
    rest = (1 << steps) - 1
    return frozenset(each >> steps for each in hashes if not each & rest)


def _agreeing(hashes: frozenset[int], others: frozenset[int], apart: int) -> frozenset[int]:
    """Those that are among others, by the bits that both have kept."""
    if not apart or not others:
        return hashes & others
    kept = (1 << max(0, BITS - apart)) - 1
    others = frozenset(each & kept for each in others)
    return frozenset(each for each in hashes if each & kept in others)


def _jaccard(a: array[int], b: array[int]) -> float | None:
    if not a or not b:
        return None
    return len({*a} & {*b}) / len({*a} | {*b})


def _contained(a: array[int], b: array[int]) -> float:
    """Share of the smaller set that the larger one has; where one has nothing, nothing differs."""
    few, many = sorted(({*a}, {*b}), key=len)
    return len(few & many) / len(few) if few else 1.0


def _exchanged(a: array[int], b: array[int]) -> int:
    """Elements of `a` that stand in the place of others in `b`; what is only added is none."""
    if a == b or not a or not b:
        return 0
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return sum(
        min(a_end - a_start, b_end - b_start)
        for what, a_start, a_end, b_start, b_end in matcher.get_opcodes()
        if what == "replace"
    )
