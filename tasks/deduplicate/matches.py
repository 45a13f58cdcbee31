"""The remembered articles that an article has to be weighed against."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from schemas.article import PubStatus
from tasks.deduplicate.revision_marks import Change
from tasks.deduplicate.rules import VERBATIM, Relation, relation
from tasks.deduplicate.similarity import Similarity
from tasks.deduplicate.subject import REVISING, made_up_uri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tasks.deduplicate.remembered import Remembered
    from tasks.deduplicate.rules import Finding
    from tasks.deduplicate.subject import Subject

SAME_TITLE = 0.8
"""Share of the words of two headlines that make them the same one."""

SAME_SIZE = 0.95
"""The smaller text's share of the larger one's size that makes neither of them a cut one."""


@dataclass(frozen=True)
class Match:
    """A remembered article, and how the subject relates to it."""

    subject: Subject
    entry: Remembered

    @property
    def canonical_id(self) -> str:
        """The article that stands for the remembered one's text."""
        return self.entry.canonical_id or self.entry.article_id

    @property
    def uri(self) -> str:
        """The uri under which the remembered article was published."""
        return self.entry.uri or made_up_uri(self.entry.article_id)

    @cached_property
    def gap_hours(self) -> float:
        """Hours between the dates that the two carry; 0 where one carries none."""
        if self.subject.seconds is None or self.entry.seconds is None:
            return 0.0
        return abs(self.subject.seconds - self.entry.seconds) / 3600

    @cached_property
    def similarity(self) -> Similarity:
        """What the two texts have in common."""
        return Similarity(self.subject.fingerprint.sketch, self.entry.sketch)

    @cached_property
    def finding(self) -> Finding:
        """How the subject relates to the remembered article by its text."""
        return relation(self.similarity, self.gap_hours, self.subject.limits)

    @property
    def is_exact(self) -> bool:
        """Whether headline and text are the same, within the window."""
        same = self.entry.exact == self.subject.fingerprint.exact
        return same and self.gap_hours <= self.subject.limits.window_hours

    @property
    def is_withdrawal(self) -> bool:
        """Whether the remembered article took one back."""
        return self.entry.pubstatus is PubStatus.CANCELED

    @property
    def is_story(self) -> bool:
        """Whether it is an article of its own: no withdrawal, no note to editors."""
        return not self.is_withdrawal and self.entry.change is not Change.ADVISORY

    @property
    def is_same_number(self) -> bool:
        """Whether both are the same update, as far as updates are counted."""
        stated = self.subject.stated_version
        return self.subject.change is None or stated in {None, self.entry.version}

    @property
    def is_revised_again(self) -> bool:
        """Whether the subject revises what the remembered article has revised before.

        Of one supplier, with other words and not only cut off: the number of an update would say
        so, and a correction has none.
        """
        if self.subject.change not in REVISING or self.subject.stated_version is not None:
            return False
        found = self.similarity
        has_new_words = found.containment < VERBATIM or found.proportion > SAME_SIZE
        return self.same_supplier and has_new_words

    @property
    def is_released(self) -> bool:
        """Whether the subject may be used, and the remembered article was withheld."""
        usable = self.subject.pubstatus is PubStatus.USABLE
        return usable and self.entry.pubstatus is PubStatus.WITHHELD

    @property
    def same_supplier(self) -> bool:
        """Whether both have the same source, or one of them none."""
        pair = {self.subject.supplier, self.entry.supplier}
        return len(pair) == 1 or 0 in pair

    @property
    def same_title(self) -> bool:
        """Whether the headlines agree."""
        return (self.similarity.title or 0) >= SAME_TITLE

    @property
    def is_named(self) -> bool:
        """Whether the subject names the remembered article by its headline."""
        title = frozenset(self.entry.sketch.title)
        return any(_alike(title, quoted) for quoted in self.subject.quoted_titles)

    @property
    def is_alike(self) -> bool:
        """Whether headline or text agree, or the document says that it has become the subject."""
        evolved = self.entry.uri is not None and self.entry.uri == self.subject.article.evolvedfrom
        return evolved or self.same_title or self.finding.relation > Relation.NONE

    @property
    def closeness(self) -> tuple[float, ...]:
        """Orders matches: relation, then text, then headline, then the older one first."""
        older = -(self.entry.seconds or 0)
        found = self.similarity
        return (self.finding.relation, round(found.containment, 2), found.title or 0, older)


