from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html

from tasks.normalize.page.metadata import BYLINE, CHANGED, metadata_of
from tasks.normalize.page.published import PRINTED

if TYPE_CHECKING:
    from tasks.normalize.reader import Draft

URL = "https://nordwire.example/ferry"


def draft(head: str = "", body: str = "<h1>Ferry sails again</h1>", **article: Any) -> Draft:
    """What a page with this head and body says, and with an article in JSON-LD if there is one."""
    if article:
        value = json.dumps({"@type": "NewsArticle", **article})
        head += f"<script type='application/ld+json'>{value}</script>"
    page = f"<html><head>{head}</head><body>{body}<p>The ferry sails.</p></body></html>"
    return metadata_of(html.fromstring(page), "https://nordwire.example/fetched")


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def test_a_page_that_says_nothing_has_no_more_than_its_address() -> None:
    address = "https://nordwire.example/fetched"
    assert draft(body="").fields == {"url": address, "uri": address}


def test_json_ld_goes_before_meta() -> None:
    head = meta("author", "Tom Reyes") + meta("article:published_time", "2026-11-25")
    found = draft(head, author={"name": "Ann Berg"}, datePublished="2026-11-24").fields
    assert (found["byline"], found["firstcreated"]) == ([{"name": "Ann Berg"}], "2026-11-24")


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        (meta("og:site_name", "Nordwire"), "source", "Nordwire"),
        (meta("description", "It sails."), "description", "It sails."),
        (meta("og:description", "It sails.") + meta("description", "x"), "description", "It sails."),
        (meta("article:tag", "sea") + meta("article:tag", "storm"), "keywords", ["sea", "storm"]),
        (meta("keywords", "sea, storm,"), "keywords", ["sea", "storm"]),
        (meta("article:section", "Coast"), "subject", ["Coast"]),
        (meta("article:published_time", "2026-11-24"), "firstcreated", "2026-11-24"),
        (meta("article:modified_time", "2026-11-24"), "versioncreated", "2026-11-24"),
        (meta("parsely-author", "Ann Berg"), "byline", [{"name": "Ann Berg"}]),
        (meta("author", "Ann Berg and Tom Reyes"), "byline", [{"name": "Ann Berg"}, {"name": "Tom Reyes"}]),
        (meta("citation_author", "Berg, Ann"), "byline", [{"name": "Ann Berg"}]),
        (
            meta("twitter:label1", "Written by") + meta("twitter:data1", "Ann Berg"),
            "byline",
            [{"name": "Ann Berg"}],
        ),
        (f"<link rel=canonical href='{URL}'>", "url", URL),
        ("<link rel=canonical href='/ferry'>", "uri", URL),
        (meta("og:url", URL), "url", URL),
        ("<link rel=canonical href='https://nordwire.example/'>" + meta("og:url", URL), "uri", URL),
        ("<link rel=canonical href='https://[x'>" + meta("og:url", URL), "url", URL),
        ("<link rel=canonical href='javascript:alert(1)'>" + meta("og:url", URL), "url", URL),
        (meta("og:title", "Ferry sails again | Nordwire"), "headline", "Ferry sails again"),
    ],
)  # fmt: skip
def test_the_head_states_fields(head: str, field: str, value: object) -> None:
    assert draft(head).fields[field] == value


@pytest.mark.parametrize(
    ("head", "field"),
    [
        (meta("article:author", "https://facebook.example/ann"), "byline"),
        (meta("author", "admin"), "byline"),
        (meta("twitter:label1", "Time to read") + meta("twitter:data1", "Two Minutes"), "byline"),
        (meta("date", "soon"), "firstcreated"),
        ("<meta http-equiv='expires' content='Tue, 24 Nov 2026 10:00:00 GMT'>", "expires"),
    ],
)
def test_what_is_of_no_use_is_left_out(head: str, field: str) -> None:
    assert field not in draft(head).fields


def test_a_front_page_is_an_address_but_no_identifier() -> None:
    page = html.fromstring("<link rel=canonical href='https://nordwire.example/'><h1>Ferry</h1>")
    found = metadata_of(page).fields
    assert (found["url"], "uri" in found) == ("https://nordwire.example/", False)


def test_a_printed_byline_is_a_guess() -> None:
    found = draft(body="<h1>Ferry</h1><p class=byline>By Ann Berg</p>")
    assert (found.fields["byline"], found.guessed["byline"]) == ([{"name": "Ann Berg"}], BYLINE)


def test_a_printed_byline_says_more_than_the_name_of_the_site() -> None:
    body = "<h1>Ferry</h1><p class=byline>By Ann Berg</p>"
    organization = {"@type": "Organization", "name": "Nordwire"}
    found = draft(body=body, author=organization, publisher=organization)
    assert found.fields["byline"] == [{"name": "Ann Berg"}]


def test_the_site_is_the_author_where_no_one_else_is_named() -> None:
    organization = {"@type": "Organization", "name": "Nordwire"}
    found = draft(author=organization, publisher=organization)
    assert (found.fields["byline"], found.guessed) == ([{"name": "Nordwire"}], {})


def test_an_author_is_taken_once() -> None:
    found = draft(author=[{"name": "Ann Berg"}, {"name": "ANN BERG"}, {"name": "Tom Reyes"}])
    assert found.fields["byline"] == [{"name": "Ann Berg"}, {"name": "Tom Reyes"}]


def test_a_time_element_states_the_date() -> None:
    found = draft(body="<h1>Ferry</h1><time datetime='2026-11-24T10:00Z'>today</time>")
    assert (found.fields["firstcreated"], found.guessed) == ("2026-11-24T10:00:00+00:00", {})


def test_a_date_in_the_text_is_a_guess() -> None:
    found = draft(body="<h1>Ferry</h1><p>24 November 2026</p>")
    assert (found.fields["firstcreated"], found.guessed) == (
        "2026-11-24",
        {"firstcreated": PRINTED},
    )


def test_the_date_of_the_last_change_stands_in_for_a_missing_one() -> None:
    found = draft(meta("article:modified_time", "2026-11-24"))
    assert (found.fields["firstcreated"], found.guessed["firstcreated"]) == ("2026-11-24", CHANGED)


def test_the_page_of_an_article_may_have_the_date() -> None:
    script = '{"@type": "WebPage", "datePublished": "2026-11-24"}'
    found = draft(f"<script type='application/ld+json'>{script}</script>")
    assert found.fields["firstcreated"] == "2026-11-24"


def test_microdata_states_fields() -> None:
    scope = "<div itemscope itemtype='https://schema.org/NewsArticle'>"
    body = f"{scope}<h1 itemprop=headline>Ferry</h1><b itemprop=author>Ann Berg</b></div>"
    found = draft(body=body)
    assert (found.fields["byline"], found.guessed) == ([{"name": "Ann Berg"}], {})
