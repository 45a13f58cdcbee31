from __future__ import annotations

import pytest
from lxml import html

from tasks.normalize.page.byline import byline_in

HEAD = "<header><a class='author' href='/authors/old'>Somebody Else</a></header><h1>Ferry</h1>"
REST = "<p>The ferry sails.</p><div class='comments'><span class='author'>Gull Watcher</span></div>"


def names(markup: str) -> list[str]:
    root = html.fromstring(f"<html><body>{HEAD}{markup}{REST}</body></html>")
    return [person["name"] for person in byline_in(root, "Ferry", ["Nordwire"])]


@pytest.mark.parametrize(
    "markup",
    [
        "<a rel='author' href='/x'>Ann Berg</a>",
        "<span itemprop='author'>Ann Berg</span>",
        "<p class='byline'>By Ann Berg</p>",
        "<p class='Article_byline__x'>By <b>Ann Berg</b></p>",
        "<div class='author-box'><img class='author-image'><span>Written by</span><b>Ann Berg</b></div>",
        "<div class='author'><div>By</div><div>Ann Berg</div></div>",
        "<a href='/authors/ann-berg'>Ann Berg</a>",
        "<div class='byline'><a href='/author/a'>Ann Berg</a> <span>Former Deputy Editor</span></div>",
        "<p>By Ann Berg</p>",
        "<p>By</p><p>Ann Berg</p>",
        "<p>24 Nov 2026 by Ann Berg</p>",
        "<div class='author-date'>24 Nov</div><div class='author'>Ann Berg</div>",
    ],
)
def test_a_byline_is_told_by_its_marks(markup: str) -> None:
    assert names(markup) == ["Ann Berg"]


def test_all_linked_authors_are_taken() -> None:
    links = "<a href='/author/a'>Ann Berg</a>, <a href='/author/b'>Tom Reyes</a>"
    assert names(f"<p class='byline'>{links}</p>") == ["Ann Berg", "Tom Reyes"]


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "<div class='related'><span class='author'>Ann Berg</span></div>",
        "<aside><span class='author'>Ann Berg</span></aside>",
        "<p>By sailing again, the Ferry makes History.</p><p>Security</p>",
        "<span class='author-bio'>Ann Berg</span>",
    ],
)
def test_other_people_are_no_authors(markup: str) -> None:
    assert "Ann Berg" not in names(markup)
    assert "Gull Watcher" not in names(markup)


def test_what_stands_before_the_headline_comes_last() -> None:
    root = html.fromstring(
        "<body><p class='byline'>By Ann Berg</p><h1>Ferry</h1><p>It sails.</p></body>"
    )
    assert byline_in(root, "Ferry", []) == [{"name": "Ann Berg"}]


def test_a_page_without_headings_is_searched_too() -> None:
    root = html.fromstring("<body><p class='byline'>By Ann Berg</p></body>")
    assert byline_in(root, None, []) == [{"name": "Ann Berg"}]
