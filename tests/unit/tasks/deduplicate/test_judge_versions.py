"""Versions, corrections and updates: never swallowed, in their order."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.article import PubStatus
from schemas.verdict import VerdictKind
from tests.news import BODY, HEADLINE, OTHER_REPORT, Desk, minutes

URI = "urn:example:bridge"
CHANGED = BODY.replace("14 weeks", "16 weeks")


def test_a_new_text_under_the_same_uri_is_the_next_version() -> None:
    desk = Desk()
    desk.receive(uri=URI)
    second, third = (
        desk.receive(uri=URI, body_text=CHANGED),
        desk.receive(uri=URI, body_text=BODY[:300]),
    )
    assert [each.version for each in (second, third)] == [2, 3]
    assert [each.verdict.version_of for each in (second, third)] == desk.ids[:2]
    assert second.verdict.kind is VerdictKind.VERSION


def test_nothing_new_under_the_same_uri_is_a_copy() -> None:
    desk = Desk()
    desk.receive(uri=URI)
    verdict = desk.receive(uri=URI).verdict
    assert (verdict.kind, verdict.canonical_id) == (VerdictKind.EXACT, desk.ids[0])


def test_a_copy_under_a_uri_of_its_own_is_never_what_others_are_copies_of() -> None:
    desk = Desk()
    desk.receive()
    for _ in range(3):
        verdict = desk.receive(uri=URI).verdict
        assert (verdict.kind, verdict.canonical_id) == (VerdictKind.EXACT, desk.ids[0])


@pytest.mark.parametrize(
    "fields", [{"version": 2}, {"pubstatus": PubStatus.WITHHELD}, {"headline": "Bridge to close"}]
)
def test_a_higher_number_or_another_status_makes_a_version_of_the_same_text(
    fields: dict[str, Any],
) -> None:
    desk = Desk()
    desk.receive(uri=URI)
    assert desk.receive(uri=URI, **fields).verdict.version_of == desk.ids[0]


def test_a_stated_number_is_kept() -> None:
    desk = Desk()
    desk.receive(uri=URI, version=2)
    later = desk.receive(uri=URI, version=7, body_text=CHANGED)
    assert later.version is None  # as stated
    assert later.verdict.version_of == desk.ids[0]


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        ({"version": 3}, {"version": 2}),
        ({"version": 3}, {}),
        ({"versioncreated": minutes(60)}, {"versioncreated": minutes(0)}),
    ],
)
def test_an_older_version_that_comes_late_replaces_nothing(
    newer: dict[str, Any], older: dict[str, Any]
) -> None:
    desk = Desk()
    desk.receive(uri=URI, **newer)
    late = desk.receive(uri=URI, body_text=CHANGED, **older)
    assert late.verdict.superseded_by == desk.ids[0]
    assert late.verdict.version_of is None
    third = desk.receive(uri=URI, body_text=BODY[:300], version=9)
    assert third.verdict.version_of == desk.ids[0]


def test_the_first_text_again_after_the_second_is_a_copy_of_the_first() -> None:
    desk = Desk()
    desk.receive(uri=URI)
    desk.receive(uri=URI, body_text=CHANGED)
    verdict = desk.receive(uri=URI).verdict
    assert (verdict.kind, verdict.canonical_id) == (VerdictKind.EXACT, desk.ids[0])


def test_a_date_that_is_far_ahead_makes_no_later_version_an_older_one() -> None:
    desk = Desk()
    wrong = dt.datetime.now(dt.UTC) + dt.timedelta(days=365)
    desk.receive(uri=URI, versioncreated=wrong)
    found = desk.receive(uri=URI, body_text=CHANGED, versioncreated=minutes(5))
    assert (found.version, found.verdict.version_of) == (2, desk.ids[0])


def test_a_date_of_another_time_zone_counts() -> None:
    desk = Desk()
    now = dt.datetime.now(dt.UTC)
    desk.receive(uri=URI, versioncreated=now + dt.timedelta(hours=14))
    found = desk.receive(uri=URI, body_text=CHANGED, versioncreated=now)
    assert found.verdict.superseded_by == desk.ids[0]


def test_a_text_that_is_restored_with_a_later_date_is_a_version() -> None:
    desk = Desk()
    desk.receive(uri=URI, versioncreated=minutes(0))
    desk.receive(uri=URI, versioncreated=minutes(5), body_text=CHANGED)
    assert desk.receive(uri=URI, versioncreated=minutes(9)).version == 3


@pytest.mark.parametrize("mark", ["CORRECTED-", "UPDATE 1-", "REFILE-", "CORRECTED: "])
def test_a_marked_article_without_uri_takes_that_of_its_original(mark: str) -> None:
    desk = Desk()
    desk.receive()
    judgement = desk.receive(headline=mark + HEADLINE, body_text=CHANGED)
    assert judgement.uri == f"urn:uuid:{desk.ids[0]}"
    assert judgement.version == 2
    assert judgement.verdict.version_of == desk.ids[0]


def test_updates_follow_one_another_in_one_line() -> None:
    desk = Desk()
    desk.receive()
    for number in (1, 2, 3):
        text = f"{BODY}\nThe council met for {number} more hours."
        update = desk.receive(headline=f"UPDATE {number}-{HEADLINE}", body_text=text)
        assert update.version == number + 1
        assert update.uri == f"urn:uuid:{desk.ids[0]}"
        assert update.verdict.version_of == desk.ids[-2]


def test_a_correction_that_changes_no_word_is_no_copy() -> None:
    desk = Desk()
    desk.receive()
    assert desk.receive(headline=f"CORRECTED-{HEADLINE}").verdict.kind is VerdictKind.VERSION


def test_the_same_correction_twice_is_a_copy() -> None:
    desk = Desk()
    desk.receive()
    desk.receive(headline=f"CORRECTED-{HEADLINE}", body_text=CHANGED)
    again = desk.receive(headline=f"CORRECTED-{HEADLINE}", body_text=CHANGED)
    assert (again.verdict.kind, again.verdict.canonical_id) == (VerdictKind.EXACT, desk.ids[1])


def test_an_original_that_comes_after_its_update_is_an_older_version() -> None:
    desk = Desk()
    desk.receive(headline=f"UPDATE 2-{HEADLINE}", body_text=CHANGED, versioncreated=minutes(30))
    late = desk.receive(versioncreated=minutes(0))
    assert late.verdict.superseded_by == desk.ids[0]


def test_a_notice_that_only_names_a_headline_does_not_replace_the_text() -> None:
    desk = Desk()
    desk.receive()
    body = f'In Tarnholm story headlined "{HEADLINE}" please read in first paragraph 16 weeks.'
    verdict = desk.receive(headline="CORRECTION - TARNHOLM BRIDGE", body_text=body).verdict
    assert (verdict.kind, verdict.related_to) == (VerdictKind.RELATED, desk.ids[0])


def test_an_article_that_has_evolved_from_another_one_is_its_version() -> None:
    desk = Desk()
    desk.receive(uri=URI)
    text = f"{BODY}\nOne more sentence."
    evolved = desk.receive(uri="urn:example:2", evolvedfrom=URI, body_text=text)
    assert evolved.verdict.version_of == desk.ids[0]
    assert evolved.uri is None


def test_a_row_number_is_no_uri_that_makes_versions_of_unrelated_articles() -> None:
    desk = Desk()
    desk.receive(uri="1")
    other = desk.receive(uri="1", headline="Harvest festival", body_text=OTHER_REPORT[200:])
    assert other.verdict.version_of is None
    assert desk.receive(uri="1", body_text=CHANGED).verdict.kind is not VerdictKind.EXACT


def test_an_advisory_is_published_beside_its_story() -> None:
    desk = Desk()
    desk.receive()
    body = f'The story "{HEADLINE}" will be updated at 1500 GMT.'
    verdict = desk.receive(headline=f"ADVISORY-{HEADLINE}", body_text=body).verdict
    assert (verdict.kind, verdict.related_to) == (VerdictKind.RELATED, desk.ids[0])


@given(st.integers(0, len(BODY) - 1), st.from_regex(r"[a-z0-9]{1,12}", fullmatch=True))
def test_no_article_is_swallowed_because_it_resembles_its_own_earlier_version(
    place: int, inserted: str
) -> None:
    desk = Desk()
    desk.receive(uri=URI)
    verdict = desk.receive(uri=URI, body_text=f"{BODY[:place]} {inserted} {BODY[place:]}").verdict
    assert verdict.kind is VerdictKind.VERSION


def test_small_additions_are_told_when_they_have_added_up_to_news() -> None:
    desk = Desk()
    desk.receive()
    told = OTHER_REPORT.split(". ")
    for count in (1, 2):
        more = ". ".join(told[:count])
        assert desk.receive(body_text=f"{BODY}\n{more}").verdict.suppressed
    more = ". ".join(told[:4])
    assert desk.receive(body_text=f"{BODY}\n{more}").verdict.version_of == desk.ids[0]
