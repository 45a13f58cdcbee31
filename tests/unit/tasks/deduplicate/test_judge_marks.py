"""Updates, corrections and notes that follow one another, in whatever order they come."""

from __future__ import annotations

from typing import Any

import pytest

from schemas.article import PubStatus
from schemas.verdict import VerdictKind
from tests.news import BODY, HEADLINE, OTHER_REPORT, Desk, minutes

EXACT, NEAR, VERSION = VerdictKind.EXACT, VerdictKind.NEAR_DUPLICATE, VerdictKind.VERSION
URI = "urn:example:bridge"
CHANGED = BODY.replace("14 weeks", "16 weeks")
TWICE = CHANGED.replace("3.2 million", "3.4 million")
REWORDED = CHANGED.replace("northern bank", "southern bank")
CORRECTED = f"CORRECTED-{HEADLINE}"


def update(number: int, headline: str = HEADLINE) -> str:
    return f"UPDATE {number}-{headline}"


@pytest.mark.parametrize(
    "text", [REWORDED, f"{CHANGED}\nThe navy has confirmed it.", CHANGED[:-40], TWICE]
)
def test_the_next_update_is_a_version_however_little_is_new(text: str) -> None:
    desk = Desk()
    desk.receive()
    desk.receive(headline=update(1), body_text=CHANGED)
    second = desk.receive(headline=update(2), body_text=text)
    assert (second.version, second.verdict.version_of) == (3, desk.ids[1])
    assert second.uri == f"urn:uuid:{desk.ids[0]}"


def test_updates_are_followed_through_new_headlines() -> None:
    desk = Desk()
    desk.receive()
    texts = [f"{CHANGED}\nMore cracks were found.", f"{BODY[:320]}\n{OTHER_REPORT}", OTHER_REPORT]
    headlines = ["More cracks found in bridge", "Bridge shut at once", "Bridge to be pulled down"]
    for number, (text, headline) in enumerate(zip(texts, headlines, strict=True), 1):
        found = desk.receive(headline=update(number, headline), body_text=text)
        assert found.version == number + 1
        assert found.verdict.version_of == desk.ids[number - 1]


def test_an_update_without_the_one_before_keeps_its_number() -> None:
    desk = Desk()
    desk.receive()
    assert desk.receive(headline=update(4), body_text=CHANGED).version == 5


def test_a_late_update_replaces_nothing_and_is_no_copy_of_the_next_one() -> None:
    desk = Desk()
    desk.receive()
    desk.receive(headline=update(2), body_text=f"{CHANGED}\nThe navy has confirmed it.")
    late = desk.receive(headline=update(1), body_text=CHANGED)
    assert (late.verdict.kind, late.version) == (VERSION, 2)
    assert late.verdict.superseded_by == desk.ids[1]


def test_an_original_that_comes_after_two_updates_is_older_than_both() -> None:
    desk = Desk()
    desk.receive(headline=update(2), body_text=TWICE)
    first = desk.receive(headline=update(1), body_text=CHANGED)
    late = desk.receive()
    for older in (first, late):
        assert older.verdict.superseded_by == desk.ids[0]
        assert older.uri == f"urn:uuid:{desk.ids[0]}"
        assert (older.version or 1) < 3


def test_a_correction_of_a_correction_is_the_next_version() -> None:
    desk = Desk()
    desk.receive()
    for number, text in enumerate((CHANGED, TWICE, TWICE.replace("24 steel", "25 steel")), 2):
        found = desk.receive(headline=CORRECTED, body_text=text)
        assert (found.version, found.verdict.version_of) == (number, desk.ids[number - 2])


def test_a_corrected_update_comes_between_the_updates() -> None:
    desk = Desk()
    desk.receive()
    headlines = [update(1), f"CORRECTED-{update(1)}", update(2)]
    texts = [CHANGED, TWICE, f"{TWICE}\nThe navy has confirmed it."]
    found = [
        desk.receive(headline=headline, body_text=text)
        for headline, text in zip(headlines, texts, strict=True)
    ]
    assert [each.version for each in found] == [2, 3, 4]
    assert [each.verdict.version_of for each in found] == desk.ids[:3]


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"headline": CORRECTED}, EXACT),
        ({}, EXACT),
        ({"headline": "Bridge shut: shopkeepers worried"}, NEAR),
        ({"body_text": CHANGED[:450]}, NEAR),
        ({"headline": f"RPT-{CORRECTED}"}, EXACT),
        ({"source": "Another agency", "uri": "https://another.example/2"}, EXACT),
    ],
)
def test_a_copy_of_a_correction_points_at_it_with_or_without_its_mark(
    fields: dict[str, Any], kind: VerdictKind
) -> None:
    desk = Desk()
    desk.receive()
    desk.receive(headline=CORRECTED, body_text=CHANGED)
    verdict = desk.receive(**{"body_text": CHANGED, **fields}).verdict
    assert (verdict.kind, verdict.canonical_id) == (kind, desk.ids[1])


