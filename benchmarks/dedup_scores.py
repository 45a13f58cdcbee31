"""Precision, recall and F1 of suppressing duplicates, with intervals, and tables of them."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.dedup_story import Pair

RESAMPLES = 2_000
"""Draws of the bootstrap (Efron, 1979); the interval is that of the percentiles."""

LOW, HIGH = 0.025, 0.975


@dataclass(frozen=True)
class Score:
    """What a rule got right; shares between 0 and 1."""

    precision: float
    recall: float
    f1: float


def score(wanted: Sequence[bool], suppressed: Sequence[bool]) -> Score:
    """The score of a rule; a rule that suppresses nothing makes no mistake."""
    right = sum(w and s for w, s in zip(wanted, suppressed, strict=True))
    found, copies = sum(suppressed), sum(wanted)
    return Score(
        precision=right / found if found else 1.0,
        recall=right / copies if copies else 1.0,
        f1=2 * right / (found + copies) if found + copies else 1.0,
    )


def interval(wanted: Sequence[bool], suppressed: Sequence[bool]) -> tuple[Score, Score]:
    """The ends of the 95 percent intervals, by bootstrap over the pairs."""
    chance = random.Random(1)
    both = list(zip(wanted, suppressed, strict=True))
    drawn = [score(*zip(*chance.choices(both, k=len(both)), strict=True)) for _ in range(RESAMPLES)]
    ends = []
    for share in (LOW, HIGH):
        place = round(share * (RESAMPLES - 1))
        sorted_ = ([s.precision for s in drawn], [s.recall for s in drawn], [s.f1 for s in drawn])
        ends.append(Score(*(sorted(values)[place] for values in sorted_)))
    return ends[0], ends[1]


def print_scores(wanted: Sequence[bool], rules: Mapping[str, Sequence[bool]]) -> None:
    """One line for each rule, with 95 percent intervals."""
    print(f"  {'':14}{'precision':>24}{'recall':>24}{'F1':>24}")
    for name, suppressed in rules.items():
        got, (low, high) = score(wanted, suppressed), interval(wanted, suppressed)
        columns = (
            f"{getattr(got, each):.3f} ({getattr(low, each):.3f}-{getattr(high, each):.3f})"
            for each in ("precision", "recall", "f1")
        )
        print(f"  {name:14}" + "".join(f"{column:>24}" for column in columns))


def print_kinds(pairs: Sequence[Pair], rules: Mapping[str, Sequence[bool]]) -> None:
    """How many were suppressed of each kind, with the label that they ought to have."""
    if not any(pair.kind for pair in pairs):
        return
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, pair in enumerate(pairs):
        places[pair.label, pair.kind.partition(":")[0]].append(place)
        if ":" in pair.kind:
            places[pair.label, pair.kind].append(place)
    print(f"  {'suppressed, by kind':42}{'pairs':>6}" + "".join(f"{name:>14.13}" for name in rules))
    for (label, kind), those in sorted(places.items()):
        counts = (sum(suppressed[each] for each in those) for suppressed in rules.values())
        print(f"  {label}  {kind:39}{len(those):6}" + "".join(f"{count:14}" for count in counts))
