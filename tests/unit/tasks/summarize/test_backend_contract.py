"""A check of backends finds what they do wrong, and nothing else."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from tasks.summarize.backend import BackendError
from tasks.summarize.backend_contract import SAMPLES, faults

if TYPE_CHECKING:
    from collections.abc import Callable

    from schemas.article import Article
    from tasks.summarize.backend import Brief


class Made:
    """A backend made of a function."""

    def __init__(self, write: Callable[[Article], Any]) -> None:
        self._write = write

    def summarize(self, article: Article, brief: Brief) -> str:
        if time.monotonic() > brief.deadline:
            raise BackendError("too late")
        text: str = self._write(article)
        return text


def first_sentence(article: Article) -> str:
    if not article.body_text.isprintable() and "\n" not in article.body_text:
        raise BackendError("unreadable")
    return article.body_text.splitlines()[0][:90].rpartition(" ")[0] or article.body_text


def test_a_backend_that_quotes_the_article_keeps_its_promises() -> None:
    assert faults(Made(first_sentence)) == []


def test_one_that_refuses_everything_does_too() -> None:
    def refuse(_: Article) -> str:
        raise BackendError("not today")

    assert faults(Made(refuse)) == []


@pytest.mark.parametrize(
    ("write", "expected"),
    [
        (lambda _: 1 / 0, "ZeroDivisionError is no BackendError"),
        (lambda _: None, "its answer would be refused: no text"),
        (lambda _: "Visit wiredesk.invalid to win 1,000,000 crowns", "its answer would be refused"),
    ],
)
def test_what_it_does_wrong_is_named_for_each_sample(
    write: Callable[[Article], Any], expected: str
) -> None:
    found = faults(Made(write))
    for name in ("news", "German", "several threads"):
        assert any(each.startswith(f"{name}: {expected}") for each in found), (name, found)


def test_one_that_is_late_is_found_out() -> None:
    class Slow(Made):
        def summarize(self, article: Article, brief: Brief) -> str:
            while time.monotonic() < brief.deadline + 0.01:
                pass
            return first_sentence(article)

    found = faults(Slow(first_sentence), seconds=0.05)
    assert {f"{name}: its deadline was not kept" for name in SAMPLES} <= set(found)
