"""Where an article stands in the line of versions of its uri."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemas.article import PubStatus
from tasks.deduplicate.subject import REVISING

if TYPE_CHECKING:
    from tasks.deduplicate.remembered import Newest
    from tasks.deduplicate.subject import Subject


BY_ARRIVAL = "the order of arrival"


@dataclass(frozen=True)
class Standing:
    """A version's number, and whether it replaces the newest one.

    Attributes:
        why: what that follows from, in words.
    """

    version: int
    is_newest: bool
    why: str

    @property
    def is_proven(self) -> bool:
        """Whether a number or a date says that it is newer."""
        return self.is_newest and self.why != BY_ARRIVAL


def standing(subject: Subject, newest: Newest) -> Standing:
    """Where an article stands beside the newest version of its line.

    A withdrawal comes after all of them. Otherwise stated numbers decide, then dates, then
    the order of arrival. What was withdrawn comes back only with a higher number or a later
    date.
    """
    stated = subject.stated_version
    if subject.is_withdrawal:
        return _newer(max(stated or 0, newest.version + 1), "withdrawing the others")
    if stated is not None and stated != newest.version:
        return Standing(stated, stated > newest.version, f"its number {stated}")
    before, after = _dates(subject, newest)
    if after:
        return _newer(newest.version + 1, "its later date")
    withdrawn = newest.pubstatus is PubStatus.CANCELED
    unnumbered = stated is None and newest.numbered and subject.change not in REVISING
    if before or withdrawn or unnumbered:
        why = "its earlier date" if before else "the newer one's being withdrawn"
        why = why if before or withdrawn else "the newer one's having a number"
        return Standing(max(1, newest.version - 1), is_newest=False, why=why)
    return _newer(newest.version + 1, BY_ARRIVAL)


def _newer(version: int, why: str) -> Standing:
    return Standing(version, is_newest=True, why=why)


def _dates(subject: Subject, newest: Newest) -> tuple[bool, bool]:
    """Whether the article carries an earlier date, and whether a later one."""
    if subject.seconds is None or newest.seconds is None:
        return False, False
    return subject.seconds < newest.seconds, subject.seconds > newest.seconds


def is_unchanged(subject: Subject, newest: Newest) -> bool:
    """Whether an article only repeats the newest version of its line.

    A higher number or another publishing status makes a version even of the same text.
    """
    if subject.fingerprint.exact != newest.exact or subject.pubstatus is not newest.pubstatus:
        return False
    return subject.stated_version is None or subject.stated_version <= newest.version
