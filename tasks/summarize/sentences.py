"""Where the sentences of a news text begin and end.

A line break always ends a sentence. Elsewhere every sign that can end one is looked at once,
with a bounded look to either side, so the time grows with the length of the text and no faster,
whatever the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tasks.summarize.abbreviations import (
    ABBREVIATIONS,
    AFTER_HOURS,
    ANY_STARTER,
    HOURS,
    MONTHS,
    NAME_PARTICLES,
    NEVER_LAST,
    NUMBERED,
    ORDINAL_LANGUAGES,
    SENTENCE_STARTERS,
    TITLES,
)
from tasks.summarize.boilerplate import LONGEST_LINE, dateline_length

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_TOKEN = 24
"""How far back the word before a full stop is looked for, in code points."""

_CLOSERS = r"\"'”’»›)\]}」』】》〉〕）］"
_OPENERS = r"\"'“‘„‚«‹»›(\[{「『【《〈〔（［¿¡*•—–\-"
_QUOTES = frozenset("\"'”’“‘»›«‹」』")
_FULL_STOPS = frozenset("。！？｡।॥۔؟։።၊။")
"""Signs that end a sentence and nothing else: no abbreviation or number holds one."""

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_TERMINATOR = re.compile(
    rf"([.!?…{''.join(_FULL_STOPS)}]++)"
    rf"((?:[{_CLOSERS}]++|[“‘«‹](?!\w)|[ \u00a0\u202f]?[»›](?!\w))*+)"
)
_NEXT = re.compile(rf"\s++(?:[{_OPENERS}\s])*+")
_WORD = re.compile(r"[^\W\d_]{1,24}")
_ACRONYM = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+[^\W\d_]{1,2}")
_NUMBER = re.compile(r"\d{1,2}")
_CJK_SPEECH = re.compile(r"と|\w{0,6}?(?:说|說|问|問|称|稱|表示|喊)")
_SPEECH = re.compile(
    r"(?:[^\W\d_][\w’'.-]{0,24} ){1,4}"
    r"(?:said|asked|told|added|cried|shouted|wrote|replied|wondered)\b"
)


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
    return [span for line in lines(text) for span in sentences_of_line(text, line, language)]


def lines(text: str) -> Iterator[Span]:
    """The lines of a text that are not blank, without the white space around them."""
    for found in _LINE.finditer(text):
        line = _stripped(text, *found.span())
        if line.start < line.end:
            yield line


def sentences_of_line(text: str, line: Span, language: str | None = None) -> Iterator[Span]:
    """The sentences of one line, lazily; a dateline stays with the first of them."""
    start = line.start
    dateline = dateline_length(text[start : min(line.end, start + LONGEST_LINE)])
    for found in _TERMINATOR.finditer(text, start + dateline, line.end):
        if _ends_sentence(text, line, found, language):
            yield Span(start, found.end())
            start = _stripped(text, found.end(), line.end).start
    if start < line.end:
        yield Span(start, line.end)


def _ends_sentence(text: str, line: Span, found: re.Match[str], language: str | None) -> bool:
    signs, closers, end = found[1], found[2], found.end()
    if end == line.end:
        return True
    if signs[-1] in _FULL_STOPS:
        return _full_stop_ends(text, line, end, closers)
    gap = _NEXT.match(text, end, line.end)
    if gap is None or gap.end() == line.end or not _can_begin(text, gap.end(), line.end):
        return False
    following = _WORD.match(text, gap.end(), line.end)
    quoted = not _QUOTES.isdisjoint(closers)
    if signs != ".":
        return _sign_ends(text, found, gap.end(), quoted=quoted, language=language)
    return quoted or _period_ends(text, line, found.start(), following, language)


def _full_stop_ends(text: str, line: Span, end: int, closers: str) -> bool:
    """Of `。`, `।` and their kind: always, unless a comma or a verb of saying goes on."""
    if text[end] in ",;:，、；：":
        return False
    return not (closers and _CJK_SPEECH.match(text, end, line.end))


def _can_begin(text: str, start: int, end: int) -> bool:
    """Whether a sentence can begin here: no small letter (but `iPhone`) and no punctuation."""
    if text[start].islower():
        return text[start + 1 : min(start + 2, end)].isupper()
    return text[start] not in ",;:.!?…/)]}"


def _sign_ends(
    text: str, found: re.Match[str], following: int, *, quoted: bool, language: str | None
) -> bool:
    """Of `!`, `?` and ellipses: yes, but for `a … b` and `“Ready?” Anna Keller asked`."""
    if found[1][-1] in ".…" and "!" not in found[1] and "?" not in found[1]:
        return quoted or text[found.start() - 1 : found.start()] not in {" ", "[", "("}
    speech = _SPEECH.match(text, following) if quoted else None
    return speech is None or speech[0].partition(" ")[0] in _starters(language)


def _period_ends(
    text: str, line: Span, period: int, following: re.Match[str] | None, language: str | None
) -> bool:
    """Whether a single full stop ends a sentence, from the word before it and the one behind."""
    before = text[max(line.start, period - LONGEST_TOKEN) : period]
    word = _last_word(before)
    if not word:
        return before.rstrip()[-1:] not in {"", "."}
    if _never_ends(word, before, following):
        return False
    if _NUMBER.fullmatch(word):
        return not _is_ordinal(following, language, first=line.start == period - len(word))
    if word in HOURS and following is not None:
        return not _goes_with_hour(following[0])
    if len(word) == 1 or _ACRONYM.fullmatch(word) or _is_abbreviation(word):
        return _is_starter(text, following, language)
    return True


def _never_ends(word: str, before: str, following: re.Match[str] | None) -> bool:
    """Titles, `z. B.` and its kin, `No. 5`, and initials before a name: `J. De Souza`."""
    if word in TITLES or word in NEVER_LAST or before[-4:] in NEVER_LAST:
        return True
    if following is None:
        return word in NUMBERED
    return len(word) == 1 and following[0] in NAME_PARTICLES


def _last_word(text: str) -> str:
    """The word at a text's very end, without opening marks; `Gen` of `Lt.-Gen`."""
    if not text or text[-1].isspace():
        return ""
    word = text.rsplit(None, 1)[-1].lstrip("\"'“‘„‚«‹»›(［[{¿¡*•—–-")
    return word.rpartition("-")[2] or word


def _is_ordinal(following: re.Match[str] | None, language: str | None, *, first: bool) -> bool:
    """`26. November`, `der 3. Tag`, and the number of a list's item."""
    if first:
        return True
    if following is None:
        return False
    if following[0] in MONTHS:
        return True
    return _primary(language) in ORDINAL_LANGUAGES and following[0] not in _starters(language)


def _goes_with_hour(word: str) -> bool:
    return word in AFTER_HOURS or (word.isupper() and len(word) > 1)


def _is_abbreviation(word: str) -> bool:
    return word in ABBREVIATIONS or (word.isupper() and word.title() in ABBREVIATIONS)


def _is_starter(text: str, following: re.Match[str] | None, language: str | None) -> bool:
    """Whether a word that begins sentences follows; `A.` is an initial, not the word `A`."""
    if following is None or following[0] not in _starters(language):
        return False
    return text[following.end() : following.end() + 1] != "."


def _starters(language: str | None) -> frozenset[str]:
    return SENTENCE_STARTERS.get(_primary(language), ANY_STARTER)


def _primary(language: str | None) -> str:
    return (language or "").partition("-")[0].lower()


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
