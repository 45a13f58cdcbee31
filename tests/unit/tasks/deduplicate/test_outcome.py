"""A judgement, and what has to be remembered once it stands."""

from __future__ import annotations

from typing import Any

import pytest

from schemas.article import PubStatus
from schemas.verdict import VerdictKind
from tasks.deduplicate import outcome
from tasks.deduplicate.matches import Match
from tasks.deduplicate.subject import Line, Subject, line_key, make_subjects
from tasks.deduplicate.thresholds import Thresholds
from tasks.deduplicate.versions import Standing
from tests.news import BODY, HEADLINE, story

URI = "urn:example:bridge"
LINE = Line(URI, line_key(URI))
CORRECTED, KILL = f"CORRECTED-{HEADLINE}", f"KILL: {HEADLINE}"


def subject(name: str = "later", **fields: Any) -> Subject:
    [subject] = make_subjects(
        {name: story(**{"uri": f"urn:uuid:{name}", **fields})}, [Thresholds()]
    )
    return subject


FIRST = subject("first", uri=URI)


def match(later: Subject, canonical_id: str | None = None) -> Match:
    return Match(later, FIRST.remembered(LINE, 1, canonical_id))


def test_an_original_is_remembered_and_changes_nothing_of_the_article() -> None:
    found = outcome.original(subject(), "new")
    judgement = found.judgement
    assert (judgement.verdict.kind, judgement.verdict.reason) == (VerdictKind.ORIGINAL, "new")
    assert (judgement.uri, judgement.version, judgement.pubstatus) == (None, None, None)
    assert found.entry is not None
    assert (found.line, found.becomes) == (b"", None)


def test_the_first_of_a_uri_begins_its_line() -> None:
    found = outcome.original(FIRST, "new")
    assert found.line == LINE.key
    assert found.becomes == FIRST.newest(1)


@pytest.mark.parametrize(
    ("fields", "version"),
    [
        ({}, None),
        ({"headline": CORRECTED}, 2),
        ({"headline": f"UPDATE 2-{HEADLINE}"}, 3),
        ({"headline": KILL}, 2),
        ({"pubstatus": PubStatus.CANCELED}, 2),
        ({"pubstatus": PubStatus.CANCELED, "version": 5}, None),
        ({"version": 5}, None),
    ],
)
def test_what_revises_an_unknown_article_leaves_it_the_first_number(
    fields: dict[str, Any], version: int | None
) -> None:
    assert outcome.original(subject(**fields), "new").judgement.version == version


def test_a_kill_in_words_is_canceled() -> None:
    assert outcome.original(subject(headline=KILL), "").judgement.pubstatus is PubStatus.CANCELED


def test_a_related_report_stands_for_itself_and_names_the_original_of_the_other() -> None:
    later = subject(headline="Bridge shut")
    verdict = outcome.related(later, match(later, "canonical"), "").judgement.verdict
    assert (verdict.canonical_id, verdict.related_to) == ("later", "canonical")
    assert verdict.scores == {"text": 1.0, "added": 0.0, "numbers": 1.0, "title": 0.111}


def test_an_exact_copy_is_found_by_its_originals_entry() -> None:
    found = outcome.repeated(subject(), "first", "")
    assert found.judgement.verdict.kind is VerdictKind.EXACT
    assert found.judgement.verdict.canonical_id == "first"
    assert found.entry is None


def test_an_exact_copy_begins_the_line_of_its_uri_all_the_same() -> None:
    other = subject(uri="urn:example:copy")
    assert outcome.repeated(other, "first", "").becomes == other.newest(1)


def test_a_near_copy_is_remembered_with_its_original() -> None:
    later = subject(body_text=BODY[:400])
    found = outcome.copied(later, match(later, "canonical"), "")
    assert found.judgement.verdict.kind is VerdictKind.NEAR_DUPLICATE
    assert found.judgement.verdict.canonical_id == "canonical"
    assert found.entry is not None
    assert found.entry.canonical_id == "canonical"


def test_what_is_unchanged_moves_no_line() -> None:
    found = outcome.unchanged(subject(), LINE, "first", "")
    assert (found.line, found.becomes, found.entry) == (LINE.key, None, None)
    assert found.judgement.uri == URI


def version(later: Subject, *, is_newest: bool) -> outcome.Outcome:
    place = Standing(2, is_newest=is_newest, why="")
    return outcome.version(later, LINE, FIRST.newest(1), place, match(later), "")


def test_a_version_takes_the_place_of_the_newest() -> None:
    later = subject()
    found = version(later, is_newest=True)
    assert found.judgement.verdict.version_of == "first"
    assert (found.judgement.uri, found.judgement.version) == (URI, 2)
    assert found.becomes == later.newest(2)


def test_an_older_version_leaves_it_there() -> None:
    found = version(subject(), is_newest=False)
    assert found.judgement.verdict.superseded_by == "first"
    assert found.judgement.verdict.version_of is None
    assert found.becomes is None
    assert found.entry is not None


def test_what_the_article_states_itself_is_not_settled_again() -> None:
    judgement = version(subject(uri=URI, version=2), is_newest=True).judgement
    assert (judgement.uri, judgement.version) == (None, None)


def test_a_story_whose_kill_came_first_is_an_older_version() -> None:
    later = subject()
    judgement = outcome.outlived(later, match(later)).judgement
    assert judgement.verdict.kind is VerdictKind.VERSION
    assert (judgement.verdict.superseded_by, judgement.uri) == ("first", URI)


def test_a_story_whose_kill_came_first_keeps_a_uri_of_its_own() -> None:
    later = subject(uri="urn:example:own")
    assert outcome.outlived(later, match(later)).judgement.uri is None
