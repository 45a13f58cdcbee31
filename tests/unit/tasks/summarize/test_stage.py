"""A batch of articles at the summarize stage."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from schemas.verdict import Verdict, VerdictKind
from tasks.options import Options
from tasks.summarize.drafts import Drafts
from tasks.summarize.stage import Judged, Summarizer, judged
from tasks.summarize.version_memory import MemoryVersions
from tests.samples import make_article

if TYPE_CHECKING:
    from schemas.article import Article
    from schemas.summary import Summary
    from tasks.summarize.backend import Brief

ONE, TWO, THREE = (str(uuid.UUID(int=number)) for number in (1, 2, 3))
BODY = "The bridge closes on Monday. Repairs take 14 weeks."


class Echo:
    """A backend that keeps what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def summarize(self, article: Article, brief: Brief) -> str:
        self.asked.append(article.body_text)
        return "The bridge closes."


def item(kind: VerdictKind = VerdictKind.ORIGINAL, body: str = BODY, **links: Any) -> Judged:
    article = make_article(headline="", body_text=body, language="en")
    return judged(article, Verdict(kind=kind, canonical_id=ONE, reason="", **links))


def summaries(summarizer: Summarizer, batch: dict[str, Judged]) -> list[Summary | None]:
    known = summarizer.look_up(batch)
    return [summarizer.summary(article_id, each, known) for article_id, each in batch.items()]


def test_a_copy_gets_no_summary_and_no_backend_is_asked() -> None:
    echo = Echo()
    summarizer = Summarizer(Options(), MemoryVersions(), Drafts("echo", echo, 60, 9))
    batch = {ONE: item(), TWO: item(VerdictKind.EXACT, "Another text.")}
    first, copy = summaries(summarizer, batch)
    assert first is not None
    assert (first.method, copy, echo.asked) == ("echo", None, [BODY])


def test_a_version_says_what_is_new_against_the_one_before_in_the_same_batch() -> None:
    later = item(VerdictKind.VERSION, BODY.replace("14", "16"), version_of=ONE)
    first, second = summaries(Summarizer(Options(), MemoryVersions()), {ONE: item(), TWO: later})
    assert first is not None
    assert second is not None
    assert first.changes is None
    assert [each.text for each in second.changes or ()] == ["Repairs take 16 weeks."]


def test_a_version_of_an_earlier_batch_is_known() -> None:
    summarizer = Summarizer(Options(), MemoryVersions())
    summaries(summarizer, {ONE: item()})
    [second] = summaries(summarizer, {TWO: item(VerdictKind.VERSION, version_of=ONE)})
    assert second is not None
    assert second.changes == ()


def test_of_an_article_that_was_superseded_nothing_is_new() -> None:
    late = item(VerdictKind.VERSION, superseded_by=ONE)
    _, second = summaries(Summarizer(Options(), MemoryVersions()), {ONE: item(), TWO: late})
    assert second is not None
    assert second.changes is None
