"""How remembered articles relate to one that is to be judged, and which one counts."""

from __future__ import annotations

from typing import Any

import pytest

from schemas.article import PubStatus
from tasks.deduplicate.matches import Match, Matches
from tasks.deduplicate.rules import Relation
from tasks.deduplicate.subject import Subject, make_subjects
from tasks.deduplicate.thresholds import Thresholds
from tests.news import BODY, HEADLINE, OTHER_REPORT, minutes, story

URI = "urn:example:bridge"
CHANGED = BODY.replace("14 weeks", "16 weeks")
NOTE = f'Editors: please kill the story headlined "{HEADLINE}".'
CORRECTED, KILL = f"CORRECTED-{HEADLINE}", f"KILL: {HEADLINE}"


def subject(name: str = "later", **fields: Any) -> Subject:
    [subject] = make_subjects(
        {name: story(**{"uri": f"urn:uuid:{name}", **fields})}, [Thresholds()]
    )
    return subject


def matches(later: Subject, *earlier: Subject) -> Matches:
    """The earlier ones are versions 1, 2 and so on of what their uris say."""
    found = Matches(later)
    found.add(each.remembered(each.line, number) for number, each in enumerate(earlier, 1))
    return found


def match(earlier: Subject, **fields: Any) -> Match:
    [found] = matches(subject(**fields), earlier)
    return found


def name_of(found: Match | None) -> str | None:
    return found.entry.article_id if found else None


FIRST = subject("first")


def test_a_copy_stands_for_the_article_that_it_is_a_copy_of() -> None:
    copied = FIRST.remembered(FIRST.line, 1, canonical_id="a")
    assert Match(subject(), copied).canonical_id == "a"
    assert match(FIRST).canonical_id == "first"


def test_an_article_without_a_uri_was_published_under_a_made_up_one() -> None:
    assert match(FIRST).uri == "urn:uuid:first"
    assert match(subject("first", uri=URI)).uri == URI


def test_without_a_date_no_time_has_passed() -> None:
    dated = subject("first", versioncreated=minutes(90))
    assert match(dated, versioncreated=minutes(0)).gap_hours == 1.5
    assert match(dated).gap_hours == 0


def test_the_same_text_is_exact_within_the_window_only() -> None:
    dated = subject("first", versioncreated=minutes(0))
    assert match(dated, versioncreated=minutes(72 * 60)).is_exact
    assert not match(dated, versioncreated=minutes(72 * 60 + 1)).is_exact


@pytest.mark.parametrize(
    ("earlier", "later", "same"),
    [("A", "A", True), ("A", "B", False), (None, "B", True), ("A", None, True), (None, None, True)],
)
def test_who_names_no_source_may_be_the_same_supplier(
    earlier: str | None, later: str | None, *, same: bool
) -> None:
    assert match(subject("first", source=earlier), source=later).same_supplier is same


def test_four_words_of_five_make_the_same_headline() -> None:
    assert match(FIRST, headline=f"{HEADLINE} soon").same_title
    assert not match(FIRST, headline="Tarnholm bridge closes").same_title


@pytest.mark.parametrize("fields", [{"headline": "Harvest begins"}, {"body_text": OTHER_REPORT}])
def test_headline_or_text_make_alike(fields: dict[str, Any]) -> None:
    assert match(FIRST, **fields).is_alike
    other = {"headline": "Harvest begins", "body_text": "The barley is dry this year."}
    assert not match(FIRST, **other).is_alike


def test_what_it_has_evolved_from_is_alike_whatever_it_says() -> None:
    other = {"headline": "Harvest begins", "body_text": OTHER_REPORT, "evolvedfrom": URI}
    assert match(subject("first", uri=URI), **other).is_alike
    assert not match(FIRST, **other).is_alike


def test_a_note_names_a_story_by_its_headline() -> None:
    assert match(FIRST, headline="KILL: Tarnholm bridge", body_text=NOTE).is_named
    assert not match(FIRST, headline="KILL: Tarnholm bridge", body_text="Kill it.").is_named


def test_the_first_of_several_equal_ones_is_the_one_that_was_copied() -> None:
    late = subject("late", versioncreated=minutes(9))
    early = subject("early", versioncreated=minutes(1))
    assert name_of(matches(subject(), late, early).exact()) == "early"


def test_the_closest_is_the_one_with_most_in_common() -> None:
    half = subject("half", body_text=BODY[:400] + OTHER_REPORT)
    found = matches(subject(), half, FIRST)
    assert name_of(found.closest()) == name_of(found.copied()) == "first"


