from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from tasks.normalize.page.structured import (
    LONGEST_SCRIPT,
    article_in,
    microdata_of,
    page_in,
    values_of,
)


def values(script: str, kind: str = "application/ld+json") -> list[Any]:
    return values_of(
        html.fromstring(f"<html><body><script type='{kind}'>{script}</script></body></html>")
    )


@pytest.mark.parametrize(
    "script",
    [
        '{"a": ["b"]}',
        '\n <!-- {"a": ["b"]} -->\n',
        '//<![CDATA[\n{"a": ["b"]}\n//]]>',
        '/*<![CDATA[*/{"a": ["b"]}/*]]>*/',
        '{"a": ["b",],}',
        '{"a": ["b"]};',
        '{"a"\x09: ["b"]}',
        "{&quot;a&quot;: [&quot;b&quot;]}",
    ],
)
def test_scripts_are_read_as_they_are_written(script: str) -> None:
    assert values(script) == [{"a": ["b"]}]


def test_a_line_break_within_a_string_stays() -> None:
    assert values('{"a": "b\nc"}') == [{"a": "b\nc"}]


@pytest.mark.parametrize(
    "script", ["", "{", "var a = 1;", "[" * 100_000, '"' + "x" * LONGEST_SCRIPT + '"']
)
def test_scripts_that_hold_no_value_are_left_out(script: str) -> None:
    assert values(script) == []


def test_other_scripts_are_left_out() -> None:
    assert values('{"a": 1}', "application/json") == []


def test_the_type_of_a_script_may_be_in_capitals() -> None:
    assert values("1", "application/LD+JSON") == [1]


def article(**terms: object) -> dict[str, object]:
    return {"@type": "NewsArticle", **terms}


def test_one_article_is_the_pages() -> None:
    assert article_in([article(headline="Ferry")], ["Other"], None)["headline"] == "Ferry"


def test_of_several_articles_that_with_the_pages_address_is_meant() -> None:
    articles = [article(url="https://a.example/1"), article(url="https://a.example/2", name="x")]
    assert article_in([articles], [], "http://www.a.example/2/#top")["name"] == "x"


def test_of_several_articles_that_with_the_pages_title_is_meant() -> None:
    articles = [article(headline="Harbour fees rise"), article(headline="Ferry sails", name="x")]
    assert article_in(articles, ["Ferry sails again"], None)["name"] == "x"


def test_a_list_of_other_articles_is_not_the_pages() -> None:
    articles = [article(headline="Harbour fees rise"), article(headline="Storm ahead")]
    assert article_in(articles, ["Ferry sails again"], None) == {}


def test_the_page_itself_may_have_a_date() -> None:
    graph = {"@graph": [{"@type": "Person"}, {"@type": "WebPage", "datePublished": "2026"}]}
    assert page_in([graph])["datePublished"] == "2026"


MICRODATA = """<body><div itemscope itemtype="http://schema.org/NewsArticle">
<h2 itemprop="headline">Ferry</h2><meta itemprop="datePublished" content="2026-11-24">
<time itemprop="dateModified" datetime="2026-11-25">x</time>
<p itemprop="author" itemscope><a><span itemprop="name">Ann Berg</span></a></p></div></body>"""


def test_microdata_is_read_as_an_object() -> None:
    assert microdata_of(html.fromstring(MICRODATA)) == {
        "headline": ["Ferry"],
        "datePublished": ["2026-11-24"],
        "dateModified": ["2026-11-25"],
        "author": ["Ann Berg"],
    }


def test_a_page_without_microdata_has_none() -> None:
    assert microdata_of(html.fromstring("<p itemprop='headline'>Ferry</p>")) == {}


@given(st.text(alphabet='{}[]",:;<!->/*CDAT \n', max_size=60))
def test_any_script_is_read(script: str) -> None:
    tree = html.Element("html")
    tag = html.Element("script", type="application/ld+json")
    tag.text = script
    tree.append(tag)
    values_of(tree)
