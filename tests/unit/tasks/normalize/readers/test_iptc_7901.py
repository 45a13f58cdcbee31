from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.reader import Draft
from tasks.normalize.readers.iptc_7901 import Iptc7901Reader
from tests.samples import source_of

SAMPLE = Path(__file__).parents[5] / "seeds" / "formats" / "nachtzug.iptc7901"
READER = Iptc7901Reader()
HEADER = "\x01nwe001 3 pl 20 nwtxd   nwd 0001\r\n\r\nBahn/\r\n\x02"
TRAILER = "\r\n\x03231015 GMT Nov 26\r\n\x04"
STORY = "   Wien (nwd) - Der Zug fährt.\r\n"


def read(text: str, header: str = HEADER, trailer: str = TRAILER) -> Draft:
    (item,) = READER.read(source_of((header + text + trailer).encode("windows-1252")))
    assert isinstance(item, Draft)
    return item


def sample() -> list[Draft]:
    items = list(READER.read(source_of(SAMPLE.read_bytes())))
    assert all(isinstance(item, Draft) for item in items)
    return [item for item in items if isinstance(item, Draft)]


def test_a_message_is_recognized_by_its_header() -> None:
    source = source_of(SAMPLE.read_bytes())
    assert READER.recognizes(source) == "it begins with the header of an IPTC 7901 message"


@pytest.mark.parametrize(
    "text", ["", "A story\n\nof text", "4 pl 20", "\x01w0001\x1f--\r\nr e\x13"]
)
def test_other_texts_are_not_recognized(text: str) -> None:
    assert READER.recognizes(source_of(text)) is None


def test_what_the_header_and_the_trailer_state() -> None:
    fields = {key: value for key, value in sample()[0].fields.items() if key != "ednote"}
    assert fields == {
        "headline": "Nachtzug von Wien nach Triest fährt wieder",
        "slugline": "Österreich/Italien/Bahn",
        "keywords": ["Österreich", "Italien", "Bahn"],
        "source": "nwd",
        "subject": ["wi"],
        "urgency": 4,
        "firstcreated": "2026-11-23T10:15:00+01:00",
        "versioncreated": "2026-11-23T10:15:00+01:00",
    }


def test_wrapped_lines_are_joined_and_the_dateline_stays() -> None:
    first = sample()[0]
    assert first.paragraphs[0].startswith("Wien (nwd) - Die Nachtzüge zwischen Wien und Triest")
    assert first.paragraphs[-1].endswith("am Sonntag um 21.24 Uhr.")
    assert len(first.paragraphs) == 3


def test_what_is_not_for_publication_is_a_note() -> None:
    note = sample()[0].fields["ednote"]
    assert note.startswith("# nwd-Notizblock")
    assert "Redaktion: Ines Kolb" in note


def test_messages_follow_one_another() -> None:
    assert [(item.member, item.fields["headline"]) for item in sample()][1] == (
        "1",
        "Schach: Grazerin gewinnt Alpenpokal",
    )


def test_the_marks_of_editors_are_a_note() -> None:
    assert sample()[1].fields["ednote"] == "nwd el"


def test_a_headline_goes_on_to_its_sign_over_two_lines() -> None:
    item = read("Der Nachtzug nach Triest\r\nfährt wieder =\r\n\r\n" + STORY)
    assert item.fields["headline"] == "Der Nachtzug nach Triest fährt wieder"


def test_below_the_headline_stand_notes_and_the_byline() -> None:
    item = read("Zug fährt =\r\n(Zusammenfassung) =\r\nVon Jana Holm, nwd =\r\n" + STORY)
    assert item.fields["byline"] == "Jana Holm, nwd"
    assert item.fields["ednote"] == "(Zusammenfassung)"
    assert item.paragraphs == ["Wien (nwd) - Der Zug fährt."]


def test_a_headline_without_sign_is_told_as_in_plain_text() -> None:
    item = read("Der Zug fährt wieder\r\n\r\n" + STORY)
    assert item.fields["headline"] == "Der Zug fährt wieder"
    assert item.paragraphs == ["Wien (nwd) - Der Zug fährt."]


def test_the_sign_right_above_the_text_needs_no_blank_line() -> None:
    item = read("Zug fährt=\r\nWien (nwd) Der Zug fährt.\r\n")
    assert item.paragraphs == ["Wien (nwd) Der Zug fährt."]


def test_teleprinters_begin_with_zczc_and_end_with_nnnn() -> None:
    raw = b"ZCZC\r\nnwe001 3 pl 20\r\n\x02Train runs =\r\nIt runs at night.\r\nNNNN\r\n"
    assert READER.recognizes(source_of(raw)) is not None
    (item,) = READER.read(source_of(raw))
    assert isinstance(item, Draft)
    assert (item.fields["headline"], item.paragraphs) == ("Train runs", ["It runs at night."])


def test_a_trailer_without_a_zone_leaves_it_open() -> None:
    item = read(STORY, trailer="\r\n\x03231015 Nov 26\r\n\x04")
    assert item.fields["firstcreated"] == "2026-11-23T10:15:00"


def test_a_trailer_in_german() -> None:
    item = read(STORY, trailer="\r\n\x03231015 MESZ Okt 26\r\n\x04")
    assert item.fields["firstcreated"] == "2026-10-23T10:15:00+02:00"


def test_without_an_agency_the_sender_is_the_source() -> None:
    assert read(STORY, header="\x01nwe001 3 pl 20\r\n\x02").fields["source"] == "nwe"


def test_a_message_without_text_is_refused() -> None:
    (item,) = READER.read(source_of((HEADER + TRAILER).encode()))
    assert isinstance(item, RejectedError)
    assert (item.reason, item.member) == (FailureReason.NO_TEXT, "0")


@settings(deadline=None)
@given(st.text(alphabet="\x01\x02\x03\x04#*=()/-. \r\n\tAbc19é", max_size=300))
def test_any_text_in_a_message_is_read_or_refused(text: str) -> None:
    raw = (HEADER + text).encode("windows-1252")
    assert all(isinstance(item, Draft | RejectedError) for item in READER.read(source_of(raw)))