class Matches:
    """All matches of a subject, as they became known."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._all: dict[str, Match] = {}

    def add(self, entries: Iterable[Remembered]) -> None:
        """Take in what the index has told."""
        for entry in entries:
            self._all[entry.article_id] = Match(self._subject, entry)

    def __iter__(self) -> Iterator[Match]:
        return iter(self._all.values())

    def exact(self) -> Match | None:
        """The first article with the same headline and text."""
        same = (each for each in self if each.is_exact and self._is_alike(each))
        return min(same, key=_age, default=None)

    def copied(self) -> Match | None:
        """The article that the subject is a copy of; no other update than its own."""
        told = (each for each in self if not self._is_outgrown(each))
        same = (each for each in told if each.is_same_number and not each.is_revised_again)
        copied = (each for each in same if each.finding.relation is Relation.COPY)
        return max(filter(self._is_alike, copied), key=_closeness, default=None)

    def closest(self) -> Match | None:
        """The story that comes closest by its text."""
        told = (each for each in self if each.is_story and not self._is_outgrown(each))
        return max(told, key=_closeness, default=None)

    def spoken_of(self) -> Match | None:
        """The story that a correction, a kill or a note speaks of.

        By the headline, which it repeats or names, or by its text; rather one of its own
        supplier's, and of several versions the newest.
        """
        found = (each for each in self if each.is_story and (each.is_alike or each.is_named))
        return max(found, key=_aptness, default=None)

    def withdrawn(self) -> Match | None:
        """The withdrawal of this very story that was here before it."""
        return next((each for each in self if each.is_withdrawal and _is_taken_back(each)), None)

    def of_article(self, article_id: str) -> Match | None:
        """The match with one article."""
        return self._all.get(article_id)

    def withdrawal_of(self, line: bytes) -> Match | None:
        """What has withdrawn a line."""
        return next((each for each in self if each.is_withdrawal and each.entry.line == line), None)

    def of_line(self, line: bytes) -> Match | None:
        """The newest remembered version of a line."""
        members = (each for each in self if each.entry.line == line)
        return max(members, key=lambda each: each.entry.version, default=None)

    def _is_outgrown(self, match: Match) -> bool:
        """Whether it is a copy of an article that the subject revises.

        Copies are not published: many that add a little each would add up to news that never
        came out.
        """
        published = self._all.get(match.entry.canonical_id or "")
        return published is not None and published.finding.relation is Relation.REVISED

    def _is_alike(self, match: Match) -> bool:
        """Whether the two are of a kind: a correction copies only a correction.

        A copy of a correction that has lost its mark is one all the same. What was withheld
        is no reason to withhold the article that may be used.
        """
        if self._subject.is_withdrawal:
            return match.is_withdrawal
        if match.is_released:
            return False
        if self._subject.change is None:
            return match.is_story
        return match.entry.change is self._subject.change


def _is_taken_back(match: Match) -> bool:
    """A text of a later date than its withdrawal is a new one; so is another supplier's report."""
    same_title = match.same_title and match.same_supplier
    alike = same_title or match.is_exact or match.finding.relation is Relation.COPY
    mine, theirs = match.subject.seconds, match.entry.seconds
    return alike and (mine is None or theirs is None or mine <= theirs)


def _closeness(match: Match) -> tuple[float, ...]:
    return match.closeness


def _aptness(match: Match) -> tuple[float, ...]:
    return (
        match.same_supplier,
        match.is_named or match.same_title,
        round(match.similarity.containment, 1),
        match.entry.version,
    )


def _alike(a: frozenset[int], b: frozenset[int]) -> bool:
    return bool(a and b) and len(a & b) >= SAME_TITLE * len(a | b)


def _age(match: Match) -> int:
    return match.entry.seconds or 0
