"""Every reader there is: those of third parties first, then our own."""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, cast

from schemas.errors import SetupError
from tasks.normalize.reader import Format
from tasks.normalize.readers import READERS

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from tasks.normalize.reader import Reader

ENTRY_POINTS = "wiredesk.readers"
"""Group under which a distribution announces its readers: name = `module:ReaderClass`."""


@cache
def all_readers() -> tuple[Reader, ...]:
    """The readers in the order in which they are asked; the first that recognizes reads.

    Those of third parties come first: somebody installed them for a format of their own.

    Raises:
        SetupError: an installed reader cannot be loaded or is none.
    """
    found = sorted(entry_points(group=ENTRY_POINTS), key=lambda each: each.name)
    return (*map(_load, found), *READERS)


def _load(entry_point: EntryPoint) -> Reader:
    try:
        reader = entry_point.load()()
    except Exception as error:
        message = f"{_named(entry_point)} cannot be loaded: {type(error).__name__}: {error}"
        raise SetupError(message) from error
    if not isinstance(getattr(reader, "format", None), Format):
        raise SetupError(f"{_named(entry_point)} is no reader: its `format` is no Format")
    return cast("Reader", reader)


def _named(entry_point: EntryPoint) -> str:
    package = f" of {entry_point.dist.name}" if entry_point.dist else ""
    return f"the reader {entry_point.name} ({entry_point.value}){package}"
