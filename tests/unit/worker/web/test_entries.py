"""What the page is told of an article."""

from __future__ import annotations

import datetime as dt
from typing import Any

from schemas.document import claimed_at, new_document_id
from schemas.provenance import Provenance
from tests.samples import NOON, sample_event
from worker.web.entries import claimed_of, line_of, seconds_of, text_of


def line(**fields: Any) -> dict[str, Any]:
    return line_of("1-1", sample_event(**fields))


def written(before: dt.timedelta) -> dict[str, Any]:
    """The line of an article whose file was written so long before its claim."""
    document = new_document_id()
    provenance = Provenance(
        document="a.txt",
        sha256="0",
        format="text",
        reader="text",
        mtime=claimed_at(document) - before,
    )
    return line_of("1-1", sample_event(document_id=document, provenance=provenance))


def test_a_line_tells_what_a_list_shows() -> None:
    told = line(headline="Ferry sails", located="SKARVIK", source="Coast Wire", firstcreated=NOON)
    assert told["headline"] == "Ferry sails"
    assert told["located"] == "SKARVIK"
    assert told["source"] == "Coast Wire"
    assert told["language"] == "en"
    assert told["type"] == "published"
    assert told["summary"].startswith("The ferry to Skarvik")


def test_what_has_no_value_is_left_out() -> None:
    assert None not in line(source=None).values()


def test_a_line_tells_how_long_the_article_was_on_its_way() -> None:
    assert 0 <= line()["seconds"] < 5


def test_a_line_tells_how_long_the_file_waited() -> None:
    assert written(dt.timedelta(seconds=2))["waited"] == 2


def test_a_file_that_was_written_long_before_has_not_waited() -> None:
    assert "waited" not in written(dt.timedelta(days=3))


def test_a_file_of_the_future_has_not_waited() -> None:
    assert "waited" not in written(-dt.timedelta(hours=1))


def test_an_event_of_an_unknown_trace_has_no_claim() -> None:
    event = sample_event().model_copy(update={"traceparent": "nonsense"})
    assert (claimed_of(event), seconds_of(event)) == (None, None)


def test_the_text_comes_with_the_reason_of_the_verdict() -> None:
    told = text_of(sample_event(body_text="One.\nTwo."))
    assert (told["body_text"], told["reason"]) == ("One.\nTwo.", "made for a test")
