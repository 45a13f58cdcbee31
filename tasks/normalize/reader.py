"""What a reader is given, what it gives back, and the protocol in between."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from schemas.errors import RejectedError


@dataclass(frozen=True)
class Source:
    """A document's text, decoded but otherwise as it came.

    Attributes:
        name: the file name, of which the extension is a hint and no more.
    """

    name: str
    text: str

    @property
    def extension(self) -> str:
        """The last extension in lower case, with its dot; empty if there is none."""
        stem, dot, extension = self.name.rpartition(".")
        return f".{extension.lower()}" if dot and stem else ""


@dataclass
class Draft:
    """One item as a reader understood it; cleaning and guessing come after.

    Attributes:
        fields: what the item states, by article field; dates and names still as text.
        paragraphs: the body, one string each.
        guessed: article field -> how its value was found, where the item does not state it.
        warnings: what was odd, in words.
        member: which item of the document this is, where there are several.
    """

    fields: dict[str, Any] = field(default_factory=dict)
    paragraphs: list[str] = field(default_factory=list)
    guessed: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    member: str | None = None


class Reader(Protocol):
    """Understands one format."""

    name: str
    """Name of the format, as `provenance` gives it."""

    looked_for: str
    """Where an item's text is looked for, to end a message with; empty where any text will do."""

    def recognizes(self, source: Source) -> bool:
        """Whether the content is of this format."""

    def read(self, source: Source) -> Iterable[Draft | RejectedError]:
        """The items of a document, in order; one that is bad by itself as its error.

        Raises:
            RejectedError: the document as a whole cannot be read.
        """
