from __future__ import annotations

import pytest
from lxml import etree

from tasks.normalize.wire_xml.news_item import is_canceled, items_in, kind_of, may_be_article


def element(text: str) -> etree._Element:
    return etree.fromstring(text)


def item(meta: str) -> etree._Element:
    return element(f"<newsItem><itemMeta>{meta}</itemMeta></newsItem>")


def test_the_kind_is_the_end_of_its_code() -> None:
    assert kind_of(item("<itemClass qcode='ninat:picture'/>")) == "picture"


def test_an_item_need_not_say_its_kind() -> None:
    assert kind_of(item("")) == ""


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
