from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.normalize.markup import paragraphs_of_markup


@pytest.mark.parametrize(
    ("fragment", "paragraphs"),
    [
        ("<p>One</p><p>Two</p>", ["One", "Two"]),
        ("One<br>Two<br/>Three", ["One", "Two", "Three"]),
        ("<h2>Head</h2><ul><li>One<li>Two</ul>", ["Head", "One", "Two"]),
        ("<p>A <b>bold</b> <a href='x'>link</a></p>", ["A bold link"]),
        ("<p>One\ntwo</p>", ["One two"]),
        ("Fish &amp; chips &lt;hot&gt;", ["Fish & chips <hot>"]),
        ("<p>One<!-- <p>no</p> --></p>", ["One"]),
        ("<p>One<!-- never ends <p>no", ["One"]),
        ("<p>One</p><script>if (a < b) '<p>no</p>'</script><p>Two</p>", ["One", "Two"]),
        ("<STYLE>p {}</STYLE><P>One", ["One"]),
        ('<p title="a > b">One</p>', ["One"]),
        ("3 < 4 and 5 > 4", ["3 < 4 and 5 > 4"]),
        ("<p>One<![foo[ two", ["One<![foo[ two"]),
        ("<p>One<![CDATA[x]]></p>", ["One"]),
        ("<p>One<?php x ?></p>", ["One"]),
        ("One<figure><img src=x><figcaption>Pier<br>7</figcaption></figure>Two", ["One", "Two"]),
        ("One<figcaption>Pier</figcaption>Two", ["One", "Two"]),
        ("<p>One<figure><figcaption>Never ends</figure><p>Two", ["One", "Two"]),
        ("<figure><img src=x><figcaption>Pier 7</figcaption></figure>", ["Pier 7"]),
        ("", []),
        ("<p> </p>", []),
    ],
)
def test_what_is_shown_comes_out_as_paragraphs(fragment: str, paragraphs: list[str]) -> None:
    assert paragraphs_of_markup(fragment) == paragraphs


PIECES = st.sampled_from(
    ["<p>", "</p>", "<", ">", "<!--", "-->", "<![", "&#", "&#0;", "<a b='", '"', "x", "\n"]
)


@given(st.lists(PIECES).map("".join))
def test_broken_markup_never_gives_an_empty_paragraph(fragment: str) -> None:
    assert all(paragraph.strip() for paragraph in paragraphs_of_markup(fragment))
