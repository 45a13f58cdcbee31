from __future__ import annotations

import datetime as dt
import uuid

from schemas.document import (
    DocumentState,
    article_id,
    claimed_at,
    new_document_id,
    traceparent,
)
from tests.samples import make_document


def test_an_id_that_somebody_made_up_has_a_date_too() -> None:
    assert claimed_at("f" * 32).year == 9999


def test_a_document_id_is_a_uuid_of_version_7() -> None:
    made = uuid.UUID(new_document_id())
    assert made.version == 7
    assert made.variant == uuid.RFC_4122


def test_a_document_id_tells_when_it_was_made() -> None:
    before = dt.datetime.now(dt.UTC) - dt.timedelta(milliseconds=1)
    assert before <= claimed_at(new_document_id()) <= dt.datetime.now(dt.UTC)


def test_document_ids_made_in_different_milliseconds_sort_by_time() -> None:
    first = new_document_id()
    while (second := new_document_id())[:12] == first[:12]:
        pass
    assert first < second


def test_an_article_id_depends_on_the_document_and_the_index_only() -> None:
    document_id = "01a2063ff8407f72abd7346bd60d57a4"
    assert article_id(document_id, 0) == article_id(document_id, 0)
    assert article_id(document_id, 0) != article_id(document_id, 1)
    assert article_id(document_id, 0) == str(uuid.uuid5(uuid.UUID(document_id), "0"))


def test_a_trace_is_the_document_and_its_span_the_article() -> None:
    document_id = "01a2063ff8407f72abd7346bd60d57a4"
    article = "8a6b1c9e-0000-5000-8000-123456789abc"
    assert traceparent(document_id, article) == f"00-{document_id}-8000123456789abc-01"


def test_a_document_knows_its_folder_and_name() -> None:
    document = make_document(path="desk/sport/final.txt")
    assert (document.folder, document.name) == ("desk/sport", "final.txt")


def test_a_document_at_the_top_has_no_folder() -> None:
    assert make_document(path="final.txt").folder is None


def test_only_processed_and_failed_are_final() -> None:
    assert [state for state in DocumentState if state.final] == ["processed", "failed"]
