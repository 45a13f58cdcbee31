"""What a subscriber is given: events, and word of what it will never get."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from schemas.event import ArticleEvent

UNKNOWN = "unknown"


@dataclass(frozen=True)
class Delivery:
    """One event, handed over.

    Attributes:
        entry_id: of the stream entry, such as `1700000000000-0`.
        attempt: 1 for the first time that anyone of the group got it.
    """

    event: ArticleEvent
    entry_id: str
    attempt: int


@dataclass(frozen=True)
class Gap:
    """Entries that this group never got, and that are on the stream no more.

    Attributes:
        first: id of the first entry that is gone.
        last: id of the last one.
        count: how many are gone from `first` to `last`; None where nobody counted.
        reason: `age` or `memory` (trimmed), `withdrawn` (the publisher took an article back, and
            its text with it), `unknown` (somebody else deleted them).
        article_id: of the article that was withdrawn.
    """

    first: str
    last: str
    count: int | None = None
    reason: str = UNKNOWN
    article_id: str | None = None


def order(entry_id: str) -> tuple[int, int]:
    """What entry ids are compared by: milliseconds, then the number within one of them."""
    milliseconds, _, number = entry_id.partition("-")
    return int(milliseconds), int(number or 0)


def before(entry_id: str) -> str:
    """The id right below an id."""
    milliseconds, number = order(entry_id)
    return f"{milliseconds}-{number - 1}" if number else f"{milliseconds - 1}-{2**64 - 1}"