def test_the_uncorrected_text_again_is_a_copy_of_the_original() -> None:
    desk = Desk()
    desk.receive()
    desk.receive(headline=CORRECTED, body_text=CHANGED)
    verdict = desk.receive().verdict
    assert (verdict.kind, verdict.canonical_id) == (EXACT, desk.ids[0])


def test_a_correction_with_a_uri_of_its_own_keeps_it() -> None:
    desk = Desk()
    desk.receive(uri=URI)
    found = desk.receive(uri="urn:example:2", headline=CORRECTED, body_text=CHANGED)
    assert (found.uri, found.version, found.verdict.version_of) == (None, 2, desk.ids[0])


def test_a_correction_of_another_story_is_the_second_version_of_an_unknown_one() -> None:
    desk = Desk()
    desk.receive()
    headline = "CORRECTED-Harvest festival of Orby begins"
    found = desk.receive(headline=headline, body_text="The barley is dry this year.")
    assert (found.verdict.kind, found.version, found.uri) == (VerdictKind.ORIGINAL, 2, None)


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({}, EXACT),
        ({"body_text": BODY[:-60]}, NEAR),
        ({"body_text": CHANGED}, VERSION),
        ({"uri": "urn:example:repeated"}, EXACT),
    ],
)
def test_a_repetition_is_judged_by_what_it_says(fields: dict[str, Any], kind: VerdictKind) -> None:
    desk = Desk()
    desk.receive(uri=URI)
    assert desk.receive(headline=f"RPT-{HEADLINE}", **fields).verdict.kind is kind


@pytest.mark.parametrize(
    "fields",
    [
        {"headline": f"{HEADLINE} (corrected)"},
        {"slugline": "BC-Tarnholm-Bridge, 1st Ld-Writethru"},
        {"ednote": "Corrects number of weeks in first paragraph."},
        {"genre": ("Correction",)},
    ],
)
def test_a_mark_may_stand_in_other_places(fields: dict[str, Any]) -> None:
    desk = Desk()
    desk.receive(uri=URI)
    found = desk.receive(body_text=CHANGED, **fields)
    assert (found.uri, found.version, found.verdict.version_of) == (URI, 2, desk.ids[0])


def test_an_update_after_the_kill_brings_the_story_back_if_it_is_later() -> None:
    desk = Desk()
    desk.receive(versioncreated=minutes(0))
    desk.receive(headline=f"KILL: {HEADLINE}", body_text="Kill it.", versioncreated=minutes(9))
    early = desk.receive(headline=update(1), body_text=CHANGED, versioncreated=minutes(5))
    assert early.verdict.superseded_by == desk.ids[1]
    assert early.uri == f"urn:uuid:{desk.ids[0]}"
    later = desk.receive(headline=update(2), body_text=TWICE, versioncreated=minutes(12))
    assert (later.version, later.verdict.version_of) == (3, desk.ids[1])


def test_a_kill_of_an_updated_story_withdraws_the_update_under_the_first_uri() -> None:
    desk = Desk()
    desk.receive(uri=URI)
    desk.receive(headline=update(1), body_text=CHANGED)
    kill = desk.receive(headline=f"KILL: {update(1)}", body_text="Please kill this story.")
    assert (kill.uri, kill.version, kill.verdict.version_of) == (URI, 3, desk.ids[1])
    assert kill.pubstatus is PubStatus.CANCELED


def test_what_evolved_under_a_new_uri_goes_on_under_it() -> None:
    desk = Desk()
    desk.receive(uri=URI)
    desk.receive(uri="urn:example:2", evolvedfrom=URI, body_text=CHANGED)
    third = desk.receive(uri="urn:example:2", body_text=TWICE)
    assert (third.version, third.verdict.version_of) == (3, desk.ids[1])


@pytest.mark.parametrize(
    "text", [REWORDED, f"{CHANGED}\nThe navy has confirmed it.", CHANGED.replace("free", "nothing")]
)
def test_a_correction_that_changes_only_words_is_the_next_version(text: str) -> None:
    desk = Desk()
    desk.receive()
    desk.receive(headline=CORRECTED, body_text=CHANGED)
    again = desk.receive(headline=CORRECTED, body_text=text)
    assert (again.version, again.verdict.version_of) == (3, desk.ids[1])


def test_a_correction_cut_off_is_a_copy_of_it() -> None:
    desk = Desk()
    desk.receive()
    desk.receive(headline=CORRECTED, body_text=CHANGED)
    assert desk.receive(headline=CORRECTED, body_text=CHANGED[:450]).verdict.kind is NEAR


def test_another_suppliers_copy_of_a_correction_is_one_whatever_words_it_has() -> None:
    desk = Desk()
    desk.receive(source="Nordwire")
    desk.receive(headline=CORRECTED, body_text=CHANGED, source="Nordwire")
    copy = desk.receive(headline=CORRECTED, body_text=REWORDED, source="Other")
    assert (copy.verdict.kind, copy.verdict.canonical_id) == (NEAR, desk.ids[1])
