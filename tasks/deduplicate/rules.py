"""When two texts are the same report, a changed one, or only alike.

The rules were found on pairs of wire stories that a person had labelled. Template stories
(market closes, weather, payouts) share up to 94 percent of their text and are different news,
so that numbers, headline and time decide beside the text; docs/deduplication.md tells editors.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tasks.deduplicate.similarity import Similarity
    from tasks.deduplicate.thresholds import Thresholds

SMALL_PART = 0.15
"""A text that makes up less than this of the other one is an item in a digest, not its copy."""

FEW_SHINGLES = 58
"""A text of fewer shingles is short, and its headline has to agree as well."""

SAME_SHIFT_HOURS = 18.0
SHORT_SHINGLES = 100
"""A re-issue comes within hours. A text of fewer shingles that comes again after a day is a form
filled in anew, unless nearly every word agrees."""

NEARLY_ALL = 0.95
"""Share of the text that counts as nearly every word."""

STUB_SHINGLES = 40
"""In a text of fewer shingles a name exchanged is not visible in the share of the text."""

STUB_TEXT = 0.92
STUB_TITLE = 0.6
STUB_SAME_TITLE = 0.9
"""A stub is a copy when text and headline agree as far as this, or the headline as far as that."""

VERBATIM = 0.97
VERBATIM_SHINGLES = 20
"""A text of at least so many shingles that stands in the other one word for word is its copy under
any headline: cut off and re-headlined."""

REWORDED_TITLE = 0.8
REWORDED_SHINGLES = 60
REWORDED_TEXT = 0.8
"""Under nearly the same headline, with no number changed and within hours, a longer text that was
edited all through is a copy with this share of the text that is asked for otherwise."""

REWORDED_UP_TO = 0.75
"""Whoever asks for a larger share than the usual one gets it, and no less."""

GROWN = 0.15
"""Share by which a later text must be longer before what is new in it makes it an update."""

REVISED_TITLE = 0.5
REVISED_NUMBERS = 0.5
REVISED_HOURS = 12.0
"""Changed numbers make a new version only if headline and half of the numbers agree, within hours:
otherwise it is the same form filled in for another day or company."""


class Relation(IntEnum):
    """How a text relates to an earlier one; the higher, the closer."""

    NONE = 0
    RELATED = 1
    REVISED = 2
    COPY = 3


@dataclass(frozen=True)
class Finding:
    """A relation with its reason in words."""

    relation: Relation
    reason: str


def relation(found: Similarity, gap_hours: float, limits: Thresholds) -> Finding:
    """How a text relates to an earlier one.

    Args:
        gap_hours: between the dates that the articles carry; 0 where one carries none.
    """
    shared = f"{found.containment:.0%} of the shorter text"
    if found.containment < limits.related:
        return Finding(Relation.NONE, f"only {shared} agrees")
    if gap_hours > limits.window_hours:
        return Finding(Relation.NONE, f"{shared} agrees, but {gap_hours:.0f} hours lie between")
    if found.containment < limits.text and not _is_reworded(found, gap_hours, limits):
        return Finding(Relation.RELATED, f"{shared} agrees: another report")
    obstacle = next(_obstacles(found, gap_hours, limits), None)
    if obstacle is not None:
        return Finding(Relation.RELATED, f"{shared} agrees, but {obstacle}")
    return _same_report(found, gap_hours, limits)


def _obstacles(found: Similarity, gap_hours: float, limits: Thresholds) -> Iterator[str]:
    """What speaks against the same report although the texts agree."""
    if found.proportion < SMALL_PART:
        yield "it is a small part of the longer one"
    if found.different_subjects:
        yield "headlines and texts name different subjects"
    late = gap_hours > SAME_SHIFT_HOURS and found.shorter < SHORT_SHINGLES
    if late and found.containment < NEARLY_ALL:
        yield f"{gap_hours:.0f} hours lie between, as with a form that is filled in anew"
    if found.shorter >= VERBATIM_SHINGLES and found.containment >= VERBATIM:
        return
    if found.shorter < STUB_SHINGLES:
        if not _is_same_stub(found):
            yield "in so short a text headline and names have to agree"
    elif found.shorter < FEW_SHINGLES and not _is_same_title(found, limits):
        yield "in a short text the headlines have to agree"


def _is_reworded(found: Similarity, gap_hours: float, limits: Thresholds) -> bool:
    return (
        limits.text <= REWORDED_UP_TO
        and found.containment >= limits.text * REWORDED_TEXT
        and found.shorter >= REWORDED_SHINGLES
        and gap_hours <= SAME_SHIFT_HOURS
        and (found.title or 0) >= REWORDED_TITLE
        and found.same_title_numbers
        and found.numbers >= limits.numbers
        and not found.changed_numbers
    )


def _is_same_title(found: Similarity, limits: Thresholds) -> bool:
    if found.title is None:
        return found.containment >= NEARLY_ALL
    return found.title >= limits.title


def _is_same_stub(found: Similarity) -> bool:
    if not found.same_title_numbers or found.names < NEARLY_ALL:
        return False
    if found.title is None:
        return found.containment >= NEARLY_ALL
    if found.title >= STUB_SAME_TITLE:
        return True
    return found.title >= STUB_TITLE and found.containment >= STUB_TEXT


def _same_report(found: Similarity, gap_hours: float, limits: Thresholds) -> Finding:
    """A copy, or what has changed in it."""
    shared = f"{found.containment:.0%} of the shorter text agrees"
    exchanged = not limits.misread and (found.changed_numbers or _is_title_refigured(found))
    if exchanged or found.numbers < limits.numbers:
        if _is_revision(found, gap_hours):
            return Finding(Relation.REVISED, f"{shared}, and numbers have changed")
        return Finding(Relation.RELATED, f"{shared}, but the numbers differ")
    if found.has_grown_by(GROWN) and found.added >= limits.added:
        return Finding(Relation.REVISED, f"{shared}, and {found.added:.0%} is new")
    return Finding(Relation.COPY, shared)


def _is_title_refigured(found: Similarity) -> bool:
    """Whether the headline is much the same with other numbers."""
    return (found.title or 0) >= REVISED_TITLE and found.changed_title_numbers


def _is_revision(found: Similarity, gap_hours: float) -> bool:
    return (
        (found.title or 0) >= REVISED_TITLE
        and found.same_title_numbers
        and found.numbers >= REVISED_NUMBERS
        and gap_hours <= REVISED_HOURS
    )
