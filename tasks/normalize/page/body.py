"""The text of a page's article: by our own extractor, if another one agrees, else by consensus."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from tasks.normalize.page.consensus import agreement, best_of, shingles_of
from tasks.normalize.page.engines import ENGINES, OWN, Page, answer_of
from tasks.normalize.page.safety import parse_page
from tasks.normalize.page.trimming import Trimming

if TYPE_CHECKING:
    from tasks.normalize.page.consensus import Shingles
    from tasks.normalize.source import Source

AGREED = 0.9
"""F1 from which two extractors agree so much that no other is asked."""

DOUBTFUL = 0.5
"""Mean F1 of the best text by the others below which readers of it should know."""

FIRST = (OWN, "trafilatura")
"""The extractors that every page is given to; the first one's text is taken if they agree."""


@dataclass(frozen=True)
class Body:
    """The text of a page's article.

    Attributes:
        paragraphs: in reading order, without newlines; subheads, quotations, items of lists and
            rows of tables are paragraphs too. Empty if there is no article.
        engine: name of the extractor whose text this is.
        agreement: how much the others agree with it, from 0 to 1; None if no other found any.
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
    root = parse_page(source)
    page = Page.of(root)
    trimming = Trimming.of(root, page.blocks)
    # Several extractors often find the same text.
    trimmed = cache(trimming.applied_to)
    answers: dict[str, list[str]] = {}

    def ask(name: str) -> None:
        answers[name] = trimmed(tuple(answer_of(name, page)))

    for name in FIRST:
        ask(name)
    own, other = (answers[name] for name in FIRST)
    if own and own == other:
        return Body(own, FIRST[0], 1.0)
    shingles = {name: shingles_of("\n".join(answers[name])) for name in FIRST}
    agreed = agreement(shingles[FIRST[0]], shingles[FIRST[1]])
    if agreed >= AGREED:
        return Body(own, FIRST[0], round(agreed, 3))
    for name in ENGINES:
        if name not in answers:
            ask(name)
            shingles[name] = shingles_of("\n".join(answers[name]))
    return _elected(answers, {name: runs for name, runs in shingles.items() if runs})


def _elected(answers: dict[str, list[str]], shingles: dict[str, Shingles]) -> Body:
    """The body by the extractors that found any."""
    if not shingles:
        return Body([], FIRST[0])
    if len(shingles) == 1:
        (name,) = shingles
        return Body(answers[name], name, warnings=["only one of the extractors found any text"])
    name, agreed = best_of(shingles)
    warnings = []
    if agreed < DOUBTFUL:
        warnings.append("the extractors disagree about which text is the article's")
    return Body(answers[name], name, round(agreed, 3), warnings)
