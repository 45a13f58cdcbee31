"""What is told of each document's way to whoever keeps traces of it; by default, nobody.

The pipeline tells it once for each batch, after the work, so that nothing is spent on it where
tracing is off. `worker/tracing/` makes spans of it.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from schemas.event import ArticleEvent
    from schemas.failure import Failure, Stage
    from tasks.record import Disposition, Record

T = TypeVar("T")


class Taken(Protocol):
    """A file that the watcher has taken out of the inbox."""

    @property
    def document_id(self) -> str:
        """The id that it was given."""

    @property
    def path(self) -> str:
        """Path below the inbox."""

    @property
    def size(self) -> int:
        """Length in bytes."""

    @property
    def waited_seconds(self) -> float | None:
        """How long it lay in the inbox unchanged; None for one that was claimed earlier."""


class Tracing:
    """Hears of everything, and keeps nothing."""

    def start(self) -> None:
        """Begin, in the process that does the work: after the last fork."""

    def stop(self) -> None:
        """End: what is kept is handed over, or dropped after a moment."""

    def admitting(self, files: Sequence[Taken]) -> AbstractContextManager[object]:  # noqa: ARG002
        """The context in which the watcher admits claimed files and sends them on their way."""
        return nullcontext()

    def turns(self, documents: Iterator[tuple[Record, T]]) -> Iterator[tuple[Record, T]]:
        """The same documents; how long each is worked on is seen between one and the next."""
        return documents

    def worked(
        self,
        stage: Stage,
        attempts: Mapping[Record, int],
        failures: Mapping[Record, Failure],
        seconds: float,
    ) -> None:
        """A stage has worked on a batch, and its outputs are saved.

        Args:
            attempts: the records worked on, and which attempt it was.
            failures: those of them that were given up.
            seconds: how long it took, until now.
        """

    def marked(
        self, events: Sequence[tuple[str, ArticleEvent]]
    ) -> Sequence[tuple[str, ArticleEvent]]:
        """The (document id, event) pairs, each told to say whether its trace is recorded."""
        return events

    def settled(self, file: Taken, disposition: Disposition, seconds: float) -> None:
        """The watcher has moved a file to where it belongs.

        Args:
            seconds: how long the move took, until now.
        """


NO_TRACING = Tracing()
"""Tracing that is switched off."""
