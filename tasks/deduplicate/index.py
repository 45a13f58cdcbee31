"""What the index of remembered articles is asked, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, kw_only=True)
class Question:
    """May this judgement stand? It may if nothing is known that it does not take into account.

    Attributes:
        judgement: as JSON; kept with the article, so that a retry gets the same one.
        entry: what is to be remembered of the article; empty for nothing.
        sure: features one of which is enough to find an entry; each 4 bytes.
        features: features two of which are needed, or four that are common; the article will be
            found by them, too.
        marks: features that it will be found by besides.
        watermark: what the judgement takes into account; empty at first.
        line: the line of versions that it belongs to; empty for none.
        newest: the line's newest version that the judgement takes into account.
        becomes: the newest version from now on; empty if it stays.
    """

    article_id: str
    judgement: str
    entry: bytes
    sure: bytes
    features: bytes
    marks: bytes
    watermark: bytes = b""
    line: bytes = b""
    newest: bytes = b""
    becomes: bytes = b""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Either the judgement that stands, or what else has to be weighed.

    Attributes:
        judgement: the one that stands, now or since an earlier attempt; None if it has to be
            thought over.
        entries: articles remembered since the question's watermark that share features.
        watermark: what is known now.
        newest: the line's newest version now.
    """

    judgement: str | None
    entries: tuple[bytes, ...] = ()
    watermark: bytes = b""
    newest: bytes = b""


class Index(Protocol):
    """Remembers articles for the window of time in which copies and versions are looked for."""

    def ask(self, questions: Sequence[Question]) -> list[Answer]:
        """The answers, in the order of the questions; what one of them has settled, the next
        ones are told.

        Raises:
            redis.RedisError: the index cannot be asked. That is an answer of neither kind:
                the article has to wait.
        """
