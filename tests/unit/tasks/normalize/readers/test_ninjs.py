from __future__ import annotations

import json
from typing import Any

import pytest

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.objects.ninjs import is_ninjs
from tasks.normalize.reader import Draft
from tasks.normalize.readers.ninjs import NinjsReader
from tests.samples import source_of

BASE = {"uri": "urn:x:1", "type": "text", "pubstatus": "usable"}


def items(value: Any) -> list[Draft | RejectedError]:
    return list(NinjsReader().read(source_of(json.dumps(value), "a.json")))


def draft(**fields: Any) -> Draft:
    (item,) = items({**BASE, **fields})
    assert isinstance(item, Draft)
    return item


@pytest.mark.parametrize(
    "value",
    [
        {"uri": "urn:x:1", "type": "text", "body_text": "A"},
        {"guid": "urn:x:1", "versioncreated": "2026-11-24T12:00:00Z", "body_html": "A", "urgency": 3},
        {"uri": "urn:x:1", "headlines": [{"role": "main", "value": "A"}]},
        {"uri": "urn:x:1", "type": "event", "pubStatus": "usable"},
        {"items": [BASE]},
        [BASE],
    ],
)  # fmt: skip
def test_it_is_told_by_its_names(value: Any) -> None:
    source = source_of(json.dumps(value), "a.txt")
    assert NinjsReader().recognizes(source) == "it is JSON with the names of ninjs"


@pytest.mark.parametrize(
    "value",
    [
        {"title": "A", "text": "B"},
        {"uri": "urn:x:1", "title": "A", "text": "B"},
        {"headline": "A", "body_text": "B"},
        {"guid": "1", "title": "A", "keywords": []},
    ],
)
def test_other_objects_are_none(value: dict[str, Any]) -> None:
    assert not is_ninjs(value)


def test_text_that_is_no_json_is_none() -> None:
    assert NinjsReader().recognizes(source_of('{"uri": "urn:x:1", "type":')) is None


VERSION_1 = {
    "headline": "Ferry sails", "byline": "By Ada Example", "located": "Oslo",
    "versioncreated": "2026-11-24T12:00:00Z", "firstcreated": "2026-11-23T12:00:00Z",
    "embargoed": "2026-11-25T12:00:00Z", "expires": "2026-12-24T12:00:00Z",
    "description_text": "It does.", "infosource": [{"name": "Nordwire"}],
    "copyrightholder": "Nordwire", "usageterms": "For news.", "ednote": "Note.",
    "subject": [{"name": "shipping"}], "genre": [{"name": "Current"}], "slugline": "FERRY",
    "body_text": "One\nTwo",
}  # fmt: skip
VERSION_2 = {
    **VERSION_1,
    "headlines": [{"role": "short", "value": "Ferry"}, {"role": "main", "value": "Ferry sails"}],
    "by": VERSION_1["byline"],
    "descriptions": [
        {"role": "creditline", "value": "Nordwire"},
        {"role": "text", "value": "It does."},
    ],
    "infosources": VERSION_1["infosource"],
    "subjects": VERSION_1["subject"],
    "genres": VERSION_1["genre"],
    "bodies": [
        {"role": "xhtml", "contenttype": "text/html", "value": "<p>One</p><p>Two</p>"},
        {"role": "text", "contenttype": "text/plain", "value": "One\nTwo"},
    ],
}
OLD = ("headline", "byline", "description_text", "infosource", "subject", "genre", "body_text")
VERSION_2 = {name: value for name, value in VERSION_2.items() if name not in OLD}
CAMEL = {
    "versioncreated": "versionCreated", "firstcreated": "firstCreated", "ednote": "edNote",
    "embargoed": "embargoedUntil", "copyrightholder": "copyrightHolder",
    "usageterms": "usageTerms", "infosources": "infoSources",
}  # fmt: skip
VERSION_3 = {CAMEL.get(name, name): value for name, value in VERSION_2.items()}
VERSION_3["bodies"] = [
    {"contentType": "text/html", "value": "<p>One</p><p>Two</p>"},
    {"contentType": "text/plain", "value": "One\nTwo"},
]


@pytest.mark.parametrize("version", [VERSION_2, VERSION_3], ids=["2", "3"])
def test_every_version_states_the_same(version: dict[str, Any]) -> None:
    first, later = draft(**VERSION_1), draft(**version)
    assert (later.fields, later.paragraphs) == (first.fields, first.paragraphs)


