from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.objects.value import (
    MOST_CONTAINERS,
    json_value,
    json_value_or_none,
    parse_json,
)
from tasks.normalize.source import Limits
from tests.samples import source_of


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (b'{"a": 1}', {"a": 1}),
        (b'\xef\xbb\xbf{"a": 1}', {"a": 1}),
        ('{"a": "é"}'.encode("utf-16"), {"a": "é"}),
        ('{"a": "é"}'.encode("utf-16-le"), {"a": "é"}),
        (b'{"a": 1, "a": 2}', {"a": 2}),
        (b'{"a": 1e400}', {"a": float("inf")}),
        (b'{"a": "one\ntwo"}', {"a": "one\ntwo"}),
        (b'{"a": "x\\ud800y"}', {"a": "x\ud800y"}),
        (b'{"a": "x\\u0000y"}', {"a": "x\0y"}),
        (b'{"a": 123456789012345678901234567890, "b": NaN, "b": 1}', {"a": 123456789012345678901234567890, "b": 1}),
        (b'{"a": 1}{"b": 2}\n {"c": 3}\n', [{"a": 1}, {"b": 2}, {"c": 3}]),
    ],
)  # fmt: skip
def test_json_is_read_as_it_occurs(raw: bytes, value: Any) -> None:
    assert json_value(source_of(raw)) == value


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"title": "A",\n "body" "B"}', "line 2, column 9: Expecting ':' delimiter"),
        ('{"é": "é", x}', "line 1, column 12: Expecting property name enclosed in double quotes"),
        ("[1, 2", "line 1, column 6: Expecting ',' delimiter"),
        ("[1]\n[2]", "line 2, column 1: Extra data"),
        ("", "line 1, column 1: Expecting value"),
        ("[" * 100_000, "the JSON is nested too deeply (more than 1,024 levels)"),
        ('{"a":' * 2_000, "the JSON is nested too deeply (more than 1,024 levels)"),
        ('["\\ud800", ' + "[" * 100_000, "the JSON is nested too deeply (more than 1,024 levels)"),
        ('{"version": ' + "1" * 5000 + "}", "the JSON has a number too long to be one"),
    ],
)
def test_what_is_no_json_is_malformed_in_its_place(text: str, message: str) -> None:
    with pytest.raises(RejectedError) as caught:
        json_value(source_of(text))
    assert (caught.value.reason, caught.value.message) == (FailureReason.MALFORMED, message)


def test_the_line_is_counted_from_where_the_text_begins() -> None:
    with pytest.raises(RejectedError, match="line 8, column 1: Expecting value"):
        parse_json("x", 8)


def test_there_are_only_so_many_objects_and_arrays() -> None:
    with pytest.raises(RejectedError) as caught:
        parse_json("[" + "[]," * MOST_CONTAINERS + "[]]")
    assert (caught.value.reason, caught.value.message) == (
        FailureReason.TOO_LARGE,
        "the JSON has more than 1,000,000 objects and arrays",
    )


def test_a_document_is_parsed_once() -> None:
    source = source_of('{"a": []}')
    assert json_value(source) is json_value_or_none(source)


@pytest.mark.parametrize("text", ["Ferry", '"text"', "5", "{ferry}", '{"a": 1} and so on', ""])
def test_what_is_no_object_or_array_has_no_value(text: str) -> None:
    assert json_value_or_none(source_of(text)) is None


def test_a_document_that_is_too_large_has_no_value() -> None:
    source = source_of('{"a": 1}', limits=Limits(document=7))
    assert json_value_or_none(source) is None


JSON = st.recursive(
    st.text() | st.integers(), lambda held: st.lists(held) | st.dictionaries(st.text(), held)
)


@settings(deadline=None)  # the first example waits for the parser to be imported
@given(st.binary() | st.text(st.characters(codec="utf-8")).map(str.encode) | JSON.map(json.dumps))
def test_anything_is_read_or_refused(content: str | bytes) -> None:
    source = source_of(content)
    with contextlib.suppress(RejectedError):
        assert json_value(source) is json_value(source)
