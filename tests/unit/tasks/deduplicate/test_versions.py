"""Where an article stands among the versions of its uri."""

from __future__ import annotations

from typing import Any

import pytest

from schemas.article import PubStatus
from tasks.deduplicate.remembered import Newest
from tasks.deduplicate.subject import Subject, make_subjects
from tasks.deduplicate.thresholds import Thresholds
from tasks.deduplicate.versions import BY_ARRIVAL, Standing, is_unchanged, standing
from tests.news import HEADLINE, minutes, story

URI = "urn:example:bridge"


def subject(**fields: Any) -> Subject:
    [subject] = make_subjects({"a": story(uri=URI, **fields)}, [Thresholds()])
    return subject


def newest(version: int = 3, **fields: Any) -> Newest:
    known: dict[str, Any] = {
        "article_id": "b", "exact": b"\0" * 8, "seconds": None, "numbered": False,
        "pubstatus": PubStatus.USABLE, **fields,
    }  # fmt: skip
    return Newest(version=version, **known)


def at(minute: float) -> int:
    return int(minutes(minute).timestamp())


def test_the_next_to_arrive_is_the_next_version() -> None:
    assert standing(subject(), newest()) == Standing(4, is_newest=True, why=BY_ARRIVAL)


@pytest.mark.parametrize(("stated", "is_newest"), [(2, False), (4, True), (9, True)])
def test_a_stated_number_decides(stated: int, *, is_newest: bool) -> None:
    place = standing(subject(version=stated), newest(3))
    assert (place.version, place.is_newest) == (stated, is_newest)


@pytest.mark.parametrize(("number", "is_newest"), [(1, False), (3, True)])
def test_an_update_is_one_version_ahead_of_its_number(number: int, *, is_newest: bool) -> None:
    place = standing(subject(headline=f"UPDATE {number}-{HEADLINE}"), newest(3))
    assert (place.version, place.is_newest) == (number + 1, is_newest)


def test_a_stated_number_outweighs_a_date() -> None:
    early = subject(version=4, versioncreated=minutes(0))
    assert standing(early, newest(3, seconds=at(5))).is_newest


@pytest.mark.parametrize(
    ("minute", "version", "is_newest"), [(9, 4, True), (5, 4, True), (1, 2, False)]
)
def test_without_a_number_the_date_decides(minute: int, version: int, *, is_newest: bool) -> None:
    place = standing(subject(versioncreated=minutes(minute)), newest(3, seconds=at(5)))
    assert (place.version, place.is_newest) == (version, is_newest)


def test_of_two_with_one_number_the_date_decides() -> None:
    early = subject(version=3, versioncreated=minutes(0))
    assert standing(early, newest(3, seconds=at(5))) == Standing(
        2, is_newest=False, why="its earlier date"
    )


def test_the_date_of_the_first_version_counts_where_it_has_no_other() -> None:
    early = subject(firstcreated=minutes(0))
    assert not standing(early, newest(seconds=at(5))).is_newest


def test_no_version_is_below_one() -> None:
    early = subject(versioncreated=minutes(0))
    assert standing(early, newest(1, seconds=at(5))).version == 1


def test_an_article_without_a_number_is_older_than_one_that_has_one() -> None:
    assert not standing(subject(), newest(numbered=True)).is_newest


@pytest.mark.parametrize("mark", ["CORRECTED-", "REFILE-", "UPDATED: "])
def test_a_correction_needs_no_number(mark: str) -> None:
    assert standing(subject(headline=mark + HEADLINE), newest(numbered=True)).is_newest


@pytest.mark.parametrize(("stated", "version"), [(1, 4), (3, 4), (8, 8)])
def test_a_withdrawal_comes_after_all_versions(stated: int, version: int) -> None:
    kill = subject(version=stated, pubstatus=PubStatus.CANCELED)
    assert standing(kill, newest(3)) == Standing(
        version, is_newest=True, why="withdrawing the others"
    )


def test_a_withdrawal_with_an_earlier_date_withdraws_all_the_same() -> None:
    kill = subject(headline=f"KILL: {HEADLINE}", versioncreated=minutes(0))
    assert standing(kill, newest(seconds=at(5))).is_newest


WITHDRAWN = newest(4, seconds=at(5), pubstatus=PubStatus.CANCELED)


@pytest.mark.parametrize(
    ("fields", "is_newest"),
    [
        ({}, False),
        ({"version": 3}, False),
        ({"version": 4}, False),
        ({"version": 5}, True),
        ({"versioncreated": minutes(4)}, False),
        ({"versioncreated": minutes(6)}, True),
        ({"headline": f"CORRECTED-{HEADLINE}"}, False),
    ],
)
def test_what_was_withdrawn_comes_back_only_with_a_higher_number_or_a_later_date(
    fields: dict[str, Any], *, is_newest: bool
) -> None:
    assert standing(subject(**fields), WITHDRAWN).is_newest is is_newest


@pytest.mark.parametrize(
    ("fields", "is_proven"), [({}, False), ({"version": 2}, False), ({"version": 5}, True)]
)
def test_the_order_of_arrival_proves_nothing(fields: dict[str, Any], *, is_proven: bool) -> None:
    assert standing(subject(**fields), newest(3)).is_proven is is_proven


SAME = newest(3, exact=subject().fingerprint.exact)


@pytest.mark.parametrize("version", [1, 2, 3])
def test_the_same_text_with_no_higher_number_is_unchanged(version: int) -> None:
    assert is_unchanged(subject(version=version), SAME)


@pytest.mark.parametrize(
    "fields",
    [
        {"version": 4},
        {"pubstatus": PubStatus.WITHHELD},
        {"pubstatus": PubStatus.CANCELED},
        {"headline": "Bridge to close"},
        {"body_text": "Another text."},
    ],
)
def test_a_higher_number_another_status_or_text_is_a_change(fields: dict[str, Any]) -> None:
    assert not is_unchanged(subject(**fields), SAME)
