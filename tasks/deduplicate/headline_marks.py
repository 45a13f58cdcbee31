"""Marks such as `UPDATE 2-` before a headline and `(corrected)` after it.

Headlines begin with the same words, too: `Update on flood relief`, `Kill-switch law passes`. What
makes a mark of them is what follows: a colon, a dash, closing brackets, the end, or, right after
capitals or a number, a hyphen. The first word alone tells that most headlines have no mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tasks.deduplicate.mark_phrases import Phrase, numbers_after, phrases_beginning
from tasks.deduplicate.revision_words import Change

MOST_MARKS = 32
MOST_NEUTRAL = 3
"""Words such as `URGENT` before a mark."""

LONGEST_IN_BRACKETS = 90
LONGEST_TAIL = 40
"""Code points of a mark in brackets, or at the end of a headline."""

REST = 120
"""Code points of a headline's rest that tell whether all of it is in capitals."""

_OPEN, _CLOSE = "([{【〔（［<", ")]}】〕）］>"
_LONG_DASHES = "\u2012\u2013\u2014\u2015\u2212\uff0d"
_DASHES = rf"\u2010\u2011{_LONG_DASHES}-"
_BEGINS = re.compile(
    rf"[\s*\"'>+•|~.{_DASHES}]*(?P<bracket>[{re.escape(_OPEN)}])?[\s*]*"
    r"(?:(?P<ordinal>\d{1,2})(?:st|nd|rd|th|\.|e|è?me)[\s-]{0,2})?(?P<word>[^\W\d_]+)",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(
    rf"\s*[:;~»|_*：]+[\s~*]*|\s+[/{_DASHES}]+\s*|[/{_DASHES}]+\s+|[{_LONG_DASHES}]\s*|--+\s*"
    r"|\s*(?=[(\[]\s*official)|[\s.!*]*$",
    re.IGNORECASE,
)
_HYPHEN = re.compile(r"[\u2010\u2011-](?=\S)")
_AFTER_BRACKET = re.compile(rf"[\s:;,.|/~：{_DASHES}]*")
_IN_BRACKETS = re.compile(
    rf"\s*(?:[:;,/|.：{_DASHES}]|(?:at|on|to|with|in para\w*|um|le|à|ore|às|a las|op|kl|pix|tv"
    r"|official|version|von|vom)\b|(?:[\W\d_]|uhr|gmt|utc|[ap]\.?m\b|h\b|보)*$)",
    re.IGNORECASE,
)
_COMPOUND = re.compile(
    r"(?:switch|or\b|off\b|team|zone|chain|shot|offen[cd]|custom|free|officer|facilit|council|up\b)",
    re.IGNORECASE,
)
_TAKE = re.compile(
    r"(?:[\s,-]|(?<=BC))+(?:(?P<number>\d{1,2})(?:st|nd|rd|th)[\s-]*(?:ld|lead)(?:[\s-]*writethru)?"
    r"|ld[\s-]*writethru)(?:-\w{1,12})?(?:,\s*\d{1,5})?$",
    re.IGNORECASE,
)
_TAIL = re.compile(rf"[/|,{_DASHES}]+\s*(?=[^\s,|])")
_LEFT_OVER = f" \t\n\u00a0,|/-{_LONG_DASHES}"


@dataclass(frozen=True)
class Marks:
    """What the marks of a headline say.

    Attributes:
        change: of several marks the first one's; a kill or a note to editors outweighs others.
        number: how many updates there have been with this one.
        rest: the headline without them.
    """

    change: Change | None
    number: int | None
    rest: str


@dataclass(frozen=True)
class _Mark:
    phrase: Phrase
    number: int | None
    end: int

    @property
    def change(self) -> Change | None:
        if self.phrase.is_roundup and (self.number or 0) < 1:
            return None
        return self.phrase.change


_TAKEN = Phrase((), Change.UPDATE)


def read_marks(text: str) -> Marks:
    """The marks before and after a headline or slugline."""
    marks: list[_Mark] = []
    rest = text.strip()
    for _ in range(MOST_MARKS):
        found = _before(rest) or _after(rest)
        if found is None:
            break
        mark, rest = found
        marks.append(mark)
    if not marks:
        return Marks(None, None, rest)
    changes = [mark.change for mark in marks if mark.change]
    weighty = [change for change in (Change.KILL, Change.ADVISORY) if change in changes]
    return Marks(
        change=next(iter(weighty + changes), None),
        number=next((mark.number for mark in marks if mark.number), None),
        rest=rest,
    )


def opening_mark(text: str) -> Change | None:
    """The mark that a paragraph begins with."""
    found = _before(text)
    return found[0].change if found else None


def _before(text: str) -> tuple[_Mark, str] | None:
    """The first mark with what it leaves, and whatever neutral words go with it."""
    start = 0
    for _ in range(MOST_NEUTRAL):
        mark = _mark_at(text, start)
        if mark is None:
            return None
        start = mark.end
        if mark.phrase.change is not None:
            official = _mark_at(text, start)
            if official and official.phrase.words == ("official",):
                start = official.end
            return mark, text[start:].strip()
    return None


def _after(text: str) -> tuple[_Mark, str] | None:
    """The mark that a headline ends with, with what it leaves."""
    if text[-1:] in _CLOSE:
        opened = max(text.rfind(bracket, -LONGEST_IN_BRACKETS) for bracket in _OPEN)
        return _ending_at(text, opened, opened) if opened > 0 else None
    tail = max(0, len(text) - LONGEST_TAIL)
    end = text[tail:].lower()
    if ("ld" in end or "lead" in end) and (take := _TAKE.search(text, tail)):
        return _Mark(_TAKEN, int(take["number"] or 1), len(text)), text[: take.start()].strip()
    for divider in _TAIL.finditer(text, tail):
        if divider[0].rstrip() not in "-/" or text[divider.start() - 1].isspace():
            found = _ending_at(text, divider.end(), divider.start())
            if found and _may_end_bare(text[divider.end() :], found[0]):
                return found
    return None


def _ending_at(text: str, start: int, cut: int) -> tuple[_Mark, str] | None:
    mark = _mark_at(text, start)
    if mark is None or mark.end < len(text) or mark.phrase.change is None:
        return None
    return mark, text[:cut].rstrip(_LEFT_OVER)


def _may_end_bare(tail: str, mark: _Mark) -> bool:
    """Whether the last words of a headline are a mark although no brackets say so."""
    if mark.number or tail.isupper():
        return True
    return mark.phrase.change in {Change.CORRECTION, Change.UPDATE}


def _mark_at(text: str, start: int) -> _Mark | None:
    """The mark that begins here."""
    begins = _BEGINS.match(text, start)
    if begins is None:
        return None
    for phrase in phrases_beginning(begins["word"]):
        end = phrase.end_in(text, begins.end())
        if end is None:
            continue
        for number, after in numbers_after(text, end, begins["ordinal"]):
            if phrase.is_counted and number is None:
                continue
            place = _Place(text, begins.start("word"), after, phrase, number)
            closed = place.after_bracket() if begins["bracket"] else place.after_separator()
            if closed is not None:
                counted = number - 1 if phrase.is_roundup and number else number
                return _Mark(phrase, counted, closed)
    return None


@dataclass(frozen=True)
class _Place:
    """Where the words of a phrase stand, with their number."""

    text: str
    start: int
    end: int
    phrase: Phrase
    number: int | None

    @property
    def in_capitals(self) -> bool:
        """Whether the words are in capitals, and what follows is not."""
        rest = self.text[self.end : self.end + REST]
        return self.text[self.start : self.end].isupper() and not rest.isupper()

    def after_bracket(self) -> int | None:
        """The end of the mark, if brackets close behind it."""
        longest = self.end + LONGEST_IN_BRACKETS
        ends = [self.text.find(bracket, self.end, longest) for bracket in _CLOSE]
        end = min((each for each in ends if each >= 0), default=None)
        if end is None or not _IN_BRACKETS.match(self.text, self.end, end):
            return None
        after = _AFTER_BRACKET.match(self.text, end + 1)
        return after.end() if after else end + 1

    def after_separator(self) -> int | None:
        """The end of the mark, if something sets it apart from the headline."""
        separator = _SEPARATOR.match(self.text, self.end)
        if separator is not None:
            return separator.end() if self._is_sure() else None
        hyphen = _HYPHEN.match(self.text, self.end)
        if hyphen is not None:
            return hyphen.end() if self._is_joined_mark(hyphen.end()) else None
        if self.phrase.stands_alone or (self.number is not None and not self.phrase.is_newsy):
            return self._after_capitals()
        return None

    def _is_sure(self) -> bool:
        if not self.phrase.is_newsy:
            return True
        return self.in_capitals or self.end == len(self.text)

    def _is_joined_mark(self, after: int) -> bool:
        """Whether it is a mark with a hyphen, and no compound."""
        if self.number is not None:
            return self.in_capitals or not self.text[after].isdigit()
        if self.phrase.is_compounding or self.phrase.is_newsy:
            compound = _COMPOUND.match(self.text, after)
            return not compound and self.text[self.start : self.end].isupper() and self._is_sure()
        return not self.text[after].islower()

    def _after_capitals(self) -> int | None:
        follows = self.text[self.end : self.end + 2].lstrip()[:1]
        return self.end if self.in_capitals and (follows.isupper() or follows.isdigit()) else None
