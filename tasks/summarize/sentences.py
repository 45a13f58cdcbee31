"""Where the sentences of a news text begin and end.

A line break always ends a sentence. Elsewhere every sign that can end one is looked at once,
with a bounded look to either side, so the time grows with the length of the text and no faster,
whatever the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tasks.summarize.abbreviations import COMPANY_FORMS
from tasks.summarize.attribution import attributed_to, is_attributed
from tasks.summarize.boilerplate import LONGEST_LINE, dateline_length
from tasks.summarize.full_stops import Conventions, conventions_of, full_stop_ends

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_WORD = 24
"""As many letters of the word behind a full stop are looked at."""

LONGEST_BRACKET = 240
"""How far back the opening of a bracket is looked for, in code points."""

_CLOSERS = r"\"'”’»›)\]}」』】》〉〕）］"
_OPENERS = r"\"'“‘„‚«‹»›(\[{「『【《〈〔（［¿¡*•—–\-"
_BRACKETS = frozenset("([（［")
_QUOTES = frozenset("\"'”’“‘»›«‹」』")
_FULL_STOPS = frozenset("。！？｡।॥۔؟։።။។៕")
"""Signs that end a sentence and hardly anything else: no abbreviation or number holds one."""

_GOES_ON = frozenset(",;:，、；：.!?…") | _FULL_STOPS
_URDU_STOP = "۔"
_SEMICOLONS = frozenset(";\u037e")
"""Question marks in Greek."""

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_SIGN = rf"[.!?…;\u037e{''.join(sorted(_FULL_STOPS))}]"
_TERMINATOR = re.compile(
    rf"({_SIGN}{_SIGN}*+)"
    rf"((?:[{_CLOSERS}]++|[“‘«‹](?!\w)|[ \u00a0\u202f]?[»›](?!\w))*+)"
)
_NEXT = re.compile(rf"(\s++[{_OPENERS}\s]*+)([^\W\d_]{{0,{LONGEST_WORD}}})")
_GREEK = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f]")
"""Scripts without spaces: kana and Chinese characters."""


class Span(NamedTuple):
    """A stretch of a text, in code points: `text[start:end]`."""

    start: int
    end: int


def split_sentences(text: str, language: str | None = None) -> list[Span]:
    """All sentences of a text, in order, without the white space around them.

    Args:
        text: any text; line breaks end a sentence.
        language: BCP 47 tag, or None for unknown; it chooses among words, not among scripts.
    """
    conventions = conventions_of(language)
    return [
        span
        for line in lines(text)
        for span in sentences_of_line(text, line, conventions, opening_dateline(text, line))
    ]


def lines(text: str) -> Iterator[Span]:
    """The lines of a text that are not blank, without the white space around them."""
    for found in _LINE.finditer(text):
        start, end = found.span()
        while start < end and text[start].isspace():
            start += 1
        if start < end:
            while text[end - 1].isspace():
                end -= 1
            yield Span(start, end)


def opening_dateline(text: str, line: Span) -> int:
    """How many code points of a line are the dateline that it opens with."""
    return dateline_length(text[line.start : min(line.end, line.start + LONGEST_LINE)])


def sentences_of_line(
    text: str, line: Span, conventions: Conventions, dateline: int
) -> Iterator[Span]:
    """The sentences of one line, lazily; a dateline stays with the first of them.

    Args:
        dateline: its length in code points.
    """
    start, last = line
    for found in _TERMINATOR.finditer(text, start + dateline, last):
        end = found.end()
        if end == last or _ends_sentence(text, start, last, found, conventions):
            yield Span(start, end)
            start = end
            while start < last and text[start].isspace():
                start += 1
    if start < last:
        yield Span(start, last)


def _ends_sentence(
    text: str, start: int, end: int, found: re.Match[str], conventions: Conventions
) -> bool:
    """Whether a sign inside of a line ends the sentence that opens `text[start:end]`."""
    signs, closers = found.groups()
    last = signs[-1]
    if last in _FULL_STOPS or (last in "!?" and _is_between_unspaced(text, found)):
        return _unmistakable_ends(text, Span(start, end), found)
    following = _NEXT.match(text, found.end(), end)
    if following is None or not _can_begin(text, following, end):
        return False
    quoted = bool(closers) and not _QUOTES.isdisjoint(closers)
    if signs == ".":
        return quoted or full_stop_ends(text, start, found.start(), following, conventions)
    if "!" in signs or "?" in signs or last in _SEMICOLONS:
        return _mark_ends(text, Span(start, end), found, following, conventions)
    before = text[max(start, found.start() - 1) : found.start()]
    return quoted or _ellipsis_ends(before, following[2], conventions)


def _ellipsis_ends(before: str, following: str, conventions: Conventions) -> bool:
    """Yes at the end of a word; behind a space it may stand for words: `I thought … well`."""
    if not before:
        return False
    if before == " ":
        return following in conventions.starters
    return before not in "[("


def _mark_ends(
    text: str,
    rest: Span,
    found: re.Match[str],
    following: re.Match[str],
    conventions: Conventions,
) -> bool:
    """Of `!` and `?`: yes, but for `“Ready?” Anna Keller asked`, `(at last!)` and `Yahoo! Inc.`"""
    signs, closers = found.groups()
    if signs[-1] in _SEMICOLONS and not _GREEK.match(text, max(found.start() - 1, 0)):
        return False
    if not _QUOTES.isdisjoint(closers):
        return not _is_attribution(
            text, Span(found.end(), rest.end), following.start(2), conventions
        )
    if closers:
        return not _opened_inside(text, rest.start, found.start())
    return following[2] not in COMPANY_FORMS


def _opened_inside(text: str, start: int, end: int) -> bool:
    """Whether a bracket opens in a sentence, not before it or with it."""
    looked_at = text[max(start + 1, end - LONGEST_BRACKET) : end]
    return not _BRACKETS.isdisjoint(looked_at)


def _unmistakable_ends(text: str, rest: Span, found: re.Match[str]) -> bool:
    """Of `。`, `।` and their kin: always, but in a title, an Urdu acronym, or a quotation."""
    closers, end = found[2], found.end()
    if text[end] in _GOES_ON or closers[:1] in {"》", "〉"}:
        return False
    if closers:
        return not is_attributed(text, end, rest.end)
    if found[1] == _URDU_STOP and text[end].isalpha():
        return _URDU_STOP not in text[max(rest.start, end - 5) : end - 1] + text[end : end + 4]
    return True


def _is_between_unspaced(text: str, found: re.Match[str]) -> bool:
    """Whether `?` or `!` stands between Chinese characters or kana, where no space is due."""
    before = max(found.start() - 1, 0)
    return bool(_UNSPACED.match(text, before) and _UNSPACED.match(text, found.end()))


def _can_begin(text: str, following: re.Match[str], end: int) -> bool:
    """Whether a sentence can begin there: no small letter (but `iPhone`) and no punctuation."""
    if word := following[2]:
        return not word.islower()
    start = following.end()
    return start < end and text[start] not in ",;:.!?…/)]}"


def _is_attribution(text: str, rest: Span, following: int, conventions: Conventions) -> bool:
    """`“Ready?” Anna Keller asked`, but not `“Ready?” He said nothing`."""
    if is_attributed(text, *rest):
        return True
    first = attributed_to(text, following, rest.end)
    return first is not None and first not in conventions.starters
