"""What became of a document, by any of its names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from schemas.document import article_id
from schemas.errors import RejectedError, SetupError
from schemas.failure import FailureReason
from tests.samples import make_document, sample_event
from tests.unit.tasks.test_state import articles_of
from worker.cli.explain import timeline_lines
from worker.spool import Spool
from worker.timeline import timeline

if TYPE_CHECKING:
    from pathlib import Path

    from tasks.deployment import Deployment


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    spool = Spool(tmp_path)
    spool.prepare()
    return spool


def published(deployment: Deployment) -> str:
    """Id of a document whose only article is on the stream."""
    [record] = articles_of(deployment, 1)
    event = sample_event(document_id=record.document_id)
    deployment.stream.publish([(record.document_id, event)])
    return record.document_id


def test_a_document_is_found_by_its_id(deployment: Deployment, spool: Spool) -> None:
    document_id = published(deployment)
    assert timeline(deployment, spool, document_id).document_id == document_id


def test_a_document_is_found_by_the_id_of_a_published_article(
    deployment: Deployment, spool: Spool
) -> None:
    document_id = published(deployment)
    told = timeline(deployment, spool, article_id(document_id, 0))
    assert told.document_id == document_id


def test_a_document_is_found_by_its_claimed_file(deployment: Deployment, spool: Spool) -> None:
    document_id = published(deployment)
    name = str(spool.processing / f"{document_id}__ferry.txt")
    assert timeline(deployment, spool, name).document_id == document_id


def test_the_newest_document_of_a_name_is_found(deployment: Deployment, spool: Spool) -> None:
    published(deployment)
    newer = published(deployment)
    path = timeline(deployment, spool, newer).path
    assert timeline(deployment, spool, path).document_id == newer


def test_an_article_on_the_stream_is_told_with_its_entry_and_verdict(
    deployment: Deployment, spool: Spool
) -> None:
    told = timeline(deployment, spool, published(deployment))
    [article] = told.articles
    assert article["type"] == "news.article.published"
    assert article["verdict"]["kind"] == "original"
    assert deployment.redis.xrange(deployment.keys.articles, article["entry"], article["entry"])


def test_the_steps_are_in_order_of_time(deployment: Deployment, spool: Spool) -> None:
    told = timeline(deployment, spool, published(deployment))
    names = [step.name for step in told.steps]
    assert names[:3] == ["modified", "claimed", "admit"]
    assert names[-1] == "processed"


def test_an_article_under_way_says_how_far_it_has_come(
    deployment: Deployment, spool: Spool
) -> None:
    [record] = articles_of(deployment, 1)
    [article] = timeline(deployment, spool, record.document_id).articles
    assert article == {"id": record.id, "done": [], "attempts": {}}


def test_a_failure_is_told_with_its_file(deployment: Deployment, spool: Spool) -> None:
    document = make_document(b"", "empty.txt")
    deployment.refuse(document, "s", RejectedError(FailureReason.EMPTY_FILE, "the file is empty"))
    (spool.failed / "empty.txt").touch()
    (spool.failed / "empty.txt.error.json").write_text(f'{{"document_id": "{document.id}"}}')
    told = timeline(deployment, spool, str(spool.failed / "empty.txt"))
    assert told.places == ["failed/empty.txt"]
    assert [failure["reason"] for failure in told.failures] == ["empty_file"]


def test_what_is_unknown_says_what_to_give(deployment: Deployment, spool: Spool) -> None:
    with pytest.raises(SetupError, match="nothing is known of 'x"):
        timeline(deployment, spool, "x.txt")


def test_control_characters_of_a_name_are_not_printed(deployment: Deployment, spool: Spool) -> None:
    document = make_document(b"", "a\x1b[31m.txt")
    deployment.refuse(document, "s", RejectedError(FailureReason.EMPTY_FILE, "the file is empty"))
    told = timeline(deployment, spool, document.id)
    assert "\x1b" not in "\n".join(timeline_lines(told))


def test_an_article_whose_entry_was_trimmed_says_so(deployment: Deployment, spool: Spool) -> None:
    document_id = published(deployment)
    deployment.redis.xtrim(deployment.keys.articles, maxlen=0, approximate=False)
    lines = "\n".join(timeline_lines(timeline(deployment, spool, document_id)))
    assert "is on the stream no more: trimmed" in lines


def test_an_article_that_was_taken_back_names_its_withdrawal(
    deployment: Deployment, spool: Spool
) -> None:
    document_id = published(deployment)
    article = article_id(document_id, 0)
    deployment.redis.xtrim(deployment.keys.articles, maxlen=0, approximate=False)
    deployment.redis.set(deployment.keys.withdrawn(article), "kill-1")
    lines = "\n".join(timeline_lines(timeline(deployment, spool, document_id)))
    assert "taken back by the withdrawal kill-1" in lines
