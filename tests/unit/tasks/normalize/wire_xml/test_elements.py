from __future__ import annotations

from itertools import repeat

import pytest
from lxml import etree

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.wire_xml.elements import (
    MOST_ITEMS,
    attribute,
    child,
    children,
    counted,
    first,
    name_of,
    outermost,
    texts,
    words_in,
)


def element(text: str) -> etree._Element:
    return etree.fromstring(text)


@pytest.mark.parametrize("text", ["<newsItem/>", "<NewsItem/>", "<a:newsItem xmlns:a='urn:a'/>"])
def test_a_name_is_local_and_in_lower_case(text: str) -> None:
    assert name_of(element(text)) == "newsitem"


def test_a_comment_has_no_name() -> None:
    assert name_of(element("<a><!--b--></a>")[0]) == ""


def test_children_of_nothing_are_none() -> None:
    assert list(children(None, "a")) == []


def test_a_path_leads_to_a_child_of_a_child() -> None:
    assert child(element("<a><b/><b><c>1</c></b></a>"), "b", "c") is None


def test_the_first_element_may_be_the_one_itself() -> None:
    root = element("<a><a/></a>")
    assert first(root, "a") is root


def test_what_lies_within_an_outermost_element_is_not_outermost() -> None:
    root = element("<r><a id='1'><a id='2'/></a><b><a id='3'/></b></r>")
    assert [attribute(each, "id") for each in outermost(root, "a")] == ["1", "3"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<a> one\n two </a>", "one two"),
        ("<a>By<person>Ada</person></a>", "By Ada"),
        ("<a>H<sub>2</sub>O, <em>pure</em>!</a>", "H2O, pure!"),
        ("<a><city>Maldon</city>, <country>England</country>, Nov. 24</a>", "Maldon, England, Nov. 24"),
        ("<a/>", ""),
    ],
)  # fmt: skip
def test_words_are_on_one_line(text: str, words: str) -> None:
    assert words_in(element(text)) == words


def test_an_attribute_is_found_by_its_local_name() -> None:
    assert attribute(element("<a xml:lang=' en '/>"), "lang") == "en"


def test_an_attribute_that_is_not_there_is_empty() -> None:
    assert attribute(element("<a/>"), "lang") == ""


def test_more_items_than_documents_have_are_refused() -> None:
    with pytest.raises(RejectedError) as caught:
        counted(repeat(etree.fromstring("<a/>"), MOST_ITEMS + 1))
    assert caught.value.reason is FailureReason.TOO_LARGE


def test_texts_of_children_come_once() -> None:
    assert texts(element("<a><b>1</b><b/><b>1</b><c>2</c></a>"), "b") == ["1"]
