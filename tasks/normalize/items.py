"""From a source to its items, whatever it is packed in: recognize, read, and go on inside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.faults import BUGS, place_of
from tasks.normalize.detect import Recognition, recognize
from tasks.normalize.reader import Draft

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


def items_of(
    source: Source,
    readers: Sequence[Reader],
    tell: Callable[[Recognition], None] = lambda _: None,
) -> Iterator[Found | RejectedError]:
    """The items of a source and of all that is packed in it, in order.

    What cannot be read comes as its error, and does not spoil its neighbours.

    Args:
        tell: is called with each recognition.

    Raises:
        RejectedError: nothing of the source can be read.
    """
    recognition = recognize(source, readers)
    tell(recognition)
    some = False
    try:
        for item in recognition.reader.read(source):
            if isinstance(item, Draft):
                item.member = _join(source.member, item.member)
                yield Found(item, recognition)
            elif isinstance(item, RejectedError):
                yield _placed(item, source)
            else:
                yield from _part(item, readers, tell)
            some = True
    except RejectedError as error:
        if not some:
            raise
        yield _placed(error, source)


def _part(
    part: Source, readers: Sequence[Reader], tell: Callable[[Recognition], None]
) -> Iterator[Found | RejectedError]:
    if part.depth > DEEPEST:
        message = f"it is packed more than {DEEPEST} times"
        yield RejectedError(FailureReason.UNSUPPORTED_FORMAT, message, member=part.member)
        return
    try:
        yield from items_of(part, readers, tell)
    except RejectedError as error:
        yield _placed(error, part)
    except BUGS as error:
        what = f"{type(error).__name__} in {place_of(error)}"
        yield RejectedError(FailureReason.INTERNAL_ERROR, what, member=part.member)


def _placed(error: RejectedError, source: Source) -> RejectedError:
    """The error with the member it is about, seen from the whole document."""
    return RejectedError(error.reason, error.message, member=_join(source.member, error.member))


def _join(outer: str | None, inner: str | None) -> str | None:
    return f"{outer}/{inner}" if outer and inner else outer or inner