def test_a_correction_copies_a_correction_only() -> None:
    correction = subject("correction", headline=CORRECTED)
    assert name_of(matches(subject(headline=CORRECTED), FIRST).exact()) is None
    assert name_of(matches(subject(headline=CORRECTED), FIRST, correction).exact()) == "correction"
    assert name_of(matches(subject(), correction).exact()) == "correction"


@pytest.mark.parametrize(("number", "copied"), [(1, "update"), (2, None), (3, None)])
def test_an_update_copies_only_the_update_of_its_number(number: int, copied: str | None) -> None:
    update = subject("update", headline=f"UPDATE 1-{HEADLINE}")
    later = subject(headline=f"UPDATE {number}-{HEADLINE}", body_text=BODY[:-60])
    assert name_of(matches(later, FIRST, update).copied()) == copied


def test_a_withdrawal_copies_a_withdrawal_only_and_nothing_copies_one() -> None:
    kill = subject("kill", pubstatus=PubStatus.CANCELED)
    again = subject(pubstatus=PubStatus.CANCELED)
    assert name_of(matches(again, FIRST).exact()) is None
    assert name_of(matches(again, kill).exact()) == "kill"
    assert name_of(matches(subject(), kill).exact()) is None


def test_a_note_to_editors_is_no_story() -> None:
    note = subject("note", headline=f"ADVISORY-{HEADLINE}")
    assert name_of(matches(subject(), note).closest()) is None


def test_what_may_be_used_copies_nothing_that_was_withheld() -> None:
    withheld = subject("withheld", pubstatus=PubStatus.WITHHELD)
    found = matches(subject(), withheld)
    assert (found.exact(), found.copied()) == (None, None)
    assert name_of(matches(subject(pubstatus=PubStatus.WITHHELD), FIRST).exact()) == "first"


def test_a_kill_speaks_of_the_story_that_it_names_rather_than_of_a_like_one() -> None:
    other = subject("other", headline="Bridge at Tarnholm", body_text=NOTE)
    kill = subject(headline="KILL: Tarnholm bridge", body_text=NOTE)
    assert name_of(matches(kill, other, FIRST).spoken_of()) == "first"


def test_a_kill_speaks_of_the_newest_version() -> None:
    second = subject("second", headline=CORRECTED)
    kill = subject(headline=KILL, body_text=NOTE)
    assert name_of(matches(kill, FIRST, second).spoken_of()) == "second"


def test_a_correction_speaks_rather_of_its_own_suppliers_story() -> None:
    own = subject("own", source="Nordwire", body_text=CHANGED)
    other = subject("other", source="Sydwire")
    later = subject(headline=CORRECTED, source="Nordwire")
    assert name_of(matches(later, own, other).spoken_of()) == "own"


@pytest.mark.parametrize(("minute", "found"), [(0, "kill"), (5, "kill"), (6, None), (None, "kill")])
def test_a_story_is_taken_back_unless_it_has_a_later_date(
    minute: int | None, found: str | None
) -> None:
    kill = subject("kill", headline=KILL, body_text=NOTE, versioncreated=minutes(5))
    late = subject(versioncreated=None if minute is None else minutes(minute))
    assert name_of(matches(late, kill).withdrawn()) == found


def test_a_kill_of_another_story_takes_nothing_back() -> None:
    kill = subject("kill", headline="KILL: Harvest begins", body_text="Please kill this story.")
    assert matches(subject(), kill).withdrawn() is None


def test_a_kill_takes_back_nothing_of_another_supplier_but_a_copy_of_its_text() -> None:
    kill = subject("kill", headline=KILL, source="Nordwire")
    assert name_of(matches(subject(source="Sydwire"), kill).withdrawn()) == "kill"
    assert matches(subject(source="Sydwire", body_text=OTHER_REPORT), kill).withdrawn() is None


def test_the_newest_version_of_a_line_and_any_article_can_be_asked_for() -> None:
    one, two = subject("one", uri=URI), subject("two", uri=URI)
    found = matches(subject(), one, two)
    assert name_of(found.of_line(one.line.key)) == "two"
    assert name_of(found.of_article("one")) == "one"
    assert found.of_article("none") is None


def test_an_article_that_is_told_again_is_weighed_once() -> None:
    found = matches(subject(), FIRST)
    found.add([FIRST.remembered(FIRST.line, 1)])
    assert [each.finding.relation for each in found] == [Relation.COPY]
