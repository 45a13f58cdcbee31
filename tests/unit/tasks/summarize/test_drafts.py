"""What a backend writes, refuses and delays."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest
import redis

from tasks.summarize.backend import BackendError
from tasks.summarize.drafts import LATE, THREADS, Draft, Drafts
from tests.samples import make_article

if TYPE_CHECKING:
    from collections.abc import Callable

    from schemas.article import Article
    from tasks.summarize.backend import Brief

ARTICLE = make_article(headline="", body_text="The bridge closes on Monday. Repairs take weeks.")
SECONDS = 10.0


class Written:
    """A backend that does what it is told."""

    def __init__(self, write: Callable[[], str]) -> None:
        self._write = write

    def summarize(self, article: Article, brief: Brief) -> str:
        return self._write()


def draft(write: Callable[[], str], seconds: float = SECONDS) -> Draft:
    return Drafts("ours", Written(write), 60, seconds).write({"a": ARTICLE})["a"]


def test_what_it_writes_is_the_draft() -> None:
    assert draft(lambda: " The bridge closes. ") == Draft(method="ours", text="The bridge closes.")


def test_what_the_article_does_not_say_is_refused() -> None:
    refused = draft(lambda: "The bridge closes for 99 weeks.")
    assert refused.text == ""
    assert refused.refusal


def test_its_own_reason_is_told() -> None:
    def refuse() -> str:
        raise BackendError("http 500")

    assert draft(refuse) == Draft(method="ours", refusal="http 500")


def test_a_fault_in_it_is_named_without_what_it_says() -> None:
    def fail() -> str:
        raise ValueError("the bridge")

    refusal = draft(fail).refusal or ""
    assert refusal.startswith("a fault in the backend: ValueError in test_drafts.py, line ")
    assert "bridge" not in refusal


def test_one_that_never_answers_is_not_waited_for() -> None:
    answer = threading.Event()
    began = time.monotonic()
    try:
        assert draft(lambda: str(answer.wait(30)), 0.2).refusal == LATE
        assert time.monotonic() - began < 5
    finally:
        answer.set()


def test_articles_that_nothing_is_left_for_go_without() -> None:
    assert draft(lambda: "The bridge closes.", 0).refusal == LATE


def test_several_are_worked_on_at_a_time() -> None:
    together = threading.Barrier(THREADS, timeout=10)

    def write() -> str:
        together.wait()
        return "The bridge closes."

    articles = {str(number): ARTICLE for number in range(THREADS)}
    drafts = Drafts("ours", Written(write), 60, SECONDS).write(articles)
    assert list(drafts) == list(articles)
    assert {each.refusal for each in drafts.values()} == {None}


def test_a_server_that_is_away_is_no_fault_of_the_backend() -> None:
    def fail() -> str:
        raise redis.ConnectionError

    with pytest.raises(redis.ConnectionError):
        draft(fail)


def test_no_article_is_no_work() -> None:
    assert Drafts("ours", Written(str), 60, SECONDS).write({}) == {}
