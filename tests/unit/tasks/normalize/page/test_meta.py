from __future__ import annotations

from lxml import html

from tasks.normalize.page.meta import meta_of

HEAD = """<html><head><title> Ferry
 sails </title><meta property="OG:Title" content="Ferry"><meta name="author" content="Ann Berg">
<meta name="author" content="Tom Reyes"><meta name="empty" content=" "><meta content="nameless">
<meta http-equiv="refresh" content="0; url=https://elsewhere.example/">
<link rel="canonical" href="/ferry"><link rel="alternate AMPHTML" href="/amp"></head>
<body><svg><title>Icon</title></svg></body></html>"""
META = meta_of(html.fromstring(HEAD))


def test_values_are_kept_by_name_in_order() -> None:
    assert META.values == {
        "og:title": ["Ferry"],
        "author": ["Ann Berg", "Tom Reyes"],
        "http-equiv:refresh": ["0; url=https://elsewhere.example/"],
    }


def test_links_are_kept_by_relation() -> None:
    assert META.links == {"canonical": ["/ferry"], "alternate": ["/amp"], "amphtml": ["/amp"]}


def test_the_title_is_one_line() -> None:
    assert META.title == "Ferry sails"


def test_the_first_name_with_a_value_counts() -> None:
    assert (META.first("creator", "author"), META.first("creator")) == ("Ann Berg", None)


def test_the_title_of_a_picture_is_not_the_pages() -> None:
    assert meta_of(html.fromstring("<body><svg><title>Icon</title></svg></body>")).title == ""
