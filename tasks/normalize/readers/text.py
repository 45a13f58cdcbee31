"""Plain text: the headline on the first line, then paragraphs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.credit_lines import announces_release
from tasks.normalize.byline import byline_in
from tasks.normalize.clean import clean_text
from tasks.normalize.detect import foreign, is_binary
from tasks.normalize.opening import begins_story, opening_of
from tasks.normalize.paragraphs import blocks, join_lines, unwrap
from tasks.normalize.reader import Draft, Format, Size

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tasks.normalize.source import Source


LONGEST_HEADLINE = 250
"""A first line that is longer is a paragraph and no headline; code points."""

LEAST_WRAPPED = 40
"""A first line of so many code points that the next one goes on with begins a paragraph."""

IN_PARAGRAPHS = 3
"""How many of the first paragraphs may be the byline: a subheading may come before it."""

MOST_NOTICES = 3
"""Lines above the title that may say that it is a press release's, and held back."""

MOST_LINES = 250_000
"""Lines of one article; a page of bytes has as many of twenty letters each."""

_GOES_ON = re.compile(r"[,;:]$|[.!?…]\s+\S")


class TextReader:
    """Reads anything that is text."""

    format = Format(
        name="text",
        title="Plain text",
        recognized_by="any other text",
        holds="one article: headline, byline, dateline, paragraphs",
        fields=("byline", "dateline", "located", "firstcreated"),
        limits="no more than 250,000 lines",
        size=Size.PAGE,
    )

    def recognizes(self, source: Source) -> str | None:
        """Every text that is nothing else."""
        if foreign(source.head) or is_binary(source.sample):
            return None
        return "it is text, and of no other format"

    def read(self, source: Source) -> Iterable[Draft]:
        """One item: headline, byline if there is one, and body.

        Raises:
            RejectedError: it has more lines than an article may have.
        """
        check_lines(source.text)
        draft = Draft()
        found = blocks(clean_text(source.text))
        notices, found = _without_notices(found)
        headline, rest = _headline(found)
        body = unwrap(rest)
        for index, line in enumerate(body[:IN_PARAGRAPHS]):
            if (byline := byline_in(line)) is not None:
                draft.fields["byline"] = byline
                del body[index]
                break
        if headline and not body:
            # A flash of one line is its own text, and its beginning stands for a title.
            body = [headline]
            headline = opening_of(headline)
            draft.guessed["headline"] = "the beginning of the text, which has no title line"
        elif body and not headline:
            headline = opening_of(body[0])
            draft.guessed["headline"] = "the beginning of the text, which has no title line"
        draft.fields["headline"] = headline
        draft.paragraphs = [*notices, *body]
        yield draft


def check_lines(text: str) -> None:
    """Refuse what has so many lines that each of them takes more memory than its letters.

    Raises:
        RejectedError: there are more than `MOST_LINES`.
    """
    if text.count("\n") > MOST_LINES:
        message = f"the text has more than {MOST_LINES:,} lines: split it into articles"
        raise RejectedError(FailureReason.TOO_LARGE, message)


def _without_notices(found: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """The lines above the title that say what the text is, and the blocks below them."""
    notices: list[str] = []
    below = found
    while below and len(notices) < MOST_NOTICES and announces_release(below[0][0]):
        first, *below = below
        notices.append(first[0].strip())
        below = [first[1:], *below] if len(first) > 1 else below
    return (notices, below) if below else ([], found)


def _headline(found: list[list[str]]) -> tuple[str, list[list[str]]]:
    """The headline, and the blocks of lines that are left.

    A first block of several short lines is one wrapped headline when a blank line ends it;
    a first line right above the text is the headline by itself. A story that begins with its
    dateline, or a byline above that, has none.
    """
    if not found:
        return "", []
    first, *rest = found
    if begins_story(first[0].strip()) or _is_above_story(found):
        return "", found
    byline_below = len(first) > 1 and byline_in(first[1]) is not None
    may_be_whole = rest and not byline_below and len(first) <= LONGEST_HEADLINE
    if may_be_whole and _is_headline(whole := join_lines(first)):
        return whole, rest
    if _is_headline(first[0]) and (len(first) > 1 or not rest) and not _is_wrapped(first):
        return first[0].strip(), [first[1:], *rest] if len(first) > 1 else rest
    return "", found


def _is_above_story(found: list[list[str]]) -> bool:
    """Whether the first line is a byline right above the dateline, so that there is no title."""
    first, *below = (line for block in found[:2] for line in block[:2])
    return bool(below) and byline_in(first) is not None and begins_story(below[0].strip())


def _is_wrapped(block: list[str]) -> bool:
    """Whether the first line is no title but goes on in the second."""
    first, second = block[0].strip(), "".join(block[1:2]).strip()
    goes_on = second[:1].islower() or _GOES_ON.search(first) is not None
    return len(first) >= LEAST_WRAPPED and bool(second) and goes_on


def _is_headline(text: str) -> bool:
    return len(text.strip()) <= LONGEST_HEADLINE