def test_an_item_states_its_fields() -> None:
    assert draft(**VERSION_1).fields == {
        "uri": "urn:x:1",
        "pubstatus": "usable",
        **{
            {"description_text": "description", "infosource": "source"}.get(name, name): value
            for name, value in VERSION_1.items()
            if name != "body_text"
        },
    }


def test_a_place_that_it_is_about_is_not_where_it_was_filed() -> None:
    assert "located" not in draft(place=[{"name": "Oslo"}], body_text="A").fields


def test_the_guid_stands_in_for_the_uri() -> None:
    (item,) = items(
        {"guid": "tag:x:1", "type": "text", "version": "2", "body_text": "A", "urgency": 3}
    )
    assert isinstance(item, Draft)
    assert item.fields["uri"] == "tag:x:1"


def test_authors_stand_beside_the_byline() -> None:
    fields = draft(byline="Staff", authors=[{"name": "Ada Example"}], body_text="A").fields
    assert (fields["byline"], fields["authors"]) == ("Staff", [{"name": "Ada Example"}])


@pytest.mark.parametrize(
    ("bodies", "paragraphs"),
    [
        ([("text/html", "<p>One</p>")], ["One"]),
        ([("application/xhtml+xml", "<body><p>One</p></body>"), ("text/plain", "")], ["One"]),
        ([("text/plain", "One.Two."), ("text/html5", "<p>One.</p><p>Two.</p>")], ["One.", "Two."]),
        (
            [("text/vnd.IPTC.NITF", "<nitf><head><title>A</title></head><body><body.content><p>One</p></body.content></body></nitf>")],
            ["One"],
        ),
        ([("application/xml", "<x>One</x>"), ("text/plain", "Two")], ["Two"]),
        ([("application/xml", "<x>One</x>")], []),
    ],
)  # fmt: skip
def test_the_best_of_its_bodies_is_taken(
    bodies: list[tuple[str, str]], paragraphs: list[str]
) -> None:
    values = [{"contentType": kind, "value": value} for kind, value in bodies]
    assert draft(bodies=values).paragraphs == paragraphs


def test_paragraphs_that_the_text_lost_are_taken_from_the_markup() -> None:
    found = draft(body_text="It sails.It rains.", body_html="<p>It sails.</p><p>It rains.</p>")
    assert found.paragraphs == ["It sails.", "It rains."]


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"type": "picture"}, "picture"),
        ({"type": "audio", "descriptions": [{"role": "caption", "value": "A"}]}, "audio"),
        ({"type": "text", "eventDetails": {"dates": {}}}, "event"),
        ({"planningDetails": {"x": 1}}, "planning"),
    ],
)
def test_what_has_no_text_is_refused_by_its_type(fields: dict[str, Any], kind: str) -> None:
    (error,) = items({**BASE, "headline": "A", **fields})
    assert isinstance(error, RejectedError)
    assert (error.reason, error.message) == (
        FailureReason.NO_TEXT,
        f"it is of the type {kind} and has no text of its own",
    )


def test_a_picture_with_a_text_is_taken_with_a_warning() -> None:
    found = draft(type="picture", body_text="One")
    assert (found.paragraphs, found.warnings) == (
        ["One"],
        ["it is of the type picture; its text was taken over"],
    )


STORY = {"guid": "urn:x:2", "type": "text", "headline": "Other", "body_text": "Else."}


@pytest.mark.parametrize(
    ("associations", "members"),
    [
        ({"related": STORY, "none": None}, [None, "related"]),
        ([{**STORY, "name": "related"}, STORY], [None, "related", "1"]),
        ({"a/../b": STORY}, [None, "0"]),
        ({"picture": {"type": "picture", "headline": "A", "body_text": "A"}}, [None]),
        ({"picture": {"type": "picture", "description_text": "A", "body_text": "A"}}, [None]),
        ({"picture": {"type": "picture", "headline": "A", "body_text": "A text."}}, [None, "picture"]),
    ],
)  # fmt: skip
def test_items_within_that_have_a_text_are_articles(
    associations: Any, members: list[str | None]
) -> None:
    found = items({**BASE, "headline": "A", "body_text": "One", "associations": associations})
    assert [item.member for item in found] == members


@pytest.mark.parametrize("kind", ["composite", "picture"])
def test_a_package_without_a_text_is_its_items(kind: str) -> None:
    package = {**BASE, "type": kind, "headline": "A", "associations": {"main": STORY}}
    assert [item.member for item in items([package])] == ["0/main"]
