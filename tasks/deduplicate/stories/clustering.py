"""Which story an article belongs to: average link, one article after another."""

from __future__ import annotations

import datetime as dt
import heapq
from collections import OrderedDict, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from tasks.deduplicate.stories.terms import Terms, terms_of
from tasks.deduplicate.stories.vectors import UNIT, Vector, counters, vector

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from schemas.article import Article

THRESHOLD = 0.1
"""Least mean cosine with the members of a story; the higher, the more and the purer stories."""

SAME_FORM = 0.45
SAME_FORM_LATER = 0.35
SAME_SHIFT = dt.timedelta(hours=18)
SAME_NUMBERS = 0.5
FEW_NUMBERS = 2
"""Above this similarity two texts are worded alike; then at least half of the numbers have to
agree, if there are two or more: the form of a market report filled in anew is no further report
of the same event. What comes a shift later has to be less alike for that."""

WINDOW_SECONDS = 72 * 3600
"""A story that nobody has reported on for so long is over."""

MOST_BY_A_TERM = 0.06
"""What one term can add to the cosine. A name alone is no event: reports of one have several things
in common."""

POSTED, POSTED_KNOWN = 4, 4
"""Terms of an article that its story is found by: its heaviest, which are often its own alone,
and the heaviest of those that another article has been counted with."""

LOOKED_UP, LOOKED_UP_KNOWN = 6, 8
"""Terms that stories are looked up by, in the same way."""

MOST_STORY_TERMS = 60
"""Terms of a story that are kept, the heaviest."""

MOST_STORIES = 10_000
"""Stories that one process remembers, those with the latest members."""

SHORT_HASH = 0xFFFF
"""Vectors are compared by hashes of 16 bits: two of forty terms share one by chance in one pair of
forty, and then it is one term of little weight."""


@dataclass(frozen=True)
class Report:
    """An article as it is compared with stories.

    Attributes:
        date: the date it carries, if it carries one.
        is_copy: it repeats an article that has been compared before. It gets the story of that
            one, but is no further report of the event.
    """

    terms: Terms
    date: dt.datetime | None = None
    is_copy: bool = False


def report_of(article: Article, *, is_copy: bool = False) -> Report:
    """An article as it is compared with stories."""
    return Report(terms_of(article), article.versioncreated or article.firstcreated, is_copy)


class Stories(Protocol):
    """Groups the reports of one event."""

    def join(self, reports: Mapping[str, Report]) -> dict[str, str]:
        """Article id -> report in, in their order; article id -> story id out.

        The id of a story is that of the article that opened it: it is there before any other
        member, and never changes. A copy of an article that no story is remembered of has an id of
        its own.
        """


@dataclass(eq=False)
class _Story:
    """A story: the sum of its members' vectors, by short hashes, and how many they are."""

    id: str
    newest: dt.datetime | None
    sums: dict[int, int] = field(default_factory=dict)
    count: int = 0
    posted: set[int] = field(default_factory=set)

    def similarity(self, found: Mapping[int, int]) -> float:
        """Mean cosine of a vector and the members', of which no term makes up too much."""
        most = MOST_BY_A_TERM * self.count * UNIT * UNIT
        shared = sum(
            min(weight * self.sums[term], most)
            for term, weight in found.items()
            if term in self.sums
        )
        return shared / (self.count * UNIT * UNIT)

    def is_form(self, found: Mapping[int, int], similarity: float, gap: dt.timedelta) -> bool:
        """Whether a vector and the members' have wording in common rather than facts."""
        if similarity < (SAME_FORM if gap <= SAME_SHIFT else SAME_FORM_LATER):
            return False
        here = {term for term in found if term & 1}
        there = {term for term in self.sums if term & 1}
        fewer = min(len(here), len(there))
        return fewer >= FEW_NUMBERS and len(here & there) < fewer * SAME_NUMBERS

    def add(self, found: Mapping[int, int], date: dt.datetime | None) -> None:
        """Take a member in."""
        self.count += 1
        for term, weight in found.items():
            self.sums[term] = self.sums.get(term, 0) + weight
        if len(self.sums) > MOST_STORY_TERMS:
            heaviest = heapq.nlargest(MOST_STORY_TERMS, self.sums.items(), lambda pair: pair[::-1])
            self.sums = dict(heaviest)
        self.newest = max(filter(None, (self.newest, date)), default=None)


