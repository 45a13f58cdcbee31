"""Forms that are filled in again, other suppliers, rules of a source; what holds for any article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.article import PubStatus
from schemas.provenance import Provenance
from schemas.verdict import VerdictKind
from tasks.deduplicate.deduplicate import deduplicate
from tasks.deduplicate.memory_index import MemoryIndex
from tasks.options import Options
from tasks.source_rules import SourceRules, Sources
from tests.news import BODY, HEADLINE, OTHER_REPORT, Desk, minutes, story

if TYPE_CHECKING:
    from schemas.article import Article

ORIGINAL, EXACT, NEAR = VerdictKind.ORIGINAL, VerdictKind.EXACT, VerdictKind.NEAR_DUPLICATE
VERSION, RELATED = VerdictKind.VERSION, VerdictKind.RELATED
URI = "urn:example:bridge"
CHANGED = BODY.replace("14 weeks", "16 weeks")
LONGER = f"{BODY}\n{OTHER_REPORT}"
KILL = f'Editors: please kill the story headlined "{HEADLINE}".'

MARKET = (
    "The Skarvik exchange closed {way} on {day}, with the index of 30 leading shares {way} {points} "
    "points at {index}. Turnover was {turnover} million crowns. Gainers outnumbered losers by "
    "{gainers} to {losers}. Shipping shares led the move, dealers said. The crown stood at {crown} "
    "to the dollar."
)
MONDAY = MARKET.format(
    way="up", day="Monday", points="12.4", index="1,204.5", turnover=310, gainers=18, losers=9,
    crown="7.42",
)  # fmt: skip
OTHER_MONDAY = MARKET.format(
    way="up", day="Monday", points="3.1", index="1,201.4", turnover=287, gainers=15, losers=11,
    crown="7.40",
)  # fmt: skip
WEATHER = (
    "Weather for {town}: cloudy in the morning, sunny later. Highest temperature {high} degrees, "
    "lowest {low} degrees. Wind from the west at {wind} kilometres an hour. Chance of rain 20 "
    "percent."
)
MATCH = (
    "{home} beat {away} 3-1 in the league on Saturday with goals by {scorers}. It was the 4th win "
    "in a row for {home}, who stay top of the table with 31 points. {away} have lost the last three "
    "matches and are in danger of going down, their coach said after the match."
)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("Skarvik stocks close up", MONDAY), ("Skarvik stocks close up", OTHER_MONDAY)),
        (
            ("Weather", WEATHER.format(town="Tarnholm", high=8, low=2, wind=15)),
            ("Weather", WEATHER.format(town="Skarvik", high=8, low=2, wind=15)),
        ),
        (
            ("Weather Orby", WEATHER.format(town="Orby", high=8, low=2, wind=15)),
            ("Weather Orby", WEATHER.format(town="Orby", high=11, low=5, wind=25)),
        ),
        (
            ("Orby beat Lund", MATCH.format(home="Orby", away="Lund", scorers="Berg and Dahl")),
            ("Tarn beat Skar", MATCH.format(home="Tarn", away="Skar", scorers="Holm and Krog")),
        ),
        (("Fire at mill in Orby injures two", ""), ("Fire at mill in Lund injures two", "")),
    ],
)
def test_a_form_filled_in_anew_is_published(
    first: tuple[str, str], second: tuple[str, str]
) -> None:
    desk = Desk()
    desk.receive(headline=first[0], body_text=first[1])
    assert not desk.receive(headline=second[0], body_text=second[1]).verdict.suppressed


def test_a_copy_is_found_among_other_forms() -> None:
    desk = Desk()
    for town in ("Tarnholm", "Skarvik", "Orby", "Lund"):
        text = WEATHER.format(town=town, high=len(town), low=2, wind=15)
        desk.receive(headline=f"Weather {town}", body_text=text)
    text = WEATHER.format(town="Skarvik", high=7, low=2, wind=15)
    verdict = desk.receive(headline="Weather Skarvik", body_text=text).verdict
    assert (verdict.kind, verdict.canonical_id) == (EXACT, desk.ids[1])


@pytest.mark.parametrize("text", [CHANGED, LONGER])
@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"source": "Nordwire"}, VERSION),
        ({"source": "Sydwire"}, RELATED),
        ({"source": "Nordwire", "uri": "urn:example:other"}, RELATED),
    ],
)
def test_a_changed_text_without_a_mark_replaces_only_its_own_suppliers(
    text: str, fields: dict[str, Any], kind: VerdictKind
) -> None:
    desk = Desk()
    desk.receive(source="Nordwire")
    assert desk.receive(body_text=text, **fields).verdict.kind is kind


def test_the_longer_report_after_a_snap_is_its_version() -> None:
    desk = Desk()
    desk.receive(body_text=BODY[:300])
    found = desk.receive()
    assert (found.version, found.verdict.version_of) == (2, desk.ids[0])


def test_an_item_in_a_digest_is_no_copy_of_it() -> None:
    desk = Desk()
    desk.receive(body_text=BODY[:300])
    digest = BODY[:300] + " ".join(f"Item{n} of topic{n}." for n in range(600))
    verdict = desk.receive(headline="News in brief", body_text=digest).verdict
    assert (verdict.kind, verdict.related_to) == (RELATED, desk.ids[0])


def test_what_may_be_used_is_published_though_it_was_withheld_before() -> None:
    desk = Desk()
    desk.receive(pubstatus=PubStatus.WITHHELD)
    assert not desk.receive().verdict.suppressed
    assert desk.receive().verdict.canonical_id == desk.ids[1]


def from_folder(folder: str) -> Provenance:
    return Provenance(document=f"{folder}/1.txt", sha256="0", format="text", reader="text")


@pytest.mark.parametrize(
    ("rules", "kind"),
    [
        (SourceRules(), NEAR),
        (SourceRules(dedup_text=0.99), RELATED),
        (SourceRules(dedup_window_seconds=600), ORIGINAL),
    ],
)
def test_a_source_has_rules_of_its_own(rules: SourceRules, kind: VerdictKind) -> None:
    desk = Desk(Options(rules=Sources(sources={"wire": rules})))
    desk.receive(versioncreated=minutes(0))
    fields: dict[str, Any] = {
        "headline": "Bridge shut: shopkeepers worried",
        "body_text": BODY.replace("fear for", "worry about"),
        "versioncreated": minutes(30),
        "provenance": from_folder("wire/a"),
    }
    assert desk.receive(**fields).verdict.kind is kind


def test_the_rules_of_one_source_hold_for_no_other() -> None:
    rules = Sources(sources={"wire": SourceRules(dedup_text=0.99)})
    desk = Desk(Options(rules=rules))
    desk.receive()
    text = BODY.replace("fear for", "worry about")
    fields = {"headline": "Bridge shut: shopkeepers worried", "body_text": text}
    assert desk.receive(provenance=from_folder("other"), **fields).verdict.kind is NEAR


DESK = {
    "original": story(uri="urn:uuid:original"),
    "copy": story(uri="urn:uuid:copy", headline="Bridge shut: shopkeepers worried"),
    "cut": story(uri="urn:uuid:cut", body_text=BODY[:450]),
    "again": story(uri="urn:uuid:again", headline=HEADLINE.upper()),
    "corrected": story(uri="urn:c", headline=f"CORRECTED-{HEADLINE}", body_text=CHANGED),
    "second": story(uri="urn:c", version=3, body_text=CHANGED.replace("3.2", "3.4")),
    "report": story(uri="urn:r", headline="Baker fears for shop", body_text=OTHER_REPORT),
    "kill": story(uri="urn:uuid:kill", headline=f"KILL: {HEADLINE}", body_text=KILL),
    "market": story(uri="urn:uuid:market", headline="Stocks", body_text=MONDAY),
    "twin": story(uri="urn:uuid:twin", headline="Stocks", body_text=OTHER_MONDAY),
}


@given(st.permutations(sorted(DESK)))
def test_in_any_order_every_article_has_a_judgement_that_points_backwards(
    names: list[str],
) -> None:
    found = deduplicate({name: DESK[name] for name in names}, MemoryIndex(), Options())
    assert list(found) == names
    for place, name in enumerate(names):
        verdict = found[name].verdict
        others = {verdict.version_of, verdict.superseded_by, verdict.related_to} - {None}
        others |= {verdict.canonical_id} - {name}
        assert others <= set(names[:place])
        assert verdict.suppressed == (verdict.canonical_id != name)
        if verdict.suppressed:
            assert not found[verdict.canonical_id].verdict.suppressed


@given(st.permutations(sorted(DESK)))
def test_a_batch_is_judged_as_its_articles_one_by_one(names: list[str]) -> None:
    index = MemoryIndex()
    one_by_one = [deduplicate({name: DESK[name]}, index, Options())[name] for name in names]
    batch = deduplicate({name: DESK[name] for name in names}, MemoryIndex(), Options())
    assert list(batch.values()) == one_by_one


def edited(article: Article, edits: list[tuple[int, str]]) -> Article:
    words = article.body_text.split()
    for place, word in edits:
        words[place % len(words)] = word
    return article.model_copy(update={"body_text": " ".join(words)})


@given(
    st.lists(st.tuples(st.integers(0), st.from_regex(r"[a-z]{1,9}", fullmatch=True)), min_size=1)
)
def test_an_article_is_swallowed_for_its_own_earlier_version_only_if_no_word_differs(
    edits: list[tuple[int, str]],
) -> None:
    first = story(uri=URI)
    later = edited(first, edits)
    [_, found] = deduplicate({"a": first, "b": later}, MemoryIndex(), Options()).values()
    same = re.findall(r"\w+", later.body_text.lower()) == re.findall(r"\w+", BODY.lower())
    assert found.verdict.kind is (EXACT if same else VERSION)


def test_a_kill_that_comes_first_takes_back_no_report_of_another_supplier() -> None:
    desk = Desk()
    fields = {"headline": f"KILL: {HEADLINE}", "body_text": KILL, "source": "Nordwire"}
    desk.receive(**fields)
    assert desk.receive(uri=URI, source="Sydwire").verdict.kind is ORIGINAL
    assert desk.receive(body_text=OTHER_REPORT, source="Nordwire").verdict.superseded_by
