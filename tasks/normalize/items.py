"""From a source to its items, whatever it is packed in: recognize, read, and go on inside."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.faults import BUGS, told
from tasks.normalize.detect import Recognition, recognize
from tasks.normalize.reader import Draft, Size

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tasks.normalize.reader import Reader
    from tasks.normalize.source import Source

DEEPEST = 4
"""How many containers may lie in one another: a mail in a tar in a gzip in a zip."""


@dataclass(frozen=True)
class Found:
    """An item, and how it was come by."""

    draft: Draft
    recognition: Recognition


Item = Found | RejectedError | None
"""An item, or why it cannot be read; None for one that is skipped."""


@dataclass
class Walk:
    """Goes through a source and all that is packed in it.

    Attributes:
        skip: how many items were seen by an earlier attempt. Where a source holds one
            article only, it is not even read.
        tell: is called with each recognition.
    """

    readers: Sequence[Reader]
    skip: int = 0
    tell: Callable[[Recognition], None] = field(default=lambda _: None)

    def items(self, source: Source) -> Iterator[Item]:
        """The items, in order; what cannot be read does not spoil its neighbours.

        Raises:
            RejectedError: nothing of the source can be read.
            Exception: the same, by a bug.
        """
        recognition = recognize(source, self.readers)
        self.tell(recognition)
        if self.skip and source.depth and recognition.reader.format.size is Size.PAGE:
            self.skip -= 1
            yield None
            return
        some = False
        try:
            for item in recognition.reader.read(source):
                if isinstance(item, Draft):
                    item.member = _join(source.member, item.member)
                    yield self._unless_seen(Found(item, recognition))
                elif isinstance(item, RejectedError):
                    yield self._unless_seen(_placed(item, source))
                else:
                    yield from self._part(item)
                some = True
        except (RejectedError, *BUGS) as error:
            if not some:
                raise
            yield self._unless_seen(_placed(rejected(error), source))

    def _part(self, part: Source) -> Iterator[Item]:
        try:
            _check_depth(part)
            yield from self.items(part)
        except (RejectedError, *BUGS) as error:
            yield self._unless_seen(_placed(rejected(error), part))

    def _unless_seen(self, item: Found | RejectedError) -> Item:
        if not self.skip:
            return item
        self.skip -= 1
        return None


def rejected(error: Exception) -> RejectedError:
    """What an error means for the item at which it was met: a bug is the item's own affair."""
    if isinstance(error, RejectedError):
        return error
    return RejectedError(FailureReason.INTERNAL_ERROR, told(error))


def _check_depth(part: Source) -> None:
    if part.depth > DEEPEST:
        message = f"it is packed more than {DEEPEST} times"
        raise RejectedError(FailureReason.UNSUPPORTED_FORMAT, message)


def _placed(error: RejectedError, source: Source) -> RejectedError:
    """The error with the member it is about, seen from the whole document."""
    return RejectedError(error.reason, error.message, member=_join(source.member, error.member))


def _join(outer: str | None, inner: str | None) -> str | None:
    return f"{outer}/{inner}" if outer and inner else outer or inner
