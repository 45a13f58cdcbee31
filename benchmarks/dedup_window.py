"""A window that is full of articles, without making and reading the text of each.

They are like those of `dedup_synthetic`, with the same words, stock phrases, forms and copies, but
most are made of the hashes of words, without a text. From there on all is the real thing: runs,
features, sketches, vectors, and the scripts that settle and join.
"""

from __future__ import annotations

import random
import uuid
from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from benchmarks import dedup_synthetic as synthetic
from benchmarks.dedup_server import admit, settle
from benchmarks.dedup_templates import filled_at_random
from schemas.article import PubStatus
from tasks.deduplicate.deduplicate import deduplicate
from tasks.deduplicate.features import features_of
from tasks.deduplicate.grouping import grouped
from tasks.deduplicate.index import Question
from tasks.deduplicate.remembered import Remembered
from tasks.deduplicate.samples import samples_of
from tasks.deduplicate.shingles import runs_of
from tasks.deduplicate.sketch import make_sketch
from tasks.deduplicate.stories.clustering import Report
from tasks.deduplicate.stories.terms import Terms, terms_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tasks.deduplicate.stories.terms import Term
    from tasks.deployment import Deployment

TITLE_WORDS = 8
STORY_WORDS = 70
"""Different words of headline and opening."""

JUDGEMENT = '{"verdict":{"kind":"original","canonical_id":"","reason":"made for a measurement"}}'


@dataclass(frozen=True)
class _Made:
    """An article as it is remembered."""

    features: bytes
    entry: Remembered
    terms: Terms


class Window:
    """Fills the window of a deployment; the same seed gives the same articles."""

    def __init__(self, there: Deployment, seed: int) -> None:
        self._there = there
        self._chance = random.Random(seed)
        self._draw = np.random.default_rng(seed)
        words, phrases = synthetic.vocabulary(random.Random(seed))
        self._hashes = np.array([crc32(word.encode()) for word in words.items], np.uint64)
        self._of_words = np.array(words.cumulated) / words.cumulated[-1]
        self._phrases = np.array(
            [[crc32(word.encode()) for word in phrase.split()] for phrase in phrases.items],
            np.uint64,
        )
        self._of_phrases = np.array(phrases.cumulated) / phrases.cumulated[-1]
        self._terms = [_term(word) for word in words.items]
        self._recent: deque[_Made] = deque(maxlen=synthetic.RECENT)

    def fill(self, count: int) -> None:
        """Take in so many articles, in a batch."""
        forms, made = {}, {}
        for _ in range(count):
            identity, drawn = str(uuid.uuid4()), self._chance.random()
            if drawn < synthetic.FORM_SHARE:
                headline, text = filled_at_random(self._chance)
                forms[identity] = synthetic.article(headline, text.split("\n\n"))
            elif drawn < synthetic.FORM_SHARE + synthetic.COPY_SHARE and self._recent:
                made[identity] = self._chance.choice(self._recent)
            else:
                made[identity] = self._report()
                self._recent.append(made[identity])
        there = self._there
        admit(there, [*forms, *made])
        grouped(deduplicate(forms, there.index, there.options), forms, there.stories)
        self._settle(made)
        there.stories.join({each: Report(made[each].terms, synthetic.NOON) for each in made})
        settle(there, [*forms, *made])

    def _settle(self, made: dict[str, _Made]) -> None:
        """Whatever is told of others, they stay what they are."""
        questions = [_question(identity, each) for identity, each in made.items()]
        while questions:
            answers = self._there.index.ask(questions)
            questions = [
                replace(question, watermark=answer.watermark)
                for question, answer in zip(questions, answers, strict=True)
                if answer.judgement is None
            ]

    def _report(self) -> _Made:
        chance, draw = self._chance, self._draw
        size = int(chance.lognormvariate(synthetic.MEDIAN_WORDS, synthetic.SPREAD)) + 3
        drawn = np.searchsorted(self._of_words, draw.random(size))
        parts: list[NDArray[np.uint64]] = []
        start = 0
        while start < size:
            end = start + chance.randint(6, 22)
            parts.append(self._hashes[drawn[start:end]])
            if chance.random() < synthetic.PHRASE_SHARE:
                phrase = int(np.searchsorted(self._of_phrases, chance.random()))
                parts.append(self._phrases[phrase])
            start = end
        runs = runs_of(np.concatenate(parts))
        [features], [sample] = features_of([runs]), samples_of([runs])
        rare = chance.randbytes(16)
        terms = dict.fromkeys(drawn[:STORY_WORDS].tolist())
        title = [chance.getrandbits(16) for _ in range(TITLE_WORDS)]
        entry = Remembered(
            article_id=str(uuid.uuid4()),
            exact=chance.randbytes(8),
            line=bytes(8),
            seconds=int(synthetic.NOON.timestamp()),
            supplier=0,
            version=1,
            change=None,
            pubstatus=PubStatus.USABLE,
            canonical_id=None,
            uri=None,
            sketch=make_sketch(sample, numbers=title, names=title, title=title),
        )
        return _Made(features + rare, entry, Terms(tuple(map(self._term_of, terms)), "en"))

    def _term_of(self, word: int) -> Term:
        return self._terms[word]


def _question(identity: str, made: _Made) -> Question:
    entry = replace(made.entry, article_id=identity)
    return Question(
        article_id=identity,
        judgement=JUDGEMENT,
        entry=entry.pack(),
        sure=entry.exact[:4],
        features=made.features,
        marks=entry.exact[:4],
    )


def _term(word: str) -> Term:
    [term] = terms_of(synthetic.article("", [word])).terms
    return term
