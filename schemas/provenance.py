"""Where an article came from and which of its fields were guessed."""

from __future__ import annotations

from pydantic import AwareDatetime, Field

from schemas.model import Contract


class Provenance(Contract):
    """The document behind an article, and how far its fields can be trusted."""

    document: str
    """Path of the document below the inbox, as it was dropped."""

    sha256: str
    """SHA-256 of the document's bytes, in hexadecimal."""

    member: str | None = None
    """Which item of a document with several: its place (`0`, `1`, …) or its name, with a slash
    between those of documents that lie in one another."""

    format: str
    """What the content was recognized as, such as `text`, `html` or `newsml-g2`."""

    encoding: str | None = None
    """Character encoding the bytes were read with, by its Python codec name; None for what is not
    read as one text, such as an office document, a mail or JSON Lines."""

    reader: str
    """Who understood the item: the format's reader, with the vocabulary or extractor it used."""

    mtime: AwareDatetime | None = None
    """When the file was last changed; the reference for dates without a year."""

    warnings: tuple[str, ...] = ()
    """What was odd about the document, in words."""

    guessed: dict[str, str] = Field(default_factory=dict)
    """Fields that the document does not state, each with how its value was found."""
