from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from schemas.article import PubStatus
from schemas.event import ArticleEvent, EventType, event_type
from schemas.verdict import VerdictKind
from tests.samples import make_article, make_verdict, sample_event


def test_an_event_survives_the_way_through_a_stream_entry() -> None:
    event = sample_event()
    assert ArticleEvent.from_entry(event.to_entry()) == event


def test_an_entry_is_flat_text() -> None:
    assert all(isinstance(value, str) for value in sample_event().to_entry().values())


def test_the_data_of_an_entry_is_plain_json() -> None:
    data = json.loads(sample_event().to_entry()["data"])
    assert data["headline"] == "Ferry service resumes"
    assert data["summary"]["method"] == "extractive"


def test_fields_without_a_value_are_left_out_of_the_data() -> None:
    assert "embargoed" not in json.loads(sample_event().to_entry()["data"])


def test_an_unknown_field_in_an_entry_is_ignored() -> None:
    event = sample_event()
    entry = event.to_entry()
    data = {**json.loads(entry["data"]), "mood": "bright"}
    assert ArticleEvent.from_entry({**entry, "data": json.dumps(data), "shoe": "42"}) == event


def test_an_entry_without_data_is_refused() -> None:
    with pytest.raises(KeyError):
        ArticleEvent.from_entry({"id": "1"})


def test_an_event_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        sample_event().id = "other"  # type: ignore[misc]


def test_a_duplicate_carries_neither_text_nor_summary() -> None:
    data = json.loads(sample_event(VerdictKind.EXACT).to_entry()["data"])
    assert not {"body_text", "summary", "description", "ednote"} & data.keys()
    assert data["headline"] == "Ferry service resumes"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (VerdictKind.ORIGINAL, EventType.PUBLISHED),
        (VerdictKind.RELATED, EventType.PUBLISHED),
        (VerdictKind.VERSION, EventType.UPDATED),
        (VerdictKind.EXACT, EventType.DUPLICATE),
        (VerdictKind.NEAR_DUPLICATE, EventType.DUPLICATE),
    ],
)
def test_the_type_follows_from_the_verdict(kind: VerdictKind, expected: EventType) -> None:
    assert event_type(make_article(), make_verdict("1", kind)) is expected


def test_a_kill_that_repeats_the_text_it_kills_is_still_a_kill() -> None:
    killed = make_article(pubstatus=PubStatus.CANCELED)
    assert event_type(killed, make_verdict("1", VerdictKind.EXACT)) is EventType.WITHDRAWN
