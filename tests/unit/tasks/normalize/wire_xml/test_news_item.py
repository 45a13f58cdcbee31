from __future__ import annotations

import pytest
from lxml import etree

from tasks.normalize.wire_xml.news_item import (
    draft_of_item,
    is_canceled,
    items_in,
    kind_of,
    may_be_article,
)


def element(text: str) -> etree._Element:
    return etree.fromstring(text)


def item(meta: str) -> etree._Element:
    return element(f"<newsItem><itemMeta>{meta}</itemMeta></newsItem>")


def test_the_kind_is_the_end_of_its_code() -> None:
    assert kind_of(item("<itemClass qcode='ninat:picture'/>")) == "picture"


def test_an_item_need_not_say_its_kind() -> None:
    assert kind_of(item("")) == ""


@pytest.mark.parametrize(
    ("notes", "text"),
    [
        ("<edNote>Adds.</edNote><edNote>Adds.</edNote>", "Adds."),
        ("<edNote>Adds quotes.</edNote><edNote>quotes</edNote>", "Adds quotes."),
        ("<edNote>One.</edNote><edNote>Two.</edNote>", "One.\nTwo."),
        ("<edNote pubconstraint='x:nonpublic'>Call Ada.</edNote>", None),
        (
            "<edNote><s><p>One.</p><p class='np-nonpublic'>Call <b>Ada</b> at home.</p> Two.</s></edNote>",
            "One. Two.",
        ),
    ],
)
def test_notes_come_once_and_without_what_is_not_public(notes: str, text: str | None) -> None:
    assert draft_of_item(item(notes)).fields.get("ednote") == text


@pytest.mark.parametrize(
    ("creators", "authors"),
    [
        ("<creator literal='Nordwire'/>", None),
        (
            "<creator><name>Ada</name></creator><creator role='r:phot'><name>Bo</name></creator>",
            [{"name": "Ada", "role": None}, {"name": "Bo", "role": "phot"}],
        ),
    ],
)
def test_a_printed_byline_goes_before_a_creator_who_is_an_agency(
    creators: str, authors: list[dict[str, str]] | None
) -> None:
    content = f"<contentMeta><by>By Ada and Bo</by>{creators}</contentMeta>"
    assert (
        draft_of_item(element(f"<newsItem>{content}</newsItem>")).fields.get("authors") == authors
    )


def test_of_headlines_in_several_languages_the_items_own_counts() -> None:
    headlines = "<headline xml:lang='en'>Bridge</headline><headline xml:lang='de'>Brücke</headline>"
    text = f"<newsItem xml:lang='de'><contentMeta>{headlines}</contentMeta></newsItem>"
    assert draft_of_item(element(text)).fields["headline"] == "Brücke"


def test_the_credit_line_stands_in_for_a_source() -> None:
    text = "<newsItem><contentMeta><creditline>NW</creditline></contentMeta></newsItem>"
    assert draft_of_item(element(text)).fields["source"] == "NW"


@pytest.mark.parametrize(("code", "canceled"), [("stat:canceled", True), ("stat:usable", False)])
def test_a_status_takes_an_item_back(code: str, *, canceled: bool) -> None:
    assert is_canceled(item(f"<pubStatus qcode='{code}'/>")) is canceled


@pytest.mark.parametrize(
    ("text", "may_be"),
    [
        ("<newsItem/>", False),
        ("<newsItem><contentSet/></newsItem>", True),
        ("<newsItem><itemMeta><itemClass qcode='ninat:text'/></itemMeta></newsItem>", True),
    ],
)
def test_an_item_without_any_content_is_no_article(text: str, *, may_be: bool) -> None:
    assert may_be_article(element(text)) is may_be


def test_a_document_may_be_an_item() -> None:
    root = element("<newsItem/>")
    assert list(items_in(root)) == [root]


def test_items_of_all_kinds_come_in_order() -> None:
    items = items_in(
        element("<newsMessage><itemSet><packageItem/><newsItem/></itemSet></newsMessage>")
    )
    assert [each.tag for each in items] == ["packageItem", "newsItem"]
