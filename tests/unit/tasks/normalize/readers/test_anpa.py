from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.reader import Draft
from tasks.normalize.readers.anpa import AnpaReader
from tests.samples import source_of

SAMPLE = Path(__file__).parents[5] / "seeds" / "formats" / "gull-rock.anpa"
READER = AnpaReader()
HEADER = "\x16\x16\x01w0001\x1f-----\r\nu i\x13\x11 BC-NW--Ferry    11-24 0012\r\n\x02"
TRAILER = "\r\n\x03NW-BO-11-24-26 0745GMT<\r\n\x0c\r\n\x04"
STORY = "\t   OSLO (NW) _ The ferry sails.\r\n"


def read(text: str, header: str = HEADER, trailer: str = TRAILER) -> Draft:
    (item,) = READER.read(source_of((header + text + trailer).encode("latin-1")))
    assert isinstance(item, Draft)
    return item


def sample() -> list[Draft | RejectedError]:
    return list(READER.read(source_of(SAMPLE.read_bytes())))


def test_a_message_is_recognized_by_its_header() -> None:
    source = source_of(SAMPLE.read_bytes())
    assert READER.recognizes(source) == "it begins with the header of an ANPA message"


@pytest.mark.parametrize(
    "text", ["", "A story\n\nof text", "\x01abc\r\n\x02", "\x01eca062 4 i 211"]
)
def test_other_texts_are_not_recognized(text: str) -> None:
    assert READER.recognizes(source_of(text)) is None


def test_the_sample_has_two_articles() -> None:
    assert [item.member for item in sample()] == ["0", "1"]


def test_what_the_header_the_marked_lines_and_the_trailer_state() -> None:
    item = sample()[0]
    assert isinstance(item, Draft)
    assert item.fields == {
        "headline": "Last keeper of Gull Rock light hands over the key",
        "slugline": "NW--LighthouseKeeper",
        "byline": "MARTA OSEI and TOBIAS LINDQVIST",
        "ednote": "Adds quote from the keeper, number of visitors. With NW Photos. "
        "[1stLd-Writethru]",
        "subject": ["e"],
        "urgency": 4,
        "version": 2,
        "source": "NW",
        "firstcreated": "2026-11-24T15:40:00-05:00",
        "versioncreated": "2026-11-24T15:40:00-05:00",
    }


def test_paragraphs_keep_their_dateline_and_get_quotation_marks() -> None:
    item = sample()[0]
    assert isinstance(item, Draft)
    assert item.paragraphs[0].startswith("ROCKLAND, Maine (NW) _ After 31 winters")
    assert item.paragraphs[1].startswith('"The lamp has looked after itself since 1989," said')
    assert "The café at the landing stage" in item.paragraphs[3]
    assert len(item.paragraphs) == 5


def test_rows_of_a_table_are_paragraphs_with_halves() -> None:
    item = sample()[1]
    assert isinstance(item, Draft)
    assert item.paragraphs == [
        ";Races;Won;Points",
        "Camden Rowers;6;4;21½",
        "Rockport;6;3;19",
        "Belfast;6;2;15½",
        "Next event",
        "Spring sprints at Camden, May 9",
    ]


def test_the_first_marked_line_that_is_nothing_else_is_the_headline() -> None:
    text = "^*9001< ^BC-NW--Ferry,12<\r\n^NW Photo F1<\r\n^Ferry sails again=\r\n" + STORY
    assert read(text).fields["headline"] == "Ferry sails again"


def test_without_a_headline_the_text_after_the_dateline_stands_in() -> None:
    item = read("^BC-NW--Ferry,12<\r\n" + STORY)
    assert item.fields["headline"] == "The ferry sails."
    assert "headline" in item.guessed


def test_marked_lines_alone_are_the_text() -> None:
    item = read("^BC-NW--Ferry,12<\r\n^Top news at noon<\r\n^Ferry sails\r\n^Bridge opens\r\n")
    assert item.fields["headline"] == "Top news at noon"
    assert item.paragraphs == ["Ferry sails", "Bridge opens"]


def test_subheads_and_wrapped_lines_in_the_text() -> None:
    text = "^Ferry sails<\r\n   It sails at noon\r\nand at night.\r\n^Tickets=\r\n   They are free.\r\n"
    assert read(text).paragraphs == ["It sails at noon and at night.", "Tickets", "They are free."]


def test_instructions_for_the_typesetter_go() -> None:
    assert read("^Ferry<\r\n\t   It \x0cbold\x0bsails.\r\n").paragraphs == ["It sails."]


def test_a_note_in_parentheses_keeps_them() -> None:
    item = read("^Ferry sails<\r\n^(Eds: Minor edits.)<\r\n" + STORY)
    assert item.fields["ednote"] == "(Minor edits.)"


def test_the_note_of_the_story_and_its_rule_go() -> None:
    item = read("^Ferry<\r\n^EDITOR'S NOTE _ Part of a series.<\r\n" + STORY + "\t   ___\r\n")
    assert item.fields["ednote"] == "Part of a series."
    assert item.paragraphs == ["OSLO (NW) _ The ferry sails."]


def test_a_trailer_without_a_zone_leaves_it_open() -> None:
    item = read(STORY, trailer="\r\n\x03NW-BO-11-24-26 0745<\x04")
    assert item.fields["firstcreated"] == "2026-11-24T07:45:00"


def test_a_message_that_is_cut_off_is_read_with_a_warning() -> None:
    item = read(STORY, trailer="")
    assert item.warnings == ["the message has no end: it may have been cut off"]


def test_a_bad_message_does_not_spoil_the_next() -> None:
    whole = HEADER + STORY + TRAILER
    bad = "\x01nonsense\x02text\x03\x04"
    empty = HEADER + TRAILER
    items = list(READER.read(source_of((whole + bad + empty + whole).encode("latin-1"))))
    assert [type(item) for item in items] == [Draft, RejectedError, RejectedError, Draft]
    reasons = [item.reason for item in items if isinstance(item, RejectedError)]
    assert reasons == [FailureReason.MALFORMED, FailureReason.NO_TEXT]


@settings(deadline=None)
@given(
    st.text(alphabet="\x01\x02\x03\x04\x08\x0c\x10\x13\x1f^<>=;,. \r\n\tAbc19é`'{", max_size=300)
)
def test_any_text_in_a_message_is_read_or_refused(text: str) -> None:
    raw = (HEADER + text).encode("latin-1")
    assert all(isinstance(item, Draft | RejectedError) for item in READER.read(source_of(raw)))
