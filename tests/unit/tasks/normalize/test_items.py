"""Going through a document and all that is packed in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.items import DEEPEST, Found, Walk
from tasks.normalize.reader import Draft, Format, Size
from tests.samples import source_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tasks.normalize.items import Item
    from tasks.normalize.source import Source


class Page:
    """Reads one article that is its own text."""

    format = Format("page", "Page", "anything", "one article", size=Size.PAGE)

    def __init__(self) -> None:
        self.read_so_far: list[str] = []

    def recognizes(self, source: Source) -> str | None:
        return None if source.name.endswith(".box") else "it is no box"

    def read(self, source: Source) -> Iterator[Draft]:
        self.read_so_far.append(source.text)
        if source.text == "bug":
            raise KeyError(source.text)
        if source.text == "bad":
            raise RejectedError(FailureReason.MALFORMED, "this is bad")
        yield Draft(paragraphs=[source.text])


class Box:
    """A line for each part: `draft`, `error`, `broken`, or the text of a page or a box."""

    format = Format("box", "Box", "its name", "many articles", size=Size.STREAM)

    def recognizes(self, source: Source) -> str | None:
        return "it is called .box" if source.name.endswith(".box") else None

    def read(self, source: Source) -> Iterator[Draft | RejectedError | Source]:
        for number, line in enumerate(source.text.splitlines()):
            if line == "draft":
                yield Draft(member=str(number))
            elif line == "error":
                yield RejectedError(FailureReason.NO_TEXT, "there is nothing", member=str(number))
            elif line == "broken":
                raise RejectedError(FailureReason.MALFORMED, "it ends here")
            elif line == "faulty":
                raise KeyError(line)
            elif line == "box":
                yield source.part("in.box", source.raw, str(number))
            else:
                yield source.part("a.txt", line.encode(), str(number))


def told(item: Item) -> str | None:
    """An item in a word or two, with its member."""
    if item is None:
        return None
    if isinstance(item, Found):
        return f"{item.recognition.reader.format.name} {item.draft.member}"
    return f"{item.reason.value} {item.member}"


def walk(text: str, skip: int = 0) -> list[str | None]:
    readers = (Box(), Page())
    return [told(item) for item in Walk(readers, skip).items(source_of(text, "a.box"))]


def test_drafts_parts_and_errors_come_in_order() -> None:
    assert walk("draft\none\nerror") == ["box 0", "page 1", "no_text 2"]


def test_a_bad_part_does_not_spoil_its_neighbours() -> None:
    assert walk("one\nbad\ntwo") == ["page 0", "malformed 1", "page 2"]


def test_a_bug_in_a_part_does_not_spoil_its_neighbours() -> None:
    assert walk("one\nbug\ntwo") == ["page 0", "internal_error 1", "page 2"]


def test_an_empty_part_is_refused_by_its_place() -> None:
    assert walk("one\n\ntwo") == ["page 0", "empty_file 1", "page 2"]


def test_what_breaks_off_has_given_what_came_before() -> None:
    assert walk("one\nbroken\ntwo") == ["page 0", "malformed None"]


def test_a_bug_in_the_middle_has_given_what_came_before() -> None:
    assert walk("one\nfaulty\ntwo") == ["page 0", "internal_error None"]


def test_what_breaks_at_once_is_refused_as_a_whole() -> None:
    with pytest.raises(RejectedError, match="it ends here"):
        walk("broken")


def test_what_is_packed_in_itself_comes_to_an_end() -> None:
    members = ["/".join(["0"] * depth) for depth in range(1, DEEPEST + 2)]
    assert walk("box") == [f"unsupported_format {members[-1]}"]


def test_the_place_of_an_item_is_told_from_the_outside() -> None:
    assert walk("one\nbox")[:3] == ["page 0", "page 1/0", "page 1/1/0"]


@pytest.mark.parametrize("skip", range(5))
def test_items_that_were_seen_are_skipped(skip: int) -> None:
    everything = walk("draft\none\nerror\nbad")
    assert walk("draft\none\nerror\nbad", skip) == [None] * skip + everything[skip:]


def test_a_part_of_one_article_that_was_seen_is_not_read_again() -> None:
    page = Page()
    list(Walk((Box(), page), skip=2).items(source_of("one\ntwo\nthree", "a.box")))
    assert page.read_so_far == ["three"]


def test_every_recognition_is_told() -> None:
    heard: list[str] = []
    walk = Walk((Box(), Page()), tell=lambda each: heard.append(each.why))
    list(walk.items(source_of("one", "a.box")))
    assert heard == ["it is called .box", "it is no box"]
