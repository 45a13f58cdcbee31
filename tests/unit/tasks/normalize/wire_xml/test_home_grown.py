from __future__ import annotations

import time
from typing import Any

import pytest
from lxml import etree

from tasks.normalize.wire_xml.home_grown import articles_in, draft_of

TEXT = "The ferry to Skarvik sails again."


def fields(inside: str) -> dict[str, Any]:
    ((item, bodies),) = articles_in(etree.fromstring(f"<a>{inside}<text>{TEXT}</text></a>"))
    return draft_of(item, bodies).fields


def texts(document: str) -> list[list[str]]:
    found = articles_in(etree.fromstring(document))
    return [draft_of(item, bodies).paragraphs for item, bodies in found]


@pytest.mark.parametrize(
    ("inside", "field", "value"),
    [
        ("<rubrik>Färjan</rubrik>", "headline", "Färjan"),
        ("<Headline>Ferry</Headline>", "headline", "Ferry"),
        ("<title>b</title><headline>a</headline>", "headline", "a"),
        ("<id>7</id>", "uri", "7"),
        ("<id>7</id><NewsID>8</NewsID>", "uri", "8"),
        ("<id>7</id><forfatter>Ida Berg</forfatter>", "byline", "Ida Berg"),
        ("<id>7</id><town>Haag</town>", "located", "Haag"),
        ("<id>7</id><date value='2026-11-24'/>", "firstcreated", "2026-11-24"),
        ("<id>7</id><tag>a</tag><tag>b</tag>", "keywords", ["a", "b"]),
        ("<id>7</id><sprog>da</sprog>", "language", "da"),
    ],
)
def test_a_field_is_found_by_the_names_of_the_trade(inside: str, field: str, value: object) -> None:
    assert fields(inside)[field] == value


def test_an_identifier_may_be_an_attribute() -> None:
    document = f"<r><a id='7'><title>A</title><text>{TEXT}</text></a></r>"
    ((item, bodies),) = articles_in(etree.fromstring(document))
    assert draft_of(item, bodies).fields == {"headline": "A", "uri": "7"}


def test_each_text_with_a_headline_beside_it_is_an_article() -> None:
    item = f"<item><title>A</title><text>{TEXT}</text></item>"
    assert texts(f"<r>{item}{item}</r>") == [[TEXT], [TEXT]]


def test_a_headline_of_all_is_not_one_of_each() -> None:
    assert (
        texts(f"<r><title>A</title><i><text>{TEXT}</text></i><i><text>{TEXT}</text></i></r>") == []
    )


def test_a_headline_within_the_text_does_not_make_an_article() -> None:
    assert texts(f"<r><body><title>A</title>{TEXT}</body></r>") == []


def test_paragraphs_that_are_elements_of_their_own_are_one_text() -> None:
    assert texts(f"<r><title>A</title><text>{TEXT}</text><text>{TEXT}!</text></r>") == [
        [TEXT, f"{TEXT}!"]
    ]


def test_of_texts_under_different_names_the_longest_is_the_article() -> None:
    short = "A teaser of the ferry."
    assert texts(f"<r><title>A</title><content>{short}</content><body>{TEXT}</body></r>") == [
        [TEXT]
    ]


def test_of_texts_in_one_another_the_inner_one_is_read() -> None:
    assert texts(f"<r><title>A</title><body><text>{TEXT}</text></body></r>") == [[TEXT]]


def test_an_empty_element_hides_no_text() -> None:
    assert texts(f"<r><title>A</title><body><text/>{TEXT}</body></r>") == [[TEXT]]


@pytest.mark.parametrize(
    "document",
    [
        "<r>" + f"<body>{TEXT}</body>" * 20_000 + "<title>A</title></r>",
        "<r>" + ("<body>" * 200 + TEXT + "</body>" * 200) * 100 + "</r>",
        "<r><title>A</title>"
        + "<x>" * 200
        + f"<body>{TEXT}</body>" * 5_000
        + "</x>" * 200
        + "</r>",
    ],
    ids=["siblings", "nested", "deep"],
)
def test_many_texts_take_linear_time(document: str) -> None:
    started = time.process_time()
    texts(document)
    assert time.process_time() - started < 5
