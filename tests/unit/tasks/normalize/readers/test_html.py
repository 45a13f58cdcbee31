from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.errors import RejectedError
from tasks.normalize.page.safety import MOST_TAGS
from tasks.normalize.readers.html import HtmlReader
from tests.samples import source_of

if TYPE_CHECKING:
    from tasks.normalize.reader import Draft

READER = HtmlReader()
STORY = "".join(
    f"<p>{sentence}</p>"
    for sentence in (
        "The ferry to Skarvik sails again after the storm that kept it in the harbour for a week.",
        "Captain Halvard Moe said that the waves were lower than they had been on any day of it.",
        "On the island, where 900 people live, the shops were waiting for milk, bread and papers.",
    )
)


def read(page: str, **known: str) -> Draft:
    (draft,) = READER.read(source_of(page, "a.html", **known))
    return draft


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><title>a</title><p>b",
        "<!doctype HTML PUBLIC '-//W3C//DTD HTML 4.01//EN' 'http://www.w3.org/TR/html4/strict.dtd'><p>a",
        "\ufeff\n<!-- saved from url=(0014)about:internet -->\n<html><body>a</body></html>",
        '<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"></html>',
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"></html>',
        "<HTML lang=de><BODY>a",
        "<body><p>a</p></body>",
        "<p>One</p><p>Two</p>",
        "<div class='a'>One</div>",
        "<article><h1>One</h1><p>Two</p></article>",
        "<h1>One</h1>",
    ],
)
def test_html_is_told_by_how_it_begins(text: str) -> None:
    assert READER.recognizes(source_of(text, "a.txt"))


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0"?><rss version="2.0"><channel><title>a</title></channel></rss>',
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>a</title></feed>',
        "<nitf><head><title>a</title></head><body><p>b</p></body></nitf>",
        "<article><headline>a</headline><byline>b</byline><p>c</p></article>",
        '<?xml version="1.0"?><article><p>a</p></article>',
        "A text about <p> and <b>.",
        "2 < 3",
        '{"a": "<p>b</p>"}',
        "plain",
    ],
)
def test_other_formats_are_no_html(text: str) -> None:
    assert READER.recognizes(source_of(text, "a.txt")) is None


def test_a_text_with_tags_is_html_if_it_is_called_so() -> None:
    text = "A headline\n<p>One</p><p>Two</p><p>Three</p>"
    assert READER.recognizes(source_of(text, "a.html"))
    assert READER.recognizes(source_of(text, "a", media_type="text/html"))
    assert READER.recognizes(source_of(text, "a.txt")) is None


def test_a_plain_text_is_no_html_whatever_it_is_called() -> None:
    assert READER.recognizes(source_of("plain", "a.html")) is None


def test_a_page_is_one_article() -> None:
    draft = read(f"<html lang=en><body><h1>Ferry sails again</h1>{STORY}</body></html>")
    assert (draft.fields["headline"], len(draft.paragraphs)) == ("Ferry sails again", 3)


def test_the_headline_is_not_repeated_in_the_text() -> None:
    draft = read(f"<html><body><article><h1>Ferry sails again</h1>{STORY}</article></body></html>")
    assert draft.paragraphs[0].startswith("The ferry to Skarvik")


def test_the_reader_names_the_extractor() -> None:
    assert (read(f"<body>{STORY}</body>").reader or "").startswith("html/")


def test_a_page_without_text_takes_that_of_its_json_ld() -> None:
    script = '{"@type": "NewsArticle", "headline": "Ferry", "articleBody": "It sails.\\nAgain."}'
    draft = read(f"<html><body><script type='application/ld+json'>{script}</script></body></html>")
    assert draft.paragraphs == ["It sails.", "Again."]
    assert draft.warnings == ["the page shows no text; that of its JSON-LD was taken"]


def test_a_language_that_the_text_is_not_in_is_left_out() -> None:
    draft = read(f"<html lang='de'><body><h1>Ferry</h1>{STORY}{STORY}</body></html>")
    assert "language" not in draft.fields
    assert draft.warnings == ["the page says it is in de, which its text is not"]


def test_relative_addresses_are_seen_from_where_the_page_was_fetched() -> None:
    page = f"<html><head><link rel=canonical href='/ferry'></head><body>{STORY}</body></html>"
    assert (
        read(page, url="https://nordwire.example/x").fields["uri"]
        == "https://nordwire.example/ferry"
    )


def test_a_page_with_too_many_tags_is_refused() -> None:
    with pytest.raises(RejectedError):
        read("<p>" * (MOST_TAGS + 1))


@given(st.text(alphabet="<>/=\"'apdivh1 !-[]&;\n", max_size=80))
def test_any_markup_is_read_or_refused(text: str) -> None:
    source = source_of(f"<html>{text}", "a.html")
    READER.recognizes(source)
    with contextlib.suppress(RejectedError):
        list(READER.read(source))
