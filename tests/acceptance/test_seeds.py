"""What `seeds/README.md` promises, through the real pipeline."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from schemas.document import article_id
from tests.conftest import SEEDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.acceptance.conftest import Desk

pytestmark = pytest.mark.acceptance

EXPECTED: dict[str, Any] = json.loads((SEEDS / "expected.json").read_text("utf-8"))
SAMPLES: dict[str, Any] = EXPECTED["samples"]
PUBLISHED = sorted(path for path, sample in SAMPLES.items() if "events" in sample)
FAILED = sorted(path for path, sample in SAMPLES.items() if "failure" in sample)
TUESDAY_NOON = 1_795_521_600
"""2026-11-24T12:00Z: the day that the year of `26 Nov.` is told by."""


@pytest.fixture(scope="module")
def desk(make_desk: Callable[..., Desk]) -> Desk:
    """A desk that has worked off all seeds."""
    desk = make_desk()
    drop = [sys.executable, str(SEEDS / "drop.py"), "--huge", str(desk.inbox)]
    subprocess.run(drop, check=True, capture_output=True)
    os.utime(desk.inbox / "kremlin-talks.txt", (TUESDAY_NOON, TUESDAY_NOON))
    desk.run_until_idle()
    return desk


@pytest.fixture(scope="module")
def events(desk: Desk) -> dict[str, list[dict[str, Any]]]:
    """The events by document, in the order of its items; those that were taken back are gone."""
    found: dict[str, list[dict[str, Any]]] = {}
    for event in desk.events():
        found.setdefault(event["data"]["provenance"]["document"], []).append(event)
    for each in found.values():
        each.sort(key=index_of)
    return found


def index_of(event: dict[str, Any]) -> int:
    """Which item of its document an event is: ids are made of both."""
    document = event["traceparent"].split("-")[1]
    return next(index for index in range(100) if article_id(document, index) == event["id"])


def there(
    path: str, events: dict[str, list[dict[str, Any]]]
) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Events with what is expected of them; a withdrawal has taken the others back."""
    promised = enumerate(SAMPLES[path]["events"])
    left = {n: expected for n, expected in promised if not expected.get("taken_back")}
    found = {index_of(event): event for event in events.get(path, [])}
    assert found.keys() == left.keys()
    return [(found[n], left[n]) for n in sorted(left)]


def kind_of(event: dict[str, Any]) -> dict[str, str]:
    return {"type": event["type"], "verdict": event["data"]["verdict"]["kind"]}


@pytest.mark.parametrize("path", PUBLISHED)
def test_a_sample_comes_out_as_the_events_that_are_promised(
    path: str, events: dict[str, list[dict[str, Any]]]
) -> None:
    for event, expected in there(path, events):
        alternatives = expected.get("one_of") or [
            {key: expected[key] for key in ("type", "verdict")}
        ]
        assert kind_of(event) in alternatives
        assert event["data"]["headline"] == expected["headline"]
        assert event["data"].get("located") == expected.get("located")
        assert event["data"]["language"].partition("-")[0] == expected["language"].partition("-")[0]
        if "source" in expected:
            assert event["data"]["source"] == expected["source"]


def test_of_two_copies_one_is_a_light_event_that_points_at_a_whole_one(
    events: dict[str, list[dict[str, Any]]],
) -> None:
    whole = {
        event["id"]
        for found in events.values()
        for event in found
        if event["type"] != "news.article.duplicate"
    }
    for pair in EXPECTED["pairs"]:
        both = [events[path][0] for path in pair]
        copies = [event for event in both if event["type"] == "news.article.duplicate"]
        assert copies
        assert {copy["data"]["verdict"]["canonical_id"] for copy in copies} <= whole


@pytest.mark.parametrize("path", [path for path in PUBLISHED if path.startswith("revisions/")])
def test_versions_of_one_document_are_numbered_and_point_at_each_other(
    path: str, events: dict[str, list[dict[str, Any]]]
) -> None:
    for event, expected in there(path, events):
        document = event["traceparent"].split("-")[1]
        verdict = event["data"]["verdict"]
        assert event["data"]["version"] == expected["version"]
        for link in ("version_of", "superseded_by", "related_to"):
            pointed_at = article_id(document, expected[link]) if link in expected else None
            assert verdict.get(link) == pointed_at
        if "canonical" in expected:
            assert verdict["canonical_id"] == article_id(document, expected["canonical"])


