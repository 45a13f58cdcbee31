from __future__ import annotations

import pytest
from lxml import html

from tasks.normalize.page.lines import following, is_elsewhere, lines_of, preceding


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<p>One <b>two</b></p>", ["One two"]),
        ("<p>One<br>two</p>", ["One", "two"]),
        ("<div><p>One</p>\n<p>two\nthree</p>four</div>", ["One", "two three", "four"]),
        ("<p>By<span>Ann</span></p>", ["By Ann"]),
        ("<div>One<script>x</script><button>Share</button>two</div>", ["One", "two"]),
        ("<p> </p>", []),
    ],
)
def test_blocks_are_lines(markup: str, lines: list[str]) -> None:
    assert lines_of(html.fragment_fromstring(markup), 100) == lines


def test_no_more_is_read_than_asked_for() -> None:
    tag = html.fragment_fromstring("<div>" + "<p>word</p>" * 1_000 + "</div>")
    assert len(lines_of(tag, 20)) == 6


PAGE = html.fromstring(
    "<html><body><p>a</p><div>b<h1>Ferry</h1>c<i>d</i>e</div><script>x</script><p>f</p></body></html>"
)


def test_what_follows_comes_in_order() -> None:
    assert list(following(PAGE.find(".//h1"))) == ["c", "d", "e", "f"]


def test_what_precedes_comes_the_nearest_first() -> None:
    assert list(preceding(PAGE.find(".//h1"))) == ["b", "a"]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p><b id='x'>a</b></p>", False),
        ("<nav><b id='x'>a</b></nav>", True),
        ("<div class='Related-posts'><b id='x'>a</b></div>", True),
        ("<div id='comments'><p><b id='x'>a</b></p></div>", True),
        ("<div class='author-card'><b id='x'>a</b></div>", False),
        ("<div class='post-card'><b id='x'>a</b></div>", True),
    ],
)
def test_parts_about_other_articles_are_elsewhere(markup: str, expected: bool) -> None:  # noqa: FBT001 - a parameter
    root = html.fromstring(f"<html><body class='has-sidebar'>{markup}</body></html>")
    assert is_elsewhere(root.get_element_by_id("x"), []) is expected


def test_what_is_around_the_headline_is_never_elsewhere() -> None:
    root = html.fromstring(
        "<html><body><div class='with-sidebar'><h1>a</h1><b>c</b></div></body></html>"
    )
    assert not is_elsewhere(root.find(".//b"), {root.find(".//div")})
