"""The index of a single process, for articles that never reach a server."""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict, deque
from typing import TYPE_CHECKING

from tasks.deduplicate.index import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tasks.deduplicate.index import Question

MOST_ENTRIES = 50_000
"""Articles that are remembered, the last ones; they take about 4 kB each."""

MOST_LINES = 200_000
"""Uris whose newest version is remembered, those that changed last; they take about 220 bytes
each."""

MOST_POSTINGS = 255
"""Articles that a feature leads to, the last ones; as many as in Redis.

A feature that has so many helps to find an article, but not to the front: the forms that were
filled in last would hide the one that was copied."""

COMMON_POSTINGS = 32
SURE, RARE = 4, 2
"""One sure feature is enough, or two; of those that more articles have four are needed.

Of a form, a text of which half of the features lead to that many articles, one rare feature is
enough: what the others would lead to is out of sight."""

MOST_TOLD = 24
"""Articles that are weighed at a time, those that share most features."""

FEATURE_BYTES = 4


class MemoryIndex:
    """Answers as the shared index does, and forgets the oldest articles when it is full."""

    def __init__(self, most_entries: int = MOST_ENTRIES, most_lines: int = MOST_LINES) -> None:
        self._most_entries = most_entries
        self._most_lines = most_lines
        self._places = 0
        self._entries: OrderedDict[int, tuple[bytes, bytes]] = OrderedDict()
        self._postings: dict[bytes, deque[int]] = defaultdict(lambda: deque(maxlen=MOST_POSTINGS))
        self._newest: OrderedDict[bytes, bytes] = OrderedDict()

    def ask(self, questions: Sequence[Question]) -> list[Answer]:
        """The answers, in the order of the questions."""
        return [self._answer(question) for question in questions]

    def _answer(self, question: Question) -> Answer:
        newest = self._newest.get(question.line, b"")
        entries = tuple(self._near(question))
        if entries or newest != question.newest:
            watermark = str(self._places).encode()
            return Answer(judgement=None, watermark=watermark, newest=newest, entries=entries)
        if question.entry:
            self._remember(question)
        if question.becomes:
            self._advance(question.line, question.becomes)
        return Answer(judgement=question.judgement)

    def _advance(self, line: bytes, becomes: bytes) -> None:
        self._newest[line] = becomes
        self._newest.move_to_end(line)
        if len(self._newest) > self._most_lines:
            self._newest.popitem(last=False)

    def _near(self, question: Question) -> list[bytes]:
        since = int(question.watermark or 0)
        weights, ranks, cut_off = Counter[int](), Counter[int](), 0
        for features, rare, common in ((question.sure, SURE, SURE), (question.features, RARE, 1)):
            for feature in _split(features):
                posted = self._postings.get(feature, ())
                weight = common if len(posted) > COMMON_POSTINGS else rare
                is_cut_off = len(posted) >= MOST_POSTINGS
                cut_off += is_cut_off
                for place in posted:
                    if place > since:
                        weights[place] += weight
                        ranks[place] += 0 if is_cut_off else weight
        is_form = 2 * cut_off * FEATURE_BYTES >= len(question.features)
        least = RARE if is_form else SURE
        near = [
            (ranks[place], weight, place)
            for place, weight in weights.items()
            if weight >= SURE or ranks[place] >= least
        ]
        near.sort(reverse=True)
        return [self._entries[place][0] for _, _, place in near[:MOST_TOLD]]

    def _remember(self, question: Question) -> None:
        self._places += 1
        features = question.features + question.marks
        self._entries[self._places] = (question.entry, features)
        for feature in _split(features):
            self._postings[feature].append(self._places)
        while len(self._entries) > self._most_entries:
            self._forget()

    def _forget(self) -> None:
        place, (_, features) = self._entries.popitem(last=False)
        for feature in _split(features):
            posted = self._postings.get(feature)
            if posted and posted[0] == place:
                posted.popleft()
            if not posted:
                self._postings.pop(feature, None)


def _split(features: bytes) -> Iterator[bytes]:
    for start in range(0, len(features), FEATURE_BYTES):
        yield features[start : start + FEATURE_BYTES]
