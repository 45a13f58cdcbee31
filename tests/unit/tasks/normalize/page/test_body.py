from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.errors import RejectedError
from tasks.normalize.page.body import Body, _elected, body_of
from tasks.normalize.page.consensus import shingles_of
from tests.samples import source_of

STORY = [
    "The ferry between Skarvik and the mainland sails again, the harbour office said on Monday.",
    "What was closed",
    "Storms had closed the quay on Friday, and two hundred people had to wait there for days.",
    "“We are glad that it is over,” said Ada Holm, who runs the only shop on the whole island.",
    "The quay in the south",
    "The road to the lighthouse",
    "The next ship leaves at noon; after that, there will be one every other hour, until spring.",
]
PAGE = f"""<!DOCTYPE html><html><head><title>Ferry sails again</title></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<div class="cookie-banner"><p>We use cookies to give you the best experience on our website.</p></div>
<article><h1>Ferry sails again</h1><div class="byline">By Jon Berg</div>
<figure><img src="quay.jpg"><figcaption>The quay on Friday. Photo: Nordwire</figcaption></figure>
<p>{STORY[0]}</p><h2>{STORY[1]}</h2><p>{STORY[2]}</p><script>track("quay");</script>
<p>READ MORE: <a href="/storm">Storm closes quay</a></p>
<blockquote><p>{STORY[3]}</p></blockquote><ul><li>{STORY[4]}</li><li>{STORY[5]}</li></ul>
<p>{STORY[6]}</p><p>Sign up for our newsletter and get the news every morning.</p>
<ul class="share"><li><a href="#">Post</a></li><li><a href="#">Mail</a></li></ul></article>
<section class="related"><h3>More stories</h3><p><a href="/a">A shop opens on the island</a></p></section>
<section id="comments"><h3>Comments</h3><p>I have waited for this ship for three days now.</p></section>
<footer><p>© 2026 Nordwire. All rights reserved.</p></footer></body></html>"""


def test_the_article_is_told_from_all_around_it() -> None:
    assert body_of(source_of(PAGE)).paragraphs == STORY


def test_the_extractor_and_its_agreement_are_told() -> None:
    body = body_of(source_of(PAGE))
    assert (body.engine, body.agreement is not None and body.agreement > 0.9) == ("density", True)


def test_the_text_is_found_once() -> None:
    source = source_of(PAGE)
    assert body_of(source) is body_of(source)


def test_the_text_is_the_same_whatever_came_before() -> None:
    first = body_of(source_of(PAGE))
    body_of(source_of(PAGE.replace("ferry", "train")))
    assert body_of(source_of(PAGE)) == first


def test_a_page_of_links_has_no_text() -> None:
    links = "".join(f"<li><a href='/{number}'>A story of the day</a></li>" for number in range(20))
    assert body_of(source_of(f"<html><body><ul>{links}</ul></body></html>")).paragraphs == []


def test_without_prose_the_others_are_asked() -> None:
    lines = "".join(f"<p>Ferry {number} is late</p>" for number in range(8))
    body = body_of(source_of(f"<html><body><article>{lines}</article></body></html>"))
    assert (body.paragraphs[:2], body.engine) == (
        ["Ferry 0 is late", "Ferry 1 is late"],
        "trafilatura",
    )


def test_extractors_that_disagree_are_warned_of() -> None:
    answers = {"one": [STORY[0]], "other": [STORY[2]]}
    shingles = {name: shingles_of(lines[0]) for name, lines in answers.items()}
    assert _elected(answers, shingles) == Body(
        [STORY[0]], "one", 0.0, ["the extractors disagree about which text is the article's"]
    )


def test_a_large_page_is_read_by_our_own_alone() -> None:
    page = f"<html><body><article>{f'<p>{STORY[0]}</p>' * 30_000}</article></body></html>"
    assert body_of(source_of(page)) == Body(
        [STORY[0]] * 30_000,
        "density",
        warnings=["only one of the extractors found any text"],
    )


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 100_000,
        "<" * 1_000_000,
        "<p>x" * 90_000,
        "x" * 1_000_000,
        "<table>" + "<tr><td>1</td></tr>" * 20_000 + "</table>",
        "<div " + "a " * 500_000 + ">",
    ],
    ids=["nested", "brackets", "unclosed", "one text", "cells", "attributes"],
)
@pytest.mark.timeout(10)
def test_hostile_pages_are_answered(markup: str) -> None:
    with suppress(RejectedError):
        assert isinstance(body_of(source_of(markup)), Body)


@given(st.text(alphabet="<>/='\" abpdivtrh1&;.\n", max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_markup_is_answered(markup: str) -> None:
    with suppress(RejectedError):
        assert all("\n" not in line for line in body_of(source_of(markup)).paragraphs)
