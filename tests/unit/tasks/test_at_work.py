"""The record that is being worked on, as the log names it."""

from __future__ import annotations

from tasks.at_work import AT_WORK, ids_at_work
from tasks.record import Record

ARTICLE = Record("a1", {b"document_id": b"d1"})


def test_a_line_outside_of_any_work_names_no_record() -> None:
    assert ids_at_work() == {}


def test_a_line_names_the_article_at_work_its_document_and_its_trace() -> None:
    before = AT_WORK.set(ARTICLE)
    try:
        assert ids_at_work() == {"document_id": "d1", "article_id": "a1", "trace_id": "d1"}
    finally:
        AT_WORK.reset(before)
