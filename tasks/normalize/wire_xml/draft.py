"""What the readers of wire formats do with every draft: the byline and headline in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.normalize.byline import byline_in
from tasks.normalize.readers.text import opening_of

if TYPE_CHECKING:
    from tasks.normalize.reader import Draft

NO_VALUE = frozenset({"no-data-available", "n/a", "none", "null"})
"""What systems write into a field that nobody filled in."""


def settle(draft: Draft) -> Draft:
    """The draft without empty values, with the byline and headline that only its text has.

    A byline that is printed above the text goes before one that is stated: the metadata often
    say no more than `Staff Reporter`.
    """
    draft.fields = {name: value for name, value in draft.fields.items() if _says(value)}
    if len(draft.paragraphs) > 1 and (byline := byline_in(draft.paragraphs[0])) is not None:
        draft.fields["byline"] = byline
        draft.paragraphs = draft.paragraphs[1:]
    if "headline" not in draft.fields and draft.paragraphs:
        draft.fields["headline"] = opening_of(draft.paragraphs[0].strip())
        draft.guessed["headline"] = "the beginning of the text, which states no headline"
    return draft


def _says(value: object) -> bool:
    if isinstance(value, dict):
        # A dateline that is a date or a number is none that could be printed.
        text = str(value.get("text", ""))
        return text[:1].isalpha()
    return bool(value) and str(value).strip().lower() not in NO_VALUE
