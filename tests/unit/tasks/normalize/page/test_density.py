from __future__ import annotations

from lxml import html

from tasks.normalize.page.blocks import blocks_of
from tasks.normalize.page.density import dense_blocks

STORY = [
    "The ferry between Skarvik and the mainland sails again, the harbour office said.",
    "Storms had closed the quay on Friday, and two hundred people had to wait for days.",
    "“We are glad that it is over,” said Ada Holm, who runs the only shop on the island.",
    "The next ship leaves at noon; after that there will be one every other hour.",
]
OTHER = "A comment from a reader that is long enough to be taken for prose by its length alone."


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def found(body: str) -> list[str]:
    blocks = blocks_of(html.document_fromstring(f"<html><body>{body}</body></html>"))
    return [block.text for block in dense_blocks(blocks)]


def test_the_article_is_where_most_prose_is() -> None:
    side = f"<div>{paragraphs(OTHER)}</div>"
    assert found(f"<div>Home</div>{side}<div>{paragraphs(*STORY)}</div>") == STORY


def test_short_lines_within_the_article_are_of_it() -> None:
    body = f"<div>{paragraphs(STORY[0])}<h2>Wait</h2><ul><li>One</li></ul>{paragraphs(*STORY[1:])}</div>"
    assert found(body) == [STORY[0], "Wait", "One", *STORY[1:]]


def test_an_article_in_several_sections_is_taken_whole() -> None:
    first, second = (f"<div>{paragraphs(*half)}</div>" for half in (STORY[:2], STORY[2:]))
    assert found(f"<main>{first}{second}</main><div>Home</div>") == STORY


def test_a_named_article_is_not_left_for_a_little_more() -> None:
    body = f"<article>{paragraphs(*STORY)}</article><div>{paragraphs(OTHER, OTHER, OTHER)}</div>"
    assert found(body) == STORY


def test_what_is_for_the_surroundings_goes() -> None:
    aside = "<aside><p>Sign up for our morning letter, which is free.</p></aside>"
    caption = "<figure><figcaption>The quay on Friday, in the storm.</figcaption></figure>"
    related = "<div class='related'><a href='/a'>The storm</a></div>"
    body = f"<article>{caption}{paragraphs(*STORY[:2])}{aside}{paragraphs(*STORY[2:])}{related}</article>"
    assert found(body) == STORY


def test_what_holds_most_of_the_prose_is_not_for_the_surroundings() -> None:
    assert found(f"<div class='sidebar'>{paragraphs(*STORY)}</div>") == STORY


def test_sections_of_one_name_that_hold_the_prose_are_not_for_the_surroundings() -> None:
    sections = "".join(f"<div class='carousel'>{paragraphs(line)}</div>" for line in STORY)
    assert found(f"<main>{sections}</main>") == STORY


def test_links_are_no_prose() -> None:
    links = "".join(f"<p><a href='/a'>{line}</a></p>" for line in STORY)
    assert found(f"<div>{links}</div><div>{paragraphs(STORY[0])}</div>") == [STORY[0]]


def test_a_page_without_prose_has_no_article() -> None:
    assert found("<p>Home</p><p>Shop</p>") == []


def test_chinese_and_japanese_sentences_are_prose() -> None:
    line = (
        "港の事務所によると、島と本土を結ぶ連絡船は嵐の後に運航を再開し、" * 2
        + "島民は喜んでいる。"
    )
    assert found(f"<div>{paragraphs(line)}</div><div>Home</div>") == [line]
