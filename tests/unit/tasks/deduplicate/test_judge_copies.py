"""Which articles are copies, and which only look like it."""

from __future__ import annotations

from typing import Any

import pytest

from schemas.provenance import Provenance
from schemas.verdict import VerdictKind
from tasks.options import Options
from tasks.source_rules import SourceRules, Sources
from tests.news import BODY, HEADLINE, OTHER_REPORT, Desk, minutes

ORIGINAL, EXACT, NEAR = VerdictKind.ORIGINAL, VerdictKind.EXACT, VerdictKind.NEAR_DUPLICATE
RELATED = VerdictKind.RELATED
FOOTER = "\nReporting by Jan Holm; editing by Eva Krog. Copyright Nordwire. All rights reserved."


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({}, EXACT),
        ({"headline": HEADLINE.upper()}, EXACT),
        ({"headline": f"RPT-{HEADLINE}"}, EXACT),
        ({"headline": "Bridge shut: shopkeepers worried"}, NEAR),
        ({"body_text": BODY[:450]}, NEAR),
        ({"headline": "Bridge shut: shopkeepers worried", "body_text": BODY[:450]}, NEAR),
        ({"body_text": f"TARNHOLM (Nordwire) - {BODY}{FOOTER}"}, NEAR),
        (
            {
                "body_text": BODY.replace("fear for", "worry about").replace(
                    "for free", "at no charge"
                )
            },
            NEAR,
        ),
        ({"body_text": BODY.replace("rn", "m").replace("l", "1")}, NEAR),
        ({"source": "Another agency", "uri": "https://another.example/1"}, EXACT),
    ],
)
def test_a_copy_is_known_for_one(fields: dict[str, Any], kind: VerdictKind) -> None:
    desk = Desk()
    desk.receive()
    verdict = desk.receive(**fields).verdict
    assert verdict.kind is kind
    assert verdict.canonical_id == desk.ids[0]


@pytest.mark.parametrize(
    "fields",
    [
        {"body_text": OTHER_REPORT, "headline": "Bridge shut: shopkeepers worried"},
        {"body_text": BODY.replace("14 weeks", "16 weeks")},
        {
            "body_text": BODY.replace("3.2 million", "4.1 million"),
            "headline": "Bridge repair gets dearer",
        },
        {"body_text": f"{BODY}\n{OTHER_REPORT}"},
        {
            "headline": HEADLINE.replace("Tarnholm", "Skarvik"),
            "body_text": BODY.replace("Tarnholm", "Skarvik").replace("Marta Lindqvist", "Ole Dahl"),
        },
    ],
)
def test_another_report_or_a_changed_one_is_published(fields: dict[str, Any]) -> None:
    desk = Desk()
    desk.receive()
    assert not desk.receive(**fields).verdict.suppressed


def test_a_copy_of_a_copy_points_at_the_original() -> None:
    desk = Desk()
    desk.receive()
    paragraphs = BODY.split("\n")
    desk.receive(body_text="\n".join(paragraphs[:3]))
    assert desk.receive(body_text="\n".join(paragraphs[:2])).verdict.canonical_id == desk.ids[0]


def test_a_number_in_words_that_has_changed_is_news() -> None:
    desk = Desk()
    told = f"{BODY}\nThree welders fell ill."
    desk.receive(body_text=told, language="en")
    found = desk.receive(body_text=told.replace("Three", "Seven"), language="en")
    assert found.verdict.kind is VerdictKind.VERSION


@pytest.mark.parametrize(
    ("before", "after"),
    [("3 hurt", "7 hurt"), ("Three hurt", "Seven hurt"), ("Six hurt", "16 hurt")],
)
def test_a_number_that_has_changed_in_the_headline_alone_is_news(before: str, after: str) -> None:
    desk = Desk()
    desk.receive(headline=f"{before} as {HEADLINE}", language="en")
    found = desk.receive(headline=f"{after} as {HEADLINE}", language="en")
    assert not found.verdict.suppressed


@pytest.mark.parametrize("changed", ["3.2 billion", "32 million", "3.2 trillion", "3.2"])
def test_a_number_with_another_fraction_or_unit_is_news(changed: str) -> None:
    desk = Desk()
    desk.receive()
    assert "3.2 million" in BODY
    found = desk.receive(body_text=BODY.replace("3.2 million", changed))
    assert found.verdict.kind not in {EXACT, NEAR}


@pytest.mark.parametrize("written", ["3.2-million", "3,2 million", "3.2mn"])
def test_a_number_written_in_another_way_makes_no_news(written: str) -> None:
    desk = Desk()
    desk.receive()
    found = desk.receive(body_text=BODY.replace("3.2 million", written))
    assert found.verdict.kind in {EXACT, NEAR}


def test_a_text_cut_off_inside_a_number_is_a_copy() -> None:
    desk = Desk()
    desk.receive()
    cut = BODY[: BODY.index("931. A new one")]
    assert desk.receive(body_text=cut).verdict.kind is NEAR


@pytest.mark.parametrize(("days", "kind"), [(2, EXACT), (14, ORIGINAL)])
def test_the_same_text_is_a_copy_within_the_window_only(days: int, kind: VerdictKind) -> None:
    desk = Desk()
    desk.receive(versioncreated=minutes(-days * 24 * 60))
    assert desk.receive(versioncreated=minutes(0)).verdict.kind is kind


def test_a_source_may_have_a_window_of_its_own() -> None:
    rules = Sources(sources={"hourly": SourceRules(dedup_window_seconds=3_600)})
    desk = Desk(Options(rules=rules))
    provenance = Provenance(document="hourly/1.txt", sha256="0", format="text", reader="text")
    desk.receive(versioncreated=minutes(0), provenance=provenance)
    again = desk.receive(versioncreated=minutes(90), provenance=provenance)
    assert again.verdict.kind is ORIGINAL


FORM = (
    "{bank} said it is raising its prime lending rate to {rate} pct from {before} pct, effective "
    "immediately."
)


def test_a_form_filled_in_for_another_bank_is_news() -> None:
    desk = Desk()
    for bank in ("First Harbour Bank", "Northern Trust", "Marine Midland"):
        headline = f"{bank} raises prime rate"
        body = FORM.format(bank=bank, rate="7-3/4", before="7-1/2")
        assert not desk.receive(headline=headline, body_text=body).verdict.suppressed


def test_the_reason_and_the_scores_say_why() -> None:
    desk = Desk()
    desk.receive()
    verdict = desk.receive(body_text=OTHER_REPORT + BODY[:300], headline="Quiet bridge").verdict
    assert verdict.kind is RELATED
    assert verdict.related_to == desk.ids[0]
    assert verdict.reason.startswith("4")
    assert 0.35 < verdict.scores["text"] < 0.75
