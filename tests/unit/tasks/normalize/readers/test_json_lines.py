from __future__ import annotations

import io
import json
from dataclasses import dataclass
from typing import BinaryIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.content import BytesContent
from tasks.normalize.reader import Draft
from tasks.normalize.readers.json_lines import JsonLinesReader
from tasks.normalize.source import Limits, Source
from tests.samples import NOON, source_of

TWO = '{"title": "A", "text": "One"}\n{"title": "B", "text": "Two"}\n'


def items(content: str | bytes, **known: object) -> list[Draft | RejectedError]:
    return list(JsonLinesReader().read(source_of(content, "a.jsonl", **known)))


def drafts(content: str | bytes, **known: object) -> list[Draft]:
    return [item for item in items(content, **known) if isinstance(item, Draft)]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.txt", TWO, "its first line and another one are a JSON object each"),
        ("a", "\ufeff\n" + TWO, "its first line and another one are a JSON object each"),
        (
            "a.json",
            TWO.replace("\n", "\r\n"),
            "its first line and another one are a JSON object each",
        ),
        (
            "a.txt",
            TWO.replace("\n", '\n{"title": "B", "te\n', 1),
            "its first line and another one are a JSON object each",
        ),
        ("a.jsonl", '{"a": 1}', "it is called .jsonl and has a JSON object in a line"),
        ("a.ndjson", '{"a":\n{"a": 1}', "it is called .ndjson and has a JSON object in a line"),
        ("a.json", '{"a": 1}\n', None),
        ("a.json", '{\n"a": 1\n}\n', None),
        ("a.json", "[1]\n[2]\n", None),
        ("a.jsonl", "The ferry\nsails.\n", None),
        ("a.txt", '{"a": 1}\nand so on', None),
    ],
)
def test_it_is_told_by_its_first_lines(name: str, content: str, why: str | None) -> None:
    assert JsonLinesReader().recognizes(source_of(content, name)) == why


def test_utf16_is_told_too() -> None:
    assert JsonLinesReader().recognizes(source_of(TWO.encode("utf-16"), "a.txt")) is not None


def test_each_line_is_an_article() -> None:
    assert [(draft.fields["headline"], draft.paragraphs, draft.member) for draft in drafts(TWO)] == [
        ("A", ["One"], "0"),
        ("B", ["Two"], "1"),
    ]  # fmt: skip


def test_each_line_has_its_vocabulary() -> None:
    lines = [
        {"title": "A", "text": "One"},
        {"title": "A", "maintext": "One"},
        {"uri": "urn:x:1", "pubstatus": "usable", "type": "text", "body_text": "One"},
    ]
    found = drafts("\n".join(map(json.dumps, lines)))
    assert [draft.reader for draft in found] == ["json", "news-json", "ninjs"]


def test_empty_lines_do_not_count() -> None:
    assert [draft.member for draft in drafts("\n" + TWO.replace("\n", "\n \r\n"))] == ["0", "1"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"title": B}', "line 2, column 11: Expecting value"),
        ("5", "line 2 holds no object"),
        ("{}{}", "line 2 holds no object"),
        ("[" * 2000, "the JSON is nested too deeply (more than 1,024 levels)"),
    ],
)
def test_a_bad_line_is_its_own_error(line: str, message: str) -> None:
    first, bad, last = items(TWO.replace("\n", f"\n{line}\n", 1))
    assert isinstance(bad, RejectedError)
    assert (bad.reason, bad.message, bad.member) == (FailureReason.MALFORMED, message, "1")
    assert (first.member, last.member) == ("0", "2")


def test_a_line_longer_than_a_page_is_skipped() -> None:
    long = json.dumps({"text": "long " * 20})
    _, bad, last = items(TWO.replace("\n", f"\n{long}\n", 1), limits=Limits(page=90))
    assert isinstance(bad, RejectedError)
    assert (bad.reason, bad.message, last.member) == (
        FailureReason.TOO_LARGE,
        "line 2: there are more than 90 bytes of it (WIREDESK_MAX_PAGE_BYTES)",
        "2",
    )


@dataclass(frozen=True)
class Endless:
    """A stream of unknown length, as out of an archive."""

    size: None = None

    def open(self) -> BinaryIO:
        return io.BytesIO(TWO.encode() * 1_000)


def test_a_stream_longer_than_one_may_be_ends_in_an_error() -> None:
    source = Source("a.jsonl", Endless(), limits=Limits(stream=200), received=NOON)
    found = JsonLinesReader().read(source)
    with pytest.raises(RejectedError, match="more than 200 bytes of it"):
        list(found)


@dataclass(frozen=True)
class Watched:
    """A stream that tells how far it was read."""

    stream: BinaryIO
    size: None = None

    def open(self) -> BinaryIO:
        return self.stream


def test_no_more_is_read_than_is_asked_for() -> None:
    stream = io.BytesIO(TWO.encode() * 10_000)
    source = Source("a.jsonl", Watched(stream), received=NOON)
    source.__dict__["head"] = TWO.encode()
    found = iter(JsonLinesReader().read(source))
    next(found)
    assert stream.tell() == len(TWO.split("\n", maxsplit=1)[0]) + 1


def test_a_line_in_another_encoding_spoils_no_other() -> None:
    raw = TWO.encode() + '{"title": "Café", "text": "L’été à la plage est fini."}\n'.encode(
        "cp1252"
    )
    *_, last = drafts(raw + TWO.encode())[:3]
    assert last.warnings[0].startswith("line 3 is not UTF-8 and was read as ")


def test_a_stated_encoding_is_believed() -> None:
    raw = '{"title": "Паром", "text": "Идёт."}\n'.encode("cp1251") * 2
    found = drafts(raw, charset="windows-1251")
    assert [(draft.fields["headline"], draft.warnings) for draft in found] == [("Паром", [])] * 2


def test_binary_data_in_a_line_is_its_own_error() -> None:
    _, bad, _ = items(TWO.encode().replace(b"\n", b"\n{\xff\x00\x01\x02\n", 1))
    assert isinstance(bad, RejectedError)
    assert bad.message.startswith("line 2")


def test_lines_of_other_data_are_refused_once() -> None:
    with pytest.raises(RejectedError, match="none of its first 1,000 entries holds an article"):
        items('{"x": 1}\n' * 1_000)


@settings(deadline=None)
@given(st.lists(st.binary(max_size=30) | st.just(b'{"text": "One"}')))
def test_any_lines_are_read_or_refused(lines: list[bytes]) -> None:
    source = Source("a.jsonl", BytesContent(b"\n".join(lines)), received=NOON)
    try:
        JsonLinesReader().recognizes(source)
        found = list(JsonLinesReader().read(source))
    except RejectedError:
        return
    assert len(found) <= sum(line.count(b"\n") + 1 for line in lines)


def test_what_comes_after_very_many_blank_lines_is_not_read() -> None:
    found = JsonLinesReader().read(source_of(TWO + "\n" * 100_001, "a.jsonl"))
    assert isinstance(next(found), Draft)
    assert isinstance(next(found), Draft)
    with pytest.raises(RejectedError, match="line 100003: there are more than 100,000 blank"):
        next(found)
