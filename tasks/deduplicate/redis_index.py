"""The index that all workers share."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from tasks.deduplicate.index import Answer
from tasks.scripts import load_script

if TYPE_CHECKING:
    from collections.abc import Sequence

    from redis import Redis

    from tasks.deduplicate.index import Question
    from tasks.keys import Keys


QUESTIONS_PER_CALL = 16
"""Articles that one call of the script settles: what a call costs by itself is shared, and nobody
else waits for the server longer than a few milliseconds."""


class RedisIndex:
    """Settles each judgement in one script: of two copies at the same moment, whatever workers
    they are with, one is remembered first and the other one is told.

    What is remembered and the judgement itself, in the article's record, are written in the
    same step: there is no moment at which a killed worker leaves one without the other.

    Args:
        window_seconds: how long texts are remembered at least; up to twice as long.
        line_seconds: the same for the newest versions of lines.
    """

    def __init__(self, redis: Redis, keys: Keys, window_seconds: int, line_seconds: int) -> None:
        self._redis = redis
        self._keys = keys
        self._seconds = (window_seconds, line_seconds)
        self._settle = load_script(redis, "tasks.deduplicate", "tables", "postings", "settle")
        self._release = load_script(redis, "tasks.deduplicate", "tables", "postings", "release")

    def ask(self, questions: Sequence[Question]) -> list[Answer]:
        """The answers, all in one round trip.

        Raises:
            redis.RedisError: the index cannot be asked. That is an answer of neither kind:
                the article has to wait.
        """
        pipeline = self._redis.pipeline(transaction=False)
        for start in range(0, len(questions), QUESTIONS_PER_CALL):
            some = questions[start : start + QUESTIONS_PER_CALL]
            self._settle(
                keys=[self._keys.index, *(self._keys.article(each.article_id) for each in some)],
                args=[*self._seconds, *chain.from_iterable(map(_arguments, some))],
                pipeline=pipeline,
            )
        return [_answer(*reply) for reply in chain.from_iterable(pipeline.execute())]

    def release(self, article_id: str) -> None:
        """Forget an article that will never be published; its record says where it is remembered.

        Without this its next copy would be called the duplicate of an article that nobody saw,
        and it itself, when it is dropped in again, an unchanged version.
        """
        self._release(keys=[self._keys.index, self._keys.article(article_id)])


def _arguments(question: Question) -> tuple[str | bytes, ...]:
    return (
        question.judgement,
        question.entry,
        question.sure,
        question.features,
        question.marks,
        question.watermark,
        question.line,
        question.newest,
        question.becomes,
    )


def _answer(settled: int, first: bytes, *others: bytes) -> Answer:
    if settled:
        return Answer(judgement=first.decode())
    newest, *entries = others
    return Answer(judgement=None, watermark=first, newest=newest, entries=tuple(entries))