class MemoryStories:
    """Stories that live as long as their process, for files that are looked at by themselves.

    Only the dates that articles carry count; when they arrive does not.

    Args:
        window_seconds: an article of a later date than a story's latest by more opens another.
        threshold: least mean cosine with a story's members.
    """

    def __init__(self, window_seconds: int = WINDOW_SECONDS, threshold: float = THRESHOLD) -> None:
        self._window = dt.timedelta(seconds=window_seconds)
        self._threshold = threshold
        self._counts: dict[int, int] = {}
        self._stories: OrderedDict[str, _Story] = OrderedDict()
        self._posted: defaultdict[int, set[str]] = defaultdict(set)

    def join(self, reports: Mapping[str, Report]) -> dict[str, str]:
        """Article id -> report in, in their order; article id -> story id out."""
        for report in reports.values():
            if not report.is_copy:
                self._count(report.terms)
        return {article_id: self._join(article_id, each) for article_id, each in reports.items()}

    def _count(self, terms: Terms) -> None:
        for place in counters(terms):
            self._counts[place] = self._counts.get(place, 0) + 1

    def _join(self, article_id: str, report: Report) -> str:
        counted = [self._counts.get(place, 0) for place in counters(report.terms)]
        full = vector(report.terms, counted)
        found = short(full)
        story = self._nearest(full, found, report.date)
        if report.is_copy:
            return story.id if story else article_id
        if story is None:
            story = self._stories[article_id] = _Story(article_id, report.date)
        story.add(found, report.date)
        self._post(story, posted_by(full))
        return story.id

    def _nearest(
        self, full: Vector, found: Mapping[int, int], date: dt.datetime | None
    ) -> _Story | None:
        near = {story for term in looked_up_by(full) for story in self._posted.get(term, ())}
        candidates = [self._stories[each] for each in sorted(near)]
        best, nearest = self._threshold, None
        for story in candidates:
            gap = abs(story.newest - date) if story.newest and date else dt.timedelta()
            similarity = story.similarity(found)
            if (
                similarity >= best
                and gap <= self._window
                and not story.is_form(found, similarity, gap)
            ):
                best, nearest = similarity, story
        return nearest

    def _post(self, story: _Story, terms: Iterable[int]) -> None:
        self._stories.move_to_end(story.id)
        for term in terms:
            story.posted.add(term)
            self._posted[term].add(story.id)
        if len(self._stories) > MOST_STORIES:
            _, oldest = self._stories.popitem(last=False)
            for term in oldest.posted:
                self._posted[term].discard(oldest.id)


def posted_by(found: Vector) -> list[int]:
    """The terms that an article's story is found by."""
    return list(dict.fromkeys(found.hashes[:POSTED] + found.known[:POSTED_KNOWN]))


def looked_up_by(found: Vector) -> list[int]:
    """The terms to look stories up by: those of `posted_by` and further ones.

    That the former are among them is what makes two reports at the same moment find each other.
    """
    further = found.hashes[:LOOKED_UP] + found.known[:LOOKED_UP_KNOWN]
    return list(dict.fromkeys((*posted_by(found), *further)))


def short(found: Vector) -> dict[int, int]:
    """A vector by short hashes; of two terms that share one, the heavier counts."""
    pairs = zip(reversed(found.hashes), reversed(found.weights), strict=True)
    return {term & SHORT_HASH: weight for term, weight in pairs}
