"""Asks a backend for summaries, several at a time, and believes none of them unchecked."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import TYPE_CHECKING

import redis
import structlog

from tasks.faults import told
from tasks.summarize.backend import BackendError, Brief
from tasks.summarize.grounding import objection

if TYPE_CHECKING:
    from collections.abc import Mapping

    from schemas.article import Article
    from tasks.summarize.backend import Backend

log = structlog.get_logger(__name__)

THREADS = 8
"""Articles that one process has a backend work on at a time."""

GRACE_SECONDS = 1.0
"""What an answer that comes at the deadline needs to be checked."""

LATE = "no time left for it in this batch"


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What a backend has made of an article: a text, or the reason why there is none.

    Attributes:
        method: the backend's name.
    """

    method: str
    text: str = ""
    refusal: str | None = None


class Drafts:
    """A backend's drafts for a batch, within a time that is given.

    Args:
        name: what the summaries' `method` says.
        words: the length to aim for.
        seconds: the time for a whole batch; articles that are not done by then go without.
    """

    def __init__(self, name: str, backend: Backend, words: int, seconds: float) -> None:
        self._name = name
        self._backend = backend
        self._words = words
        self._seconds = seconds

    def write(self, articles: Mapping[str, Article]) -> dict[str, Draft]:
        """Article id -> article in, article id -> draft out; takes little longer than `seconds`.

        A backend that does not keep to its deadline is not waited for: its thread is left behind.

        Raises:
            redis.RedisError: the server that workers share cannot be asked.
        """
        if not articles:
            return {}
        brief = Brief(words=self._words, deadline=time.monotonic() + self._seconds)
        threads = ThreadPoolExecutor(min(THREADS, len(articles)), "summarizer")
        try:
            futures = {
                article_id: threads.submit(self._draft, article, brief)
                for article_id, article in articles.items()
            }
            wait(futures.values(), self._seconds + GRACE_SECONDS)
            return {
                article_id: future.result() if future.done() else self._refused(LATE)
                for article_id, future in futures.items()
            }
        finally:
            threads.shutdown(wait=False, cancel_futures=True)

    def _draft(self, article: Article, brief: Brief) -> Draft:
        if time.monotonic() >= brief.deadline:
            return self._refused(LATE)
        try:
            text = self._backend.summarize(article, brief)
            refusal = objection(text, article, self._words)
        except BackendError as error:
            return self._refused(error.reason)
        except redis.RedisError:
            raise
        except Exception as error:  # noqa: BLE001 - a bug in a backend costs its summary only
            return self._refused(f"a fault in the backend: {told(error)}")
        return self._refused(refusal) if refusal else Draft(method=self._name, text=text.strip())

    def _refused(self, reason: str) -> Draft:
        log.warning("summary.fallback", backend=self._name, reason=reason)
        return Draft(method=self._name, refusal=reason)
