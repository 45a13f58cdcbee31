from __future__ import annotations

from typing import NoReturn

import pytest
from lxml import etree, html

from tasks.normalize.page import engines
from tasks.normalize.page.engines import ENGINES, MOST_ELEMENTS, OWN, Page, answer_of

STORY = [
    "The ferry between Skarvik and the mainland sails again, the harbour office said on Monday.",
    "Storms had closed the quay on Friday, and two hundred people had to wait there for days.",
    "“We are glad that it is over,” said Ada Holm, who runs the only shop on the whole island.",
    "The next ship leaves at noon; after that, there will be one every other hour, until spring.",
]


def page_of(body: str) -> Page:
    return Page.of(html.document_fromstring(f"<html><body>{body}</body></html>"))


def story(lines: list[str] = STORY) -> Page:
    text = "".join(f"<p>{line}</p>" for line in lines)
    return page_of(f"<article>{text}</article>")


@pytest.mark.parametrize("name", ENGINES)
def test_every_engine_finds_a_plain_article(name: str) -> None:
    assert [line for line in answer_of(name, story()) if line] == STORY


@pytest.mark.parametrize("name", ENGINES)
def test_no_engine_changes_the_page(name: str) -> None:
    page = story()
    before = etree.tostring(page.root)
    answer_of(name, page)
    assert etree.tostring(page.root) == before


@pytest.mark.parametrize("name", ENGINES)
def test_no_engine_remembers_the_pages_before(name: str) -> None:
    first = answer_of(name, story())
    for _ in range(4):
        answer_of(name, story())
    assert answer_of(name, story()) == first


@pytest.mark.parametrize("name", ENGINES)
def test_an_empty_page_has_no_text(name: str) -> None:
    assert [line for line in answer_of(name, page_of("<div></div>")) if line.strip()] == []


def test_an_engine_that_fails_finds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Page) -> NoReturn:
        raise ValueError

    monkeypatch.setattr(engines, "ENGINES", {"odd": fail})
    assert answer_of("odd", story()) == []


def test_the_end_of_a_time_limit_is_not_taken_for_a_failure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class TimeIsUpError(Exception):
        pass

    def time_is_up(*_: object) -> NoReturn:
        raise TimeIsUpError

    monkeypatch.setattr("readability.readability.Document.tags", time_is_up)
    with pytest.raises(TimeIsUpError):
        answer_of("readability", story())


def test_a_page_too_much_for_others_is_read_by_our_own() -> None:
    page = story(STORY + ["A line that is repeated again and again."] * MOST_ELEMENTS)
    assert [name for name in ENGINES if answer_of(name, page)] == [OWN]


def test_resiliparse_is_not_given_what_takes_it_quadratic_time() -> None:
    nested = "<b>" * 200 + "<p>The ferry sails again.</p>" * 6_000 + "</b>" * 200
    assert answer_of("resiliparse", page_of(nested)) == []


def test_a_page_of_endless_text_is_left_to_our_own_extractor() -> None:
    text = "The ferry to Skarvik sails again, the harbour said. " * 25_000
    page = page_of(f"<p>{text}</p>")
    assert page.large
    assert [bool(answer_of(name, page)) for name in ENGINES] == [name == OWN for name in ENGINES]
