"""Our rule on a corpus: pair by pair, and all of it as one stream."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

from benchmarks.dedup_copies import SCANS
from schemas.article import Article
from schemas.document import Document, new_document_id
from schemas.errors import RejectedError
from tasks.deduplicate.deduplicate import deduplicate
from tasks.deduplicate.memory_index import FEATURE_BYTES, MemoryIndex
from tasks.deduplicate.remembered import Remembered
from tasks.normalize.content import BytesContent
from tasks.normalize.normalize import normalize
from tasks.options import Options
from tasks.source_rules import SourceRules, Sources

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.dedup_story import Pair, Story
    from schemas.verdict import Verdict
    from tasks.deduplicate.index import Answer, Question

PLAIN = Options()
FOR_SCANS = Options(rules=Sources(sources={SCANS: SourceRules(ocr=True)}))
"""Nothing known of any source; and that one folder's texts come from text recognition."""

PORTION = 500
"""Articles that a process normalizes at a time."""

Articles = dict[str, Article]


class WatchedIndex(MemoryIndex):
    """An index in memory that counts what it is asked and tells.

    Attributes:
        told: article id -> the articles that were named as candidates.
        keys: article id -> features that it is looked for and found by.
    """

    def __init__(self) -> None:
        super().__init__(most_entries=1_000_000)
        self.told: dict[str, set[str]] = defaultdict(set)
        self.keys: dict[str, int] = {}

    def ask(self, questions: Sequence[Question]) -> list[Answer]:
        """The answers, in the order of the questions."""
        answers = super().ask(questions)
        for question, answer in zip(questions, answers, strict=True):
            told = (Remembered.unpack(entry).article_id for entry in answer.entries)
            self.told[question.article_id].update(told)
            features = len(question.features) + len(question.marks)
            self.keys[question.article_id] = features // FEATURE_BYTES
        return answers


def normalized(stories: Sequence[Story], options: Options = PLAIN) -> Articles:
    """The articles as the normalize stage reads them from JSON Lines, by the corpus's ids.

    What it refuses, such as an item without a text, is not among them.
    """
    folders = sorted({story.folder for story in stories})
    portions = [
        portion
        for folder in folders
        for portion in _portions([story for story in stories if story.folder == folder])
    ]
    if len(stories) <= PORTION:
        parts = [_normalized(portion, options) for portion in portions]
    else:
        with ProcessPoolExecutor(os.cpu_count()) as pool:
            parts = list(pool.map(_normalized, portions, [options] * len(portions)))
    return {name: article for part in parts for name, article in part.items()}


def _portions(stories: Sequence[Story]) -> Iterator[Sequence[Story]]:
    for start in range(0, len(stories), PORTION):
        yield stories[start : start + PORTION]


def _normalized(stories: Sequence[Story], options: Options) -> Articles:
    raw = "\n".join(_line(story) for story in stories).encode()
    path = "/".join(filter(None, (stories[0].folder, "corpus.jsonl")))
    document = Document(id=new_document_id(), path=path, size=len(raw), mtime=stories[-1].date)
    articles = {}
    for story, item in zip(stories, normalize(document, BytesContent(raw), options), strict=True):
        if not isinstance(item, RejectedError):
            articles[story.id] = item
    return articles


def _line(story: Story) -> str:
    """An article as suppliers write it; a dateline stands before the text of wire copy."""
    fields = {
        "id": story.id,
        "title": story.title,
        "date": story.date.isoformat(),
        "dateline": story.dateline,
        "body": story.body,
    }
    return json.dumps({name: value for name, value in fields.items() if value}, ensure_ascii=False)


def by_pair(
    articles: Articles, pairs: Sequence[Pair], options: Options = PLAIN
) -> list[tuple[Verdict, bool]]:
    """The verdict on the second article when only the first one was here before.

    With each, whether the first one was among its candidates.
    """
    found = []
    for pair in pairs:
        index = WatchedIndex()
        deduplicate({pair.a: articles[pair.a]}, index, options)
        judgement = deduplicate({pair.b: articles[pair.b]}, index, options)[pair.b]
        found.append((judgement.verdict, pair.a in index.told[pair.b]))
    return found


def in_stream(articles: Articles, order: Sequence[str]) -> tuple[dict[str, Verdict], WatchedIndex]:
    """The verdicts on all articles, one after another through one index."""
    index = WatchedIndex()
    verdicts = {
        each: deduplicate({each: articles[each]}, index, PLAIN)[each].verdict for each in order
    }
    return verdicts, index
