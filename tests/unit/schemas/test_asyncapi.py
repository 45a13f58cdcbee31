from __future__ import annotations

from schemas.asyncapi import _as_draft_07, asyncapi
from schemas.json_schema import ENTRY_FIELDS


def test_the_channels_are_the_streams() -> None:
    channels = asyncapi()["channels"]
    assert [channel["address"] for channel in channels.values()] == [
        "{deployment}:articles",
        "{deployment}:failures",
        "{deployment}:alarms",
    ]


def test_the_default_of_the_parameter_makes_the_key_of_the_stream() -> None:
    channel = asyncapi()["channels"]["articles"]
    name = channel["parameters"]["deployment"]["default"]
    assert channel["address"].replace("{deployment}", name) == "{wiredesk}:articles"


def test_wiredesk_sends_what_subscribers_receive() -> None:
    assert {each["action"] for each in asyncapi()["operations"].values()} == {"send"}


def test_a_payload_has_the_fields_of_an_entry() -> None:
    messages = asyncapi()["components"]["messages"]
    fields = {name: tuple(each["payload"]["properties"]) for name, each in messages.items()}
    assert fields == ENTRY_FIELDS


def test_what_stands_beside_a_reference_is_kept() -> None:
    beside = {"$ref": "#/a", "description": "of it"}
    assert _as_draft_07(beside) == {"allOf": [{"$ref": "#/a"}], "description": "of it"}


def test_a_reference_that_stands_alone_stays() -> None:
    assert _as_draft_07({"items": [{"$ref": "#/a"}]}) == {"items": [{"$ref": "#/a"}]}
