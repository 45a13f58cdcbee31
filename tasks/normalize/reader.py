"""What a reader gives back, how it presents itself, and the protocol in between."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from schemas.errors import RejectedError
    from tasks.normalize.source import Source


class Size(StrEnum):
    """How a format is read, which decides how large it may be."""

    PAGE = "page"
    """One article, parsed whole."""

    DOCUMENT = "document"
    """One or many articles, parsed whole."""

    STREAM = "stream"
    """Many articles, read one by one: only one of them is in memory at a time."""


@dataclass(frozen=True)
class Format:
    """How a reader presents itself: one row of the table in `docs/formats.md`.

    Attributes:
        name: as `provenance` gives it, such as `newsml-g2`.
        title: the format's name for people, such as `NewsML-G2`.
        recognized_by: what its content is told by, in words.
        holds: which articles are found in it, in words.
        fields: the article fields that it may state, besides headline and body.
        limits: what is not read, in words.
        looked_for: where an item's text is looked for, to end a message with.
        size: how it is read.
    """

    name: str
    title: str
    recognized_by: str
    holds: str
    fields: tuple[str, ...] = ()
    limits: str = ""
    looked_for: str = ""
    size: Size = Size.DOCUMENT


@dataclass
class Draft:
    """One item as a reader understood it; cleaning and guessing come after.

    Attributes:
        fields: what the item states, by article field; dates and names still as text.
        paragraphs: the body, one string each.
        guessed: article field -> how its value was found, where the item does not state it.
        warnings: what was odd, in words.
        member: which item of its source this is, where there are several.
        zone: where whoever wrote it keeps time, such as `Europe/Oslo`, for times that name none.
        reader: name of the reader that understood the item, if another one than the source's.
    """

    fields: dict[str, Any] = field(default_factory=dict)
    paragraphs: list[str] = field(default_factory=list)
    guessed: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    member: str | None = None
    zone: str | None = None
    reader: str | None = None


class Reader(Protocol):
    """Understands one format; has no state, and never goes to the network."""

    format: Format

    def recognizes(self, source: Source) -> str | None:
        """By what the content is told to be of this format, in words; None if it is not.

        Looks at `head` and `sample` first: a reader is asked about every document.
        """

    def read(self, source: Source) -> Iterable[Draft | RejectedError | Source]:
        """The items of a source, in order; one that is bad by itself as its error.

        What is packed in it comes as a `Source` of its own (see `Source.part`) and is
        recognized by itself.

        Raises:
            RejectedError: nothing (more) of the source can be read.
        """
