from __future__ import annotations

import pytest
from lxml import etree

from tasks.normalize.feed.text import line_of, paragraphs_of


@pytest.mark.parametrize(
    ("xml", "paragraphs"),
    [
        ("<d>One</d>", ["One"]),
        ("<d>\n  One\n</d>", ["One"]),
        ("<d>One\n\nTwo</d>", ["One", "Two"]),
        ("<d>&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;</d>", ["One", "Two"]),
        ("<d>One &lt;b&gt;two&lt;/b&gt;\n\nThree</d>", ["One two", "Three"]),
        ("<d>Fish &amp;amp; chips</d>", ["Fish & chips"]),
        ("<d>5 &lt; 6 and 7 &gt; 6</d>", ["5 < 6 and 7 > 6"]),
        ("<d><p>One</p><p>Two</p></d>", ["One", "Two"]),
        ("<d></d>", []),
    ],
)
def test_text_of_no_type_is_told_by_its_looks(xml: str, paragraphs: list[str]) -> None:
    assert paragraphs_of(etree.fromstring(xml)) == paragraphs


@pytest.mark.parametrize(
    ("xml", "paragraphs"),
    [
        ('<c type="text">One &lt;b&gt; two</c>', ["One <b> two"]),
        ('<c type="html">One &lt;b&gt;two&lt;/b&gt;</c>', ["One two"]),
        (
            '<c type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">One &lt;b&gt;<br/>two</div></c>',
            ["One <b>", "two"],
        ),
        (
            '<c type="xhtml"><x:p xmlns:x="http://www.w3.org/1999/xhtml">One</x:p>Two</c>',
            ["One", "Two"],
        ),
        ('<c type="html"><div>One &lt;b&gt;two&lt;/b&gt;</div></c>', ["One two"]),
        ('<c type="xhtml"><p>One</p><script/><p>Two</p></c>', ["One", "Two"]),
        ('<c type="application/octet-stream"> PHA+T25l\nPC9wPg== </c>', ["One"]),
        ('<c type="text/html" mode="base64">PHA+T25lPC9wPg==</c>', ["One"]),
        ('<c mode="base64">no base64!</c>', []),
        ('<c type="image/png">iVBORw0KGgo=</c>', []),
    ],
)
def test_atom_says_what_a_text_is(xml: str, paragraphs: list[str]) -> None:
    assert paragraphs_of(etree.fromstring(xml)) == paragraphs


@pytest.mark.parametrize(
    ("xml", "line"),
    [
        ("<title> One &lt;b&gt;two&lt;/b&gt; </title>", "One two"),
        ('<title type="text">One &lt;b&gt;</title>', "One <b>"),
        ('<title type="xhtml"><div>One <b>two</b></div></title>', "One two"),
        ("<title>A &lt; B</title>", "A < B"),
    ],
)
def test_a_title_is_one_line_without_tags(xml: str, line: str) -> None:
    assert line_of(etree.fromstring(xml)) == line