def test_all_versions_of_an_article_have_one_uri(
    events: dict[str, list[dict[str, Any]]],
) -> None:
    for path in ("revisions/ferry.ninjs.json", "revisions/pear-candles.zip"):
        whole = (e for e in events[path] if e["type"] != "news.article.duplicate")
        assert len({event["subject"] for event in whole}) == 1


def test_reports_of_one_event_share_a_story(events: dict[str, list[dict[str, Any]]]) -> None:
    for path in ("revisions/ferry.ninjs.json", "revisions/quarry.newsml1.xml"):
        assert len({event["data"]["verdict"]["story_id"] for event in events[path][:3]}) == 1


@pytest.mark.parametrize("path", FAILED)
def test_a_bad_sample_lies_in_failed_with_its_reason(path: str, desk: Desk) -> None:
    assert (desk.spool / "failed" / path).exists()
    assert desk.sidecar(path)["reason"] == SAMPLES[path]["failure"]


def test_nothing_is_left_on_the_way(desk: Desk) -> None:
    assert desk.files("inbox") == []
    assert list((desk.spool / "processing").iterdir()) == []


def test_every_good_file_is_processed(desk: Desk) -> None:
    assert sorted(path.partition("/")[2] for path in desk.files("processed")) == PUBLISHED


def test_every_event_of_a_text_that_is_no_copy_has_a_verbatim_summary(
    events: dict[str, list[dict[str, Any]]],
) -> None:
    for event in (event for found in events.values() for event in found):
        data = event["data"]
        if event["type"] != "news.article.duplicate" and data.get("body_text"):
            assert data["summary"]["text"]
            for part in data["summary"]["sentences"]:
                assert data["body_text"][part["start"] : part["end"]] == part["text"]


class TestKremlinTalks:
    """The sample that everything else is measured by."""

    @pytest.fixture
    def data(self, events: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
        data: dict[str, Any] = events["kremlin-talks.txt"][0]["data"]
        return data

    def test_has_its_headline(self, data: dict[str, Any]) -> None:
        expected = "The talks between Putin and Hollande in the Kremlin ended"
        assert data["headline"] == expected

    def test_has_the_day_of_its_dateline_in_the_year_that_the_rule_gives(
        self, data: dict[str, Any]
    ) -> None:
        assert data["dateline"]["date"] == "2026-11-26"
        assert data["firstcreated"] == "2026-11-26T00:00:00Z"

    def test_says_that_the_year_was_guessed(self, data: dict[str, Any]) -> None:
        guessed = data["provenance"]["guessed"]
        assert guessed["dateline.date"] == "year from the file's modification time"
        assert "firstcreated" in guessed

    def test_has_fourteen_paragraphs(self, data: dict[str, Any]) -> None:
        assert len(data["body_text"].split("\n")) == 14

    def test_cuts_no_sentence_inside(self, data: dict[str, Any]) -> None:
        for part in data["summary"]["sentences"]:
            assert not part["text"].endswith(("26 Nov.", "19.", "Mr."))
            assert part["text"][0].isupper()


def test_the_status_counts_what_came_out(desk: Desk) -> None:
    status = json.loads(desk.command("status", "--json").stdout)
    promised = [event for sample in SAMPLES.values() for event in sample.get("events", [])]
    articles = sum(not event.get("taken_back") for event in promised)
    assert (status["articles"], status["failures"]) == (articles, len(FAILED))
    assert (status["inbox"], status["processing"], status["in_flight"]) == (0, 0, 0)


def test_failures_are_listed_with_their_reasons(desk: Desk) -> None:
    listed = [
        json.loads(line) for line in desk.command("failed", "list", "--json").stdout.splitlines()
    ]
    assert {each["document"]: each["reason"] for each in listed} == {
        path: SAMPLES[path]["failure"] for path in FAILED
    }
