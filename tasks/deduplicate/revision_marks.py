"""What an article says of its relation to earlier ones: that it corrects, repeats or kills them.

Agencies say it before the headline (`UPDATE 2-`, `CORRECTED-`, `(CORRECCIÓN)`), after it
(`(corrected)`), in the slugline (`BC-Ferry, 2nd Ld-Writethru`), in notes to editors and in the
genre.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemas.article import PubStatus
from tasks.deduplicate.editors_notes import (
    LONGEST_NOTE,
    is_to_editors,
    stories_named,
    withdraws,
)
from tasks.deduplicate.headline_marks import Marks, opening_mark, read_marks
from tasks.deduplicate.mark_phrases import fold_word
from tasks.deduplicate.revision_words import NOTES, Change

if TYPE_CHECKING:
    from schemas.article import Article

__all__ = ["Change", "Revision", "revision_of"]

ENDING = 400
"""Code points at the end of a text in which a web page says that it was corrected."""

FIRST_LINE = 200
"""Code points of a text's first line in which a mark may stand."""

MOST_NOTE_SENTENCES = 24

_TOPICS = re.compile(r"\w+(?:-\w+)+")
"""A slugline of topics, `correction-prison`, whose hyphens set no mark apart."""

_SENTENCE = re.compile(r"(?<=[.!])\s+|\n")
_NOTE_OPENING = re.compile(
    r"[\W_]*(?:(?:eds?|editors?|editor['’]s note|note)\s*[.:,–—-]+\s*)?"
    r"(?:this (?:version|story|item|article)\s+)?(?P<word>[^\W\d_]+)",
    re.IGNORECASE,
)
_WAS_CORRECTED = re.compile(
    r"\b(?:story|article|report|version|post)\b[^.\n]{0,40}\bcorrect(?:ed|s)\b"
    r"|\b(?:earlier|previous) version of (?:this|the|our)\b[^.\n]{0,80}"
    r"\b(?:incorrect|misstat|misspel|misidentif|mistaken|wrong|error)",
    re.IGNORECASE,
)
_CHANGES_BY_NOTE = {
    fold_word(word): change for change, words in NOTES.items() for word in words.split()
}
_CHANGES_BY_GENRE = {
    "correction": Change.CORRECTION,
    "corrected": Change.CORRECTION,
    "update": Change.UPDATE,
    "kill": Change.KILL,
    "withdrawal": Change.KILL,
    "advisory": Change.ADVISORY,
}
_NOTHING = Marks(None, None, "")


@dataclass(frozen=True)
class Revision:
    """What an article says of its relation to earlier ones.

    Attributes:
        change: None where it says nothing.
        number: how many updates there have been with this one: 3 for `UPDATE 3`, 2 for
            `2nd Ld-Writethru` and `WRAPUP 3`; None where it is not counted.
        headline: without marks.
        quoted: headlines and sluglines of the articles that it speaks of.
    """

    change: Change | None
    number: int | None
    headline: str
    quoted: tuple[str, ...] = ()


def revision_of(article: Article) -> Revision:
    """What an article says of its relation to earlier ones."""
    marks = read_marks(article.headline)
    said = marks if marks.change else _said_elsewhere(article)
    number = marks.number or said.number
    canceled = article.pubstatus is PubStatus.CANCELED
    if said.change is None and not canceled:
        return Revision(None, number, marks.rest)
    change = said.change
    if canceled or (change is Change.ADVISORY and withdraws(_note(article))):
        change = Change.KILL
    is_note = said.change in {Change.KILL, Change.ADVISORY}
    quoted: tuple[str, ...] = ()
    if change in {Change.KILL, Change.ADVISORY, Change.CORRECTION}:
        quoted = stories_named(_note(article), any_quotation=is_note)
    return Revision(change, number, marks.rest, quoted)


def _note(article: Article) -> str:
    """What an article that is a note says, all of it."""
    parts = (article.headline, article.ednote or "", article.body_text[:LONGEST_NOTE])
    return "\n".join(filter(None, parts))


def _said_elsewhere(article: Article) -> Marks:
    """What is said outside the headline, in the first place that says something."""
    if article.slugline and not _TOPICS.fullmatch(article.slugline):
        marks = read_marks(article.slugline)
        if marks.change is not None:
            return marks
    change = (
        _change_in_note(article.ednote or "")
        or _change_in_text(article.body_text)
        or _change_in_genre(article.genre)
    )
    return Marks(change, None, "") if change else _NOTHING


def _change_in_genre(genres: tuple[str, ...]) -> Change | None:
    lasts = (fold_word(re.split(r"[:/]", genre)[-1].strip()) for genre in genres)
    return next(filter(None, map(_CHANGES_BY_GENRE.get, lasts)), None) if genres else None


def _change_in_note(note: str) -> Change | None:
    """What a note to editors says that this version does."""
    note = note[:LONGEST_NOTE]
    if not note:
        return None
    if is_to_editors(note) and withdraws(note):
        return Change.KILL
    for sentence in _SENTENCE.split(note, MOST_NOTE_SENTENCES):
        opening = _NOTE_OPENING.match(sentence)
        if opening is None:
            continue
        change = _CHANGES_BY_NOTE.get(fold_word(opening["word"]))
        if change is not None:
            return change
        if (marked := opening_mark(sentence[:FIRST_LINE])) is not None:
            return marked
    return None


def _change_in_text(text: str) -> Change | None:
    """What the text itself says, at its beginning or end."""
    marked = opening_mark(text[:FIRST_LINE])
    if marked is not None and marked is not Change.KILL:
        return marked
    if marked or is_to_editors(text):
        killed = withdraws(text)
        return Change.KILL if killed else None if marked else _change_under_note(text)
    return Change.CORRECTION if _is_said_to_be_corrected(text[-ENDING:]) else None


def _change_under_note(text: str) -> Change:
    """What a text does that addresses editors: it may be a story whose first line does so."""
    note = text.partition("\n")[0]
    changed = _change_in_note(note) if len(note) < len(text) / 2 else None
    return changed or Change.ADVISORY


def _is_said_to_be_corrected(ending: str) -> bool:
    """Whether the end of a text says so in a sentence, or in a line with a mark before it."""
    is_likely = "orrect" in ending or "version of" in ending
    if is_likely and _WAS_CORRECTED.search(ending):
        return True
    last_lines = ending.split("\n")[1:]
    return any(opening_mark(line[:FIRST_LINE]) is Change.CORRECTION for line in last_lines)
