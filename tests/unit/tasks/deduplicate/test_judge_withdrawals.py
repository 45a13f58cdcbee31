"""Kills reach every version of an article, and what comes after them."""

from __future__ import annotations

from schemas.article import PubStatus
from schemas.verdict import VerdictKind
from tests.news import BODY, HEADLINE, Desk, minutes

URI = "urn:example:bridge"
KILL = "Editors: please kill the story on the bridge at Tarnholm. A substitute will follow."
CANCELED = PubStatus.CANCELED


def test_a_kill_of_a_uri_comes_after_all_its_versions() -> None:
    desk = Desk()
    desk.receive(uri=URI, version=4)
    kill = desk.receive(uri=URI, headline="", body_text="", pubstatus=CANCELED)
    assert kill.version == 5
    assert kill.verdict.version_of == desk.ids[0]


def test_a_kill_that_repeats_the_text_is_no_copy() -> None:
    desk = Desk()
    desk.receive(uri=URI)
    assert desk.receive(uri=URI, pubstatus=CANCELED).verdict.kind is VerdictKind.VERSION


def test_a_kill_in_words_gets_the_uri_of_the_story_that_it_names() -> None:
    desk = Desk()
    desk.receive(uri=URI, source="Nordwire")
    kill = desk.receive(headline=f"KILL: {HEADLINE}", body_text=KILL, source="Nordwire")
    assert (kill.uri, kill.version, kill.pubstatus) == (URI, 2, CANCELED)
    assert kill.verdict.version_of == desk.ids[0]


def test_a_kill_of_an_unknown_uri_takes_back_nobody_elses_story() -> None:
    desk = Desk()
    desk.receive(uri=URI, source="Nordwire")
    kill = desk.receive(
        uri="urn:other:1", headline=f"KILL: {HEADLINE}", body_text=KILL, source="Other"
    )
    assert kill.uri is None
    assert kill.verdict.version_of is None


def test_an_older_version_that_comes_after_the_kill_is_superseded() -> None:
    desk = Desk()
    desk.receive(uri=URI)
    desk.receive(uri=URI, pubstatus=CANCELED, body_text=KILL)
    late = desk.receive(uri=URI, body_text=BODY[:400])
    assert late.verdict.superseded_by == desk.ids[1]


def test_a_story_that_comes_after_its_kill_is_superseded() -> None:
    desk = Desk()
    desk.receive(headline=f"KILL: {HEADLINE}", body_text=KILL, versioncreated=minutes(10))
    late = desk.receive(versioncreated=minutes(0))
    assert late.verdict.superseded_by == desk.ids[0]


def test_a_story_of_a_later_date_than_its_kill_is_back() -> None:
    desk = Desk()
    desk.receive(uri=URI, versioncreated=minutes(0))
    desk.receive(uri=URI, versioncreated=minutes(5), pubstatus=CANCELED, body_text=KILL)
    back = desk.receive(uri=URI, versioncreated=minutes(9), body_text=BODY[:400])
    assert (back.version, back.verdict.version_of) == (3, desk.ids[1])


def test_a_kill_that_is_repeated_is_a_copy_of_the_kill() -> None:
    desk = Desk()
    desk.receive()
    desk.receive(headline=f"KILL: {HEADLINE}", body_text=KILL)
    again = desk.receive(headline=f"KILL: {HEADLINE}", body_text=KILL)
    assert (again.verdict.kind, again.verdict.canonical_id) == (VerdictKind.EXACT, desk.ids[1])
    assert again.pubstatus is CANCELED


def test_kills_without_text_of_different_uris_are_not_the_same() -> None:
    desk = Desk()
    for uri in ("urn:a", "urn:b"):
        kill = desk.receive(uri=uri, headline="", body_text="", pubstatus=CANCELED)
        assert kill.verdict.kind is VerdictKind.ORIGINAL


def test_an_advisory_that_tells_to_withdraw_a_story_withdraws_it() -> None:
    desk = Desk()
    desk.receive()
    body = f'Editors: please withdraw the story headlined "{HEADLINE}". It will not be repeated.'
    kill = desk.receive(headline="ADVISORY-Tarnholm bridge story withdrawn", body_text=body)
    assert kill.pubstatus is CANCELED
    assert kill.verdict.version_of == desk.ids[0]


def test_the_killed_text_again_with_a_later_date_is_back() -> None:
    desk = Desk()
    desk.receive(versioncreated=minutes(0))
    desk.receive(headline=f"KILL: {HEADLINE}", body_text=KILL, versioncreated=minutes(5))
    back = desk.receive(versioncreated=minutes(9))
    assert (back.version, back.verdict.version_of) == (3, desk.ids[1])


def test_the_killed_text_again_with_its_own_date_stays_withdrawn() -> None:
    desk = Desk()
    desk.receive(versioncreated=minutes(0))
    desk.receive(headline=f"KILL: {HEADLINE}", body_text=KILL, versioncreated=minutes(5))
    again = desk.receive(versioncreated=minutes(0)).verdict
    assert (again.kind, again.canonical_id) == (VerdictKind.EXACT, desk.ids[0])
