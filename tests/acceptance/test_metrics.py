"""`wiredesk metrics` after real work: what was counted is what is on the streams."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.exposition_reader import read_exposition

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.acceptance.conftest import Desk

pytestmark = pytest.mark.acceptance

STORY = "Ferry service resumes\n\nThe ferry to Skarvik sails again. The storm has passed.\n"


def test_what_is_counted_is_what_came_out_and_outlives_a_restart(
    make_desk: Callable[..., Desk],
) -> None:
    desk = make_desk()
    desk.drop("ferry.txt", STORY)
    desk.drop("broken.json", '{"headline": ')
    desk.run_until_idle()
    done = desk.command("metrics")
    assert done.returncode == 0, done.stderr
    told = read_exposition(done.stdout)
    documents = told["wiredesk_documents_total"]
    assert (documents.value(disposition="processed"), documents.value(disposition="failed")) == (
        1,
        1,
    )
    failures = told["wiredesk_failures_total"]
    assert failures.value(stage="normalize", reason="malformed") == 1
    articles = told["wiredesk_articles_total"]
    assert articles.value(type="published", verdict="original", format="text") == len(desk.events())
    assert told["wiredesk_article_latency_seconds"].value("_count") == 1
    assert told["wiredesk_stage_records_total"].value(stage="publish") == 1
    assert told["wiredesk_documents_in_flight"].value() == 0

    desk.drop("another.txt", f"Another {STORY}")
    desk.run_until_idle()
    documents = read_exposition(desk.command("metrics").stdout)["wiredesk_documents_total"]
    assert documents.value(disposition="processed") == 2
