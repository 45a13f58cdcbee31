"""The text of a page's article."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tasks.normalize.page.safety import parse_page

if TYPE_CHECKING:
    from tasks.normalize.source import Source


@dataclass(frozen=True)
class Body:
    """The text of a page's article.

    Attributes:
        paragraphs: in reading order, without newlines; subheads, quotations and items of lists
            are paragraphs too. Empty if there is no article.
        engine: name of the extractor whose text this is.
        agreement: how much another extractor agrees with it, from 0 to 1; None if none was asked.
        warnings: what is odd about the text, in words.
    """

    paragraphs: list[str]
    engine: str
    agreement: float | None = None
    warnings: list[str] = field(default_factory=list)


def body_of(source: Source) -> Body:
    """The article's text in a page, found once.

    Raises:
        RejectedError: the page cannot be parsed (see `parse_page`).
    """
    return source.once(_body_of)


def _body_of(source: Source) -> Body:
    import trafilatura  # noqa: PLC0415 - takes 0.3 s

    text = trafilatura.extract(
        deepcopy(parse_page(source)), fast=True, include_comments=False, deduplicate=False
    )
    lines = (line.strip() for line in (text or "").split("\n"))
    return Body([line for line in lines if line], "trafilatura")
