from __future__ import annotations

from lxml import html

from tasks.normalize.page.blocks import Block, blocks_of


def blocks(markup: str) -> list[Block]:
    return blocks_of(html.document_fromstring(f"<html><body>{markup}</body></html>"))


def texts(markup: str) -> list[str]:
    return [block.text for block in blocks(markup)]


def around(markup: str) -> list[bool]:
    return [any(place.around for place in block.place.chain) for block in blocks(markup)]


def test_paragraphs_subheads_quotations_and_items_are_a_block_each() -> None:
    markup = (
        "<h2>Tides</h2><p>High <b>water</b>\nat noon.</p><blockquote>Late.</blockquote>"
        "<ul><li>One</li><li>Two</li></ul>"
    )
    assert texts(markup) == ["Tides", "High water at noon.", "Late.", "One", "Two"]


def test_text_between_blocks_is_a_block() -> None:
    assert texts("<div>before<p>inside</p>after</div>") == ["before", "inside", "after"]


def test_one_line_break_is_a_space_and_two_end_a_paragraph() -> None:
    assert texts("<p>one<br>line<br>\n<br>another</p>") == ["one line", "another"]


def test_text_between_two_line_breaks_is_kept_in_the_paragraph() -> None:
    assert texts("<p>one<br>two<br>three</p>") == ["one two three"]


def test_scripts_buttons_and_embedded_things_are_not_seen() -> None:
    markup = (
        "<script>var a;</script><style>p {}</style><button>Like</button><svg>x</svg><p>Text</p>"
    )
    assert texts(markup) == ["Text"]


def test_an_unclosed_button_does_not_swallow_the_article() -> None:
    assert texts("<button>Menu<div><p>The ferry sails.</p></div>") == ["Menu", "The ferry sails."]


def test_hidden_words_are_not_seen() -> None:
    assert texts("<p>shown <span style='display: none'>not</span></p>") == ["shown"]


def test_the_cells_of_a_row_are_one_line() -> None:
    assert texts("<table><tr><th>Port</th><td>Depth</td></tr></table>") == ["Port | Depth"]


def test_cells_that_hold_paragraphs_are_none() -> None:
    markup = "<table><tr><td><p>Menu</p></td><td><p>Text</p></td></tr></table>"
    assert texts(markup) == ["Menu", "Text"]


def test_the_share_of_links_is_told() -> None:
    (block,) = blocks("<p><a href='/a'>abcd</a>efgh</p>")
    assert block.linked == 0.5


def test_navigation_and_captions_are_around_an_article() -> None:
    assert around("<nav>Home</nav><figure><figcaption>A quay</figcaption></figure><p>Text</p>") == [
        True,
        True,
        False,
    ]


def test_a_table_in_a_figure_is_of_the_article() -> None:
    assert around("<figure><table><tr><td>1</td><td>2</td></tr></table></figure>") == [False]


def test_names_of_surroundings_are_understood_in_every_spelling() -> None:
    classes = ("related-stories", "relatedStories", "newsletter_signup", "cookie-consent")
    for name in classes:
        assert around(f"<div class='{name}'>x</div>") == [True], name


def test_parts_of_words_are_no_names_of_surroundings() -> None:
    for name in ("headlines", "advanced", "shareholders-letter", "navy"):
        assert around(f"<div class='{name}'>x</div>") == [False], name


def test_the_id_of_a_subhead_is_its_own_text() -> None:
    assert around("<h2 id='related-work'>Related work</h2>") == [False]


def test_the_name_of_an_articles_text_comes_first() -> None:
    assert around("<div class='article-body share'>x</div>") == [False]


def test_what_is_hidden_is_around() -> None:
    assert around("<div hidden>x</div><div aria-hidden='true'>y</div>") == [True, True]
