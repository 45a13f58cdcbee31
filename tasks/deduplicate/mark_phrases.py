"""The phrases of `revision_words`, to be looked up by their first word."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tasks.deduplicate import revision_words
from tasks.deduplicate.revision_words import Change

if TYPE_CHECKING:
    from collections.abc import Iterator

_NEXT_WORD = re.compile(r"[\s'’/-]{1,3}([^\W\d_]+)")
_NUMBER = re.compile(
    r"(?:[\s#-]|no\.?\s){0,2}(?:\((\d{1,2})\)|(\d{1,2})보?)(?!\w|[.,:]\d)", re.IGNORECASE
)
_COMPOUNDING = frozenset("kill repeat update correction advisory alert wrap lead take".split())
_STANDING_ALONE = frozenset("corrected rpt refile refiled writethru recasts".split())


@dataclass(frozen=True)
class Phrase:
    """Words that may be a mark.

    Attributes:
        words: without case and accents.
        change: None for what may stand beside a mark and is none.
        is_newsy: whether news is made of them, too.
        is_counted: whether they are a mark only with a number.
        is_roundup: whether the first one of its kind replaces nothing.
    """

    words: tuple[str, ...]
    change: Change | None
    is_newsy: bool = False
    is_counted: bool = False
    is_roundup: bool = False

    def end_in(self, text: str, end: int) -> int | None:
        """Where the phrase ends in a text, if its first word ends here."""
        for word in self.words[1:]:
            found = _NEXT_WORD.match(text, end)
            if found is None or fold_word(found[1]) != word:
                return None
            end = found.end()
        return end

    @property
    def is_compounding(self) -> bool:
        """Whether hyphens join it to other words: `kill-switch`."""
        return len(self.words) == 1 and self.words[0] in _COMPOUNDING

    @property
    def stands_alone(self) -> bool:
        """Whether it is a mark, in capitals, with nothing between it and the headline."""
        return len(self.words) > 1 or self.words[0] in _STANDING_ALONE


def fold_word(word: str) -> str:
    """A word without case and accents."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def numbers_after(text: str, end: int, ordinal: str | None) -> Iterator[tuple[int | None, int]]:
    """The number of a mark and where it ends: the one behind its words, then without that.

    Args:
        ordinal: the number before its words.
    """
    if found := _NUMBER.match(text, end):
        yield int(found[1] or found[2]), found.end()
    yield (int(ordinal) if ordinal else None), end


def phrases_beginning(word: str) -> tuple[Phrase, ...]:
    """The phrases that begin with a word, the longest first."""
    return _BY_FIRST_WORD.get(fold_word(word), ())


def _by_first_word() -> dict[str, tuple[Phrase, ...]]:
    lists: dict[str, list[Phrase]] = {}
    for text, change, *kinds in (
        (revision_words.CORRECTION, Change.CORRECTION),
        (revision_words.UPDATE, Change.UPDATE),
        (revision_words.LEAD, Change.UPDATE, "is_counted"),
        (revision_words.WRAPUP, Change.UPDATE, "is_roundup"),
        (revision_words.REFILE, Change.REFILE),
        (revision_words.REPEAT, Change.REPEAT),
        (revision_words.KILL, Change.KILL),
        (revision_words.NEWSY_KILL, Change.KILL, "is_newsy"),
        (revision_words.ADVISORY, Change.ADVISORY),
        (revision_words.NEUTRAL, None),
    ):
        for phrase in filter(None, map(str.strip, re.split(r"[,\n]", text))):
            words = tuple(map(fold_word, phrase.split()))
            made = Phrase(words, change, **dict.fromkeys(kinds, True))
            lists.setdefault(words[0], []).append(made)
    return {word: tuple(sorted(found, key=_shorter)) for word, found in lists.items()}


def _shorter(phrase: Phrase) -> int:
    return -len(phrase.words)


_BY_FIRST_WORD = _by_first_word()
