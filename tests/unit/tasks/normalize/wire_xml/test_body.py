from __future__ import annotations

import pytest
from lxml import etree

from tasks.normalize.wire_xml.body import paragraphs_in_base64, paragraphs_of

FULL = "Steam rose from the pan at the creek on Tuesday for the very first"


def body(inside: str) -> list[str]:
    return [" ".join(each.split()) for each in paragraphs_of(etree.fromstring(f"<b>{inside}</b>"))]


def test_no_element_has_no_paragraphs() -> None:
    assert paragraphs_of(None) == []


@pytest.mark.parametrize(
    ("inside", "paragraphs"),
    [
        ("<p>One.</p><p>Two.</p>", ["One.", "Two."]),
        ("<p>One\n  goes on.</p>", ["One goes on."]),
        ("Bare.<p>Two.</p>Three.", ["Bare.", "Two.", "Three."]),
        ("<p>An <em>odd</em> word.</p>", ["An odd word."]),
        ("<hl2>Subhead</hl2><p>One.</p>", ["Subhead", "One."]),
        ("<ul><li>One</li><li>Two</li></ul>", ["One", "Two"]),
        ("<p>Short<br/>lines</p>", ["Short", "lines"]),
        ("<p>One.<br/><br/>Two.</p>", ["One.", "Two."]),
        ("<p/><p> </p><p>One.</p>", ["One."]),
        ("<p>One.</p><!-- no --><p>Two.</p>", ["One.", "Two."]),
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("<pre>One 1\nTwo 2</pre>", ["One 1", "Two 2"]),
    ],
)
def test_a_block_is_a_paragraph(inside: str, paragraphs: list[str]) -> None:
    assert body(inside) == paragraphs


def test_lines_that_br_only_wraps_are_joined() -> None:
    wrapped = f"<p>   {FULL}<br/>time in sixty winters.</p><p>   {FULL}<br/>time again.</p>"
    assert body(wrapped) == [f"{FULL} time in sixty winters.", f"{FULL} time again."]


def test_a_row_of_a_table_is_a_paragraph() -> None:
    table = (
        "<table><tr><th>Month</th><th>Days</th></tr><tr><td><p>May</p></td><td>31</td></tr></table>"
    )
    assert body(table) == ["Month Days", "May 31"]


def test_a_row_of_one_cell_is_read_like_other_text() -> None:
    assert body("<table><tr><td><p>One.</p><p>Two.</p></td></tr></table>") == ["One.", "Two."]


def test_cells_of_a_table_in_a_table_are_its_own_rows() -> None:
    inner = "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>"
    outer = f"<table><tr><td>{inner}</td><td/></tr></table>"
    assert body(outer) == ["a b", "c d"]


@pytest.mark.parametrize("name", ["media", "figure", "script", "aside"])
def test_what_is_no_running_text_goes(name: str) -> None:
    assert body(f"<p>One.</p><{name}><p>No.</p></{name}><p>Two.</p>") == ["One.", "Two."]


def test_text_behind_what_is_left_out_stays() -> None:
    assert body("<p>One <media>no</media>two.</p>") == ["One two."]


def test_escaped_markup_is_read_as_markup() -> None:
    assert body("&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;") == ["One.", "Two."]


def test_markup_in_a_section_is_read_as_markup() -> None:
    assert body("<![CDATA[<P>One.</P><P>Two.</P>]]>") == ["One.", "Two."]


def test_escaped_markup_within_a_paragraph_leaves_the_others_alone() -> None:
    assert body("<p>One.</p><p>Two.&lt;br&gt;Three.</p><p>Four.</p>") == [
        "One.",
        "Two.",
        "Three.",
        "Four.",
    ]


def test_entities_that_were_escaped_thrice_are_resolved() -> None:
    assert body("&lt;p&gt;Today&amp;amp;apos;s news.&lt;/p&gt;") == ["Today's news."]


def test_markup_of_an_editors_own_goes() -> None:
    assert body("<p>35&lt;endash&gt;-&lt;/endash&gt;40 percent</p>") == ["35-40 percent"]


def test_paragraphs_may_have_any_name() -> None:
    assert body("<absatz>Eins.</absatz>\n<absatz>Zwei.</absatz>") == ["Eins.", "Zwei."]


def test_words_that_are_marked_up_are_no_paragraphs() -> None:
    assert body("<b>Hello</b> <i>world</i>") == ["Hello world"]


def test_an_indent_is_part_of_a_wrapped_line() -> None:
    first = FULL[:-4]
    assert body(f"<p>   {first}<br/>very first time.</p><p>{FULL}<br/>time.</p>") == [
        f"{first} very first time.",
        f"{FULL} time.",
    ]


def test_text_in_base64_is_unpacked() -> None:
    assert paragraphs_in_base64("T25lLgoKVHdvLg==") == ["One.", "Two."]


@pytest.mark.parametrize("packed", ["T", "/////w==", "é"])
def test_what_only_claims_to_be_base64_has_no_paragraphs(packed: str) -> None:
    assert paragraphs_in_base64(packed) == []


def test_a_sign_in_a_text_is_no_markup() -> None:
    assert body("<p>1 &lt; 2 &gt; 0</p>") == ["1 < 2 > 0"]
