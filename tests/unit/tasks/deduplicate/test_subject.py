"""What the judgement looks at in an article."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.article import PubStatus
from tasks.deduplicate.features import FEATURE_BYTES
from tasks.deduplicate.fingerprint import EXACT_BYTES
from tasks.deduplicate.revision_marks import Change
from tasks.deduplicate.subject import LINE_BYTES, Subject, line_key, made_up_uri, make_subjects
from tasks.deduplicate.thresholds import Thresholds
from tests.news import BODY, HEADLINE, minutes, story

URI = "urn:example:bridge"


def subject(**fields: Any) -> Subject:
    [subject] = make_subjects({"a": story(**{"uri": "urn:uuid:a", **fields})}, [Thresholds()])
    return subject


def test_a_uri_that_was_made_of_the_article_id_is_none_of_its_own() -> None:
    assert not subject(uri=made_up_uri("a")).has_own_uri
    assert subject(uri=made_up_uri("b")).has_own_uri


@pytest.mark.parametrize(
    ("headline", "change"),
    [
        (HEADLINE, None),
        (f"CORRECTED-{HEADLINE}", Change.CORRECTION),
        (f"UPDATE 2-{HEADLINE}", Change.UPDATE),
        (f"KILL: {HEADLINE}", Change.KILL),
        (f"RPT-{HEADLINE}", None),
        (f"RPT-UPDATE 2-{HEADLINE}", None),
    ],
)
def test_a_repetition_is_judged_like_any_other_article(headline: str, change: Change) -> None:
    assert subject(headline=headline).change is change


def test_what_has_evolved_from_another_article_is_an_update_of_it() -> None:
    assert subject(evolvedfrom=URI).change is Change.UPDATE
    marked = subject(evolvedfrom=URI, headline=f"CORRECTED-{HEADLINE}")
    assert marked.change is Change.CORRECTION


@pytest.mark.parametrize(
    "fields", [{"pubstatus": PubStatus.CANCELED}, {"headline": f"KILL: {HEADLINE}"}]
)
def test_a_withdrawal_is_canceled_whoever_says_so(fields: dict[str, Any]) -> None:
    assert subject(**fields).is_withdrawal
    assert subject(**fields).pubstatus is PubStatus.CANCELED


def test_an_article_keeps_its_status() -> None:
    withheld = subject(pubstatus=PubStatus.WITHHELD)
    assert not withheld.is_withdrawal
    assert withheld.pubstatus is PubStatus.WITHHELD


def test_its_date_is_that_of_the_version() -> None:
    both = subject(firstcreated=minutes(0), versioncreated=minutes(1))
    assert both.seconds == int(minutes(1).timestamp())
    assert subject(firstcreated=minutes(0)).seconds == int(minutes(0).timestamp())
    assert subject().seconds is None


def test_suppliers_differ_by_name_but_not_by_case() -> None:
    assert subject(source="Nordwire").supplier == subject(source="NORDWIRE").supplier
    assert subject(source="Nordwire").supplier != subject(source="Sydwire").supplier
    assert subject().supplier == 0


@pytest.mark.parametrize(
    ("fields", "version"),
    [
        ({}, None),
        ({"version": 1}, None),
        ({"version": 4}, 4),
        ({"headline": f"UPDATE 3-{HEADLINE}"}, 4),
        ({"headline": f"UPDATE 3-{HEADLINE}", "version": 9}, 9),
        ({"headline": f"CORRECTED-UPDATE 1-{HEADLINE}"}, 2),
        ({"headline": f"CORRECTED-{HEADLINE}"}, None),
    ],
)
def test_the_first_update_is_the_second_version(
    fields: dict[str, Any], version: int | None
) -> None:
    assert subject(**fields).stated_version == version


def test_lines_are_told_apart_by_uri() -> None:
    assert len(line_key(URI)) == LINE_BYTES
    assert line_key(URI) != line_key("urn:example:other")
    assert line_key(URI, "Nordwire") == line_key(URI, "Sydwire")


def test_a_number_is_a_uri_within_its_source_only() -> None:
    assert line_key("17", "Nordwire") != line_key("17", "Sydwire")
    assert line_key("17", "Nordwire") == line_key("17", "Nordwire")


def test_an_article_is_found_by_its_whole_text_and_by_a_kill_of_its_headline() -> None:
    one = subject()
    assert len(one.sure_features) == 2 * FEATURE_BYTES
    kill = subject(headline=f"KILL: {HEADLINE}", body_text="Please kill this story.")
    assert one.sure_features[FEATURE_BYTES:] == kill.marks[FEATURE_BYTES:]


def test_a_correction_is_found_by_its_headline_too() -> None:
    corrected = subject(headline=f"CORRECTED-{HEADLINE}")
    assert corrected.sure_features == subject().sure_features + subject().fingerprint.title


def test_a_kill_is_found_by_the_headlines_that_it_names() -> None:
    note = f'Editors: please kill the story headlined "{HEADLINE}".'
    kill = subject(headline="KILL: Tarnholm bridge", body_text=note)
    assert subject().fingerprint.title in kill.sure_features
    [quoted] = kill.quoted_titles
    assert quoted == frozenset(subject().fingerprint.sketch.title)


def test_copies_versions_and_batches_are_tied_by_text_or_uri() -> None:
    assert not subject().ties.isdisjoint(subject(body_text=BODY[:400]).ties)
    other = {"headline": "Harvest begins in Orby", "body_text": "The barley is dry this year."}
    assert subject().ties.isdisjoint(subject(**other).ties)
    assert not subject(uri=URI).ties.isdisjoint(subject(uri=URI, **other).ties)


def test_what_is_remembered_belongs_to_the_line_that_was_found() -> None:
    one = subject()
    entry = one.remembered(subject(uri=URI).line, 7, canonical_id="b")
    assert (entry.uri, entry.line, entry.version) == (URI, line_key(URI), 7)
    assert (entry.canonical_id, entry.exact) == ("b", one.fingerprint.exact)


def test_a_made_up_uri_is_not_kept_twice() -> None:
    one = subject()
    assert one.remembered(one.line, 1).uri is None


@pytest.mark.parametrize(
    ("fields", "numbered"),
    [({}, False), ({"version": 2}, True), ({"headline": f"CORRECTED-{HEADLINE}"}, True)],
)
def test_the_newest_version_says_whether_there_are_numbers(
    fields: dict[str, Any], *, numbered: bool
) -> None:
    assert subject(**fields).newest(2).numbered is numbered


@given(st.text(), st.text(), st.text(min_size=1), st.text())
def test_any_article_makes_a_subject_whose_features_are_whole(
    headline: str, body: str, uri: str, source: str
) -> None:
    one = subject(headline=headline, body_text=body, uri=uri, source=source)
    assert len(one.fingerprint.exact) == EXACT_BYTES
    assert not len(one.sure_features + one.features + one.marks) % FEATURE_BYTES
    assert 0 <= one.supplier < 2**16
