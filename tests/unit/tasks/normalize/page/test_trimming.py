from __future__ import annotations

import pytest
from lxml import html

from tasks.normalize.page.blocks import blocks_of
from tasks.normalize.page.trimming import Trimming

PROSE = "The harbour office had closed the quay on Friday because of the storm."
PAGE = """<html><head><title>Ferry resumes</title></head><body><h1>The ferry sails</h1>
<p>Text about <a href="/a">the quay</a>.</p>
<p><a href="/b">Storm closes the quay for days</a></p>
<ul><li><a href="/c">Oslo</a></li></ul>
<p><a href="/d">A shop opens on the quay</a></p><h2>A shop opens on the quay</h2>
<div><a href="/e">View it</a></div>
<div class="related"><p>Also: <a href="/f">a quay for sale</a> today</p></div>
</body></html>"""


def trimmed(*lines: str) -> list[str]:
    root = html.document_fromstring(PAGE)
    return Trimming.of(root, blocks_of(root)).applied_to(lines)


def test_the_title_goes_from_the_start() -> None:
    assert trimmed("The ferry sails", "Ferry resumes", PROSE) == [PROSE]


def test_words_of_the_title_stay_further_below() -> None:
    lines = [PROSE, PROSE, PROSE, "The ferry sails"]
    assert trimmed(*lines) == lines


def test_a_date_above_the_text_goes() -> None:
    assert trimmed("Nov. 24, 2026 6:02 AM", PROSE) == [PROSE]


@pytest.mark.parametrize(
    "line", ["In 2026", "The quay of 2026", "On 3 May 2026 the quay fell in."], ids=len
)
def test_a_line_that_is_more_than_a_date_stays(line: str) -> None:
    assert trimmed(line, PROSE) == [line, PROSE]


@pytest.mark.parametrize(
    "line",
    [
        "(Reporting by Ada Holm; editing by Jon Berg)",
        "Related: Storm over the fjord",
        "READ MORE: Quay closed",
        "Read more",
        "DON'T MISS",
        "Sign up for the morning letter",
        "Follow us on the network",
        "Tags: quay, ferry",
        "© 2026 Nordwire",
        "The new quay (Image: Nordwire)",
        "Advertisement",
        "Image 2 of 5",
        "Leave a comment",
        "Updated at 1:23 p.m.",
    ],
)
def test_lines_that_say_so_go(line: str) -> None:
    assert trimmed(PROSE, line, PROSE) == [PROSE, PROSE]


@pytest.mark.parametrize(
    "line",
    [
        "Related industries grew by four percent in the same months.",
        "Updated maps of the fjord will be printed for every school in the county.",
        "Comments by the minister were late.",
        "Sharing the quay is hard.",
    ],
)
def test_sentences_that_begin_alike_stay(line: str) -> None:
    assert trimmed(PROSE, line, PROSE) == [PROSE, line, PROSE]


def test_a_farewell_goes_from_the_end_only() -> None:
    farewell = "Ada Holm is a staff writer in Skarvik."
    assert trimmed(PROSE, farewell) == [PROSE]
    assert trimmed(farewell, *[PROSE] * 4) == [farewell, *[PROSE] * 4]


def test_long_paragraphs_stay_whatever_they_begin_with() -> None:
    line = "Related: " + PROSE * 7
    assert trimmed(PROSE, line) == [PROSE, line]


def test_a_block_that_is_all_link_goes() -> None:
    assert trimmed(PROSE, "Storm closes the quay for days", PROSE) == [PROSE, PROSE]


def test_a_short_link_in_a_list_is_a_name() -> None:
    assert trimmed(PROSE, "Oslo") == [PROSE, "Oslo"]


def test_a_short_link_by_itself_goes() -> None:
    assert trimmed(PROSE, "View it") == [PROSE]


def test_the_words_of_a_link_stay_where_they_are_text_too() -> None:
    assert trimmed(PROSE, "A shop opens on the quay") == [PROSE, "A shop opens on the quay"]


def test_what_is_half_link_goes_from_the_surroundings() -> None:
    assert trimmed(PROSE, "Also: a quay for sale today") == [PROSE]


def test_marks_of_lists_and_tables_go() -> None:
    assert trimmed("- One", "| a | b |", "|---|---|", "***", "  ", "• Two") == [
        "One",
        "a | b",
        "Two",
    ]


def test_every_paragraph_is_one_line() -> None:
    assert trimmed("one\ntwo\tthree") == ["one two three"]
