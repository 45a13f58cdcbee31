"""From an item as a reader understood it to a clean article."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from schemas.article import Article, Author, Dateline, PubStatus
from tasks.source_rules import SourceRules, Sources
from tests.samples import articles_of

STORY = """\
Ferry to Skarvik sails again

By Ada Example

OSLO, 24 Nov (NTB) - The ferry to the island of Skarvik sails again, the
harbour said, because the storm has passed.

“We are glad,” said its captain.

(Reporting by Ada Example; Editing by Bo Sample)
"""


def article(text: str, path: str = "ferry.txt", **options: Any) -> Article:
    (found,) = articles_of(text.encode(), path, **options)
    assert isinstance(found, Article)
    return found


def of_json(**fields: Any) -> Article:
    return article(json.dumps({"headline": "Ferry", "text": "It sails.", **fields}), "a.json")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("headline", "Ferry to Skarvik sails again"),
        ("byline", "Ada Example"),
        ("authors", (Author(name="Ada Example"),)),
        (
            "body_text",
            (
                "OSLO, 24 Nov (NTB) - The ferry to the island of Skarvik sails again, the harbour "
                "said, because the storm has passed.\n“We are glad,” said its captain."
            ),
        ),
        (
            "dateline",
            Dateline(
                text="OSLO, 24 Nov (NTB)", place="OSLO", date=dt.date(2026, 11, 24), agency="NTB"
            ),
        ),
        ("located", "OSLO"),
        ("firstcreated", dt.datetime(2026, 11, 24, tzinfo=dt.UTC)),
        ("language", "en"),
        ("ednote", "(Reporting by Ada Example; Editing by Bo Sample)"),
        ("word_count", 28),
        ("pubstatus", PubStatus.USABLE),
        ("source", None),
    ],
)
def test_a_wire_story_becomes_an_article(field: str, value: Any) -> None:
    assert getattr(article(STORY), field) == value


def test_what_was_guessed_is_named() -> None:
    assert article(STORY).provenance.guessed == {
        "dateline.date": "year from the file's modification time",
        "firstcreated": "date of the dateline; year from the file's modification time; "
        "time of day unknown",
        "language": "detected from the text",
    }


def test_a_guessed_encoding_is_named() -> None:
    (found,) = articles_of("Café reopens\n\nThe café is open, said the owner.".encode("cp1252"))
    assert isinstance(found, Article)
    assert found.provenance.guessed["encoding"] == "by the frequency of its bytes"


def test_a_stated_date_goes_before_the_dateline() -> None:
    found = of_json(text="OSLO, 24 Nov - It sails.", date="2026-11-23T10:00:00Z")
    assert found.firstcreated == dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)


def test_a_dateline_without_a_year_is_of_the_items_own() -> None:
    found = of_json(text="OSLO, 24 Nov - It sails.", versioncreated="2016-11-25T10:00:00Z")
    assert found.dateline is not None
    assert (found.dateline.date, found.provenance.guessed["dateline.date"]) == (
        dt.date(2016, 11, 24),
        "year from the item's own date",
    )


def test_the_subfolder_is_the_source() -> None:
    assert article(STORY, "wire/sea/ferry.txt").source == "wire/sea"


def test_a_stated_source_goes_before_the_subfolder() -> None:
    found = article('{"text": "It sails.", "source": "Example Wire"}', "sea/a.json")
    assert found.source == "Example Wire"


def test_a_source_from_the_subfolder_is_a_guess() -> None:
    assert article(STORY, "sea/a.txt").provenance.guessed["source"] == "the inbox's subfolder"


def test_a_kill_needs_no_body() -> None:
    found = of_json(text="", pubstatus="canceled")
    assert (found.headline, found.body_text) == ("Ferry", "")


def test_a_kill_needs_no_headline_if_it_names_the_uri() -> None:
    found = article('{"guid": "urn:x:ferry", "pubstatus": "canceled"}', "a.json")
    assert (found.uri, found.headline, found.body_text) == ("urn:x:ferry", "", "")


def test_the_address_of_a_page_is_its_uri_where_there_is_no_other() -> None:
    assert of_json(url="https://nordwire.example/7").uri == "https://nordwire.example/7"
    assert of_json(url="https://nordwire.example/7", id="7").uri == "7"


@pytest.mark.parametrize("url", ["https://nordwire.example/", "//nordwire.example/7", "ferry"])
def test_what_is_no_page_of_a_site_identifies_nothing(url: str) -> None:
    assert of_json(url=url).uri.startswith("urn:uuid:")


def with_rules(text: str, path: str = "wire/ferry.txt", **rules: Any) -> Article:
    return article(text, path, rules=Sources(sources={"wire": SourceRules(**rules)}))


def test_a_rule_names_the_source_that_a_document_does_not_name() -> None:
    found = with_rules(STORY, source="Nordwire")
    assert (found.source, found.provenance.guessed["source"]) == (
        "Nordwire",
        "the rule for its folder",
    )


def test_a_rule_names_the_language_instead_of_a_guess() -> None:
    found = with_rules(STORY, language="nb")
    assert (found.language, found.provenance.guessed["language"]) == (
        "nb",
        "the rule for its folder",
    )


def test_a_rule_gives_the_time_zone_of_dates_that_name_none() -> None:
    found = with_rules(STORY, timezone="Europe/Oslo")
    assert found.firstcreated == dt.datetime(2026, 11, 23, 23, tzinfo=dt.UTC)


def test_a_rule_names_the_encoding() -> None:
    rules = Sources(sources={"wire": SourceRules(encoding="cp1257")})
    raw = "Kuģis\n\nKuģis atkal kursē, sacīja ostas pārvalde.".encode("cp1257")
    (found,) = articles_of(raw, "wire/a.txt", rules=rules)
    assert isinstance(found, Article)
    assert (found.headline, found.provenance.encoding) == ("Kuģis", "cp1257")
    assert "encoding" not in found.provenance.guessed


def test_boilerplate_that_a_rule_names_goes_to_the_notes() -> None:
    found = with_rules(
        "Ferry\n\nIt sails.\n\nVisit our shop.\n\nIt is back.", boilerplate=("shop",)
    )
    assert (found.body_text, found.ednote) == ("It sails.\nIt is back.", "Visit our shop.")


def test_a_recognized_text_is_mended_where_a_rule_says_so() -> None:
    text = "Ferry\n\nThe govern- ment is glad.\n\n~ | ..\n\nIt sails."
    assert with_rules(text, ocr=True).body_text == "The government is glad.\nIt sails."
    assert "govern- ment" in with_rules(text).body_text


def test_the_rules_of_other_folders_are_not_followed() -> None:
    found = with_rules(STORY, "sea/ferry.txt", source="Nordwire", language="nb")
    assert (found.source, found.language) == ("sea", "en")


@pytest.mark.parametrize(
    "text",
    ["(Adds quotes)\nBy Ada Example\nIt sails.\nIt does.", "It sails.\nIt does.\nBy Ada Example"],
)
def test_a_byline_among_the_credits_is_the_byline(text: str) -> None:
    found = of_json(text=text)
    assert (found.byline, found.authors) == ("Ada Example", (Author(name="Ada Example"),))
    assert found.provenance.guessed["byline"] == "a line above or below the text"


def test_a_byline_that_is_stated_goes_before_one_among_the_credits() -> None:
    text = ["By Ada Example", "It sails.", "It does."]
    assert of_json(byline="Bo Sample", text="\n".join(text)).byline == "Bo Sample"
