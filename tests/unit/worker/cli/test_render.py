"""How events, failures and settings look on a terminal."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from rich.console import Console

from schemas.article import PubStatus
from schemas.verdict import VerdictKind
from tests.samples import NOON, sample_event
from worker.cli.render import (
    badge,
    day_of,
    event_block,
    event_json,
    event_table,
    fields_block,
    name_of,
    plain,
    table,
)


def printed(made: object, width: int = 200) -> list[str]:
    console = Console(width=width, color_system=None)
    with console.capture() as capture:
        console.print(made)
    return [line.rstrip() for line in capture.get().splitlines() if line.strip()]


def test_an_event_is_one_line_of_json() -> None:
    event = sample_event(body_text="First line.\nSecond line.")
    assert "\n" not in event_json(event)
    assert json.loads(event_json(event))["data"]["body_text"] == "First line.\nSecond line."


def test_the_id_of_the_entry_comes_first() -> None:
    fields = json.loads(event_json(sample_event(), "1-0"))
    assert next(iter(fields.items())) == ("entry_id", "1-0")


def test_without_an_entry_there_is_no_id_of_one() -> None:
    assert "entry_id" not in json.loads(event_json(sample_event()))


def test_letters_stay_letters_in_json() -> None:
    assert "Zürich" in event_json(sample_event(headline="Zürich"))


def test_an_event_is_a_headline_a_line_about_it_and_its_summary() -> None:
    event = sample_event(located="Skarvik", firstcreated=NOON, source="Coast Wire")
    assert event_block(event) == (
        "Ferry service resumes\n"
        "  new · Skarvik · 2026-11-24 · en · Coast Wire\n"
        "  The ferry to Skarvik sails again. The storm has passed.\n"
    )


def test_what_is_not_known_is_left_out() -> None:
    assert event_block(sample_event()).splitlines()[1] == "  new · en"


def test_a_missing_headline_is_said_to_be_missing() -> None:
    assert event_block(sample_event(headline="")).splitlines()[0] == "(no headline)"


def test_a_copy_shows_of_what_and_why() -> None:
    event = sample_event(VerdictKind.EXACT)
    bare = event.model_copy(update={"data": event.data.model_copy(update={"summary": None})})
    names = {event.data.verdict.canonical_id: "first.txt"}
    lines = event_block(bare, names).splitlines()
    assert lines[1:] == ["  copy · en", "  exact copy of first.txt: made for a test"]


def test_a_version_shows_what_it_replaces_or_what_has_replaced_it() -> None:
    event = sample_event(VerdictKind.VERSION)
    for link, words in (("version_of", "of"), ("superseded_by", "superseded by")):
        verdict = event.data.verdict.model_copy(update={link: "a"})
        told = event.model_copy(update={"data": event.data.model_copy(update={"verdict": verdict})})
        assert event_block(told).splitlines()[-1] == f"  version {words} a: made for a test"


def test_an_article_is_called_by_its_document_and_member() -> None:
    event = sample_event()
    assert name_of(event) == "ferry.txt"
    provenance = event.data.provenance.model_copy(update={"member": "3"})
    data = event.data.model_copy(update={"provenance": provenance})
    assert name_of(event.model_copy(update={"data": data})) == "ferry.txt [3]"


def test_an_event_cannot_steer_the_terminal() -> None:
    block = event_block(sample_event(headline="\x1b[31mred\x07\u202e"))
    assert block.splitlines()[0] == " [31mred  "


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        (VerdictKind.ORIGINAL, "new"),
        (VerdictKind.VERSION, "update"),
        (VerdictKind.EXACT, "copy"),
        (VerdictKind.NEAR_DUPLICATE, "copy"),
    ],
)
def test_a_badge_says_what_happened(kind: VerdictKind, word: str) -> None:
    assert badge(sample_event(kind)) == word


def test_a_withdrawal_is_a_kill() -> None:
    assert badge(sample_event(pubstatus=PubStatus.CANCELED)) == "killed"


def test_the_day_is_that_of_the_article() -> None:
    tokyo = dt.timezone(dt.timedelta(hours=9))
    event = sample_event(firstcreated=dt.datetime(2026, 11, 25, 1, tzinfo=tokyo))
    assert day_of(event) == "2026-11-25"


def test_an_article_without_a_date_has_no_day() -> None:
    assert day_of(sample_event()) == ""


def test_events_are_rows_of_a_table() -> None:
    lines = printed(event_table([sample_event(located="Skarvik", firstcreated=NOON)]))
    assert lines[0].split() == ["headline", "where", "date", "lang", "summary", "document"]
    assert " ".join(lines[-1].split()) == (
        "new Ferry service resumes Skarvik 2026-11-24 en "
        "The ferry to Skarvik sails again. The storm has passed. ferry.txt"
    )


def test_cells_are_no_markup() -> None:
    assert printed(table(("a",), [("[bold]x[/bold]",)]))[-1].strip() == "[bold]x[/bold]"


def test_cells_hold_no_control_characters() -> None:
    assert printed(table(("a",), [("x\x1b[2Jy",)]))[-1].strip() == "x [2Jy"


def test_fields_are_aligned() -> None:
    assert fields_block({"a": 1, "long": "x\ny"}) == "a     1\nlong  x y"


def test_no_fields_are_no_lines() -> None:
    assert fields_block({}) == ""


def test_plain_text_stays_as_it_is() -> None:
    assert plain("Zürich – 東京 👍") == "Zürich – 東京 👍"
