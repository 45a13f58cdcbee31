"""What a reader is given: a document, or a part of one, with what is known about it."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar, cast

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.content import BytesContent
from tasks.normalize.encoding.decode import decode
from tasks.normalize.packed.allowance import Allowance

if TYPE_CHECKING:
    from collections.abc import Callable

    from tasks.normalize.content import Content
    from tasks.normalize.encoding.decode import Decoded
    from tasks.options import Options

T = TypeVar("T")

HEAD_BYTES = 65_536
"""How much of a document is looked at to tell its format."""

SAMPLE_CHARACTERS = 50_000
"""The same for its text."""


EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Limits:
    """How much is read, in bytes.

    Attributes:
        page: of a format that holds one article, such as a web page or a plain text.
        document: of a format that is parsed whole, such as a feed or a JSON array.
        stream: of a format that is read item by item, such as JSON Lines or an archive.
        unpacked: of everything that comes out of a packed document.
    """

    page: int = 5_000_000
    document: int = 20_000_000
    stream: int = 256_000_000
    unpacked: int = 1_000_000_000

    @classmethod
    def of(cls, options: Options) -> Limits:
        """The limits that the settings name: a page is a document, and so is what streams."""
        return cls(
            page=min(options.max_page_bytes, options.max_document_bytes),
            document=options.max_document_bytes,
            stream=max(options.max_stream_bytes, options.max_document_bytes),
            unpacked=options.max_unpacked_bytes,
        )


@dataclass(frozen=True)
class Source:
    """A document, or one that was inside of another; its content can be read repeatedly.

    Attributes:
        name: the file name, of which the extension is a hint and no more.
        member: where in the document this lies, such as `week/monday.xml`; None for itself.
        media_type: what the carrier (a mail, a web archive) calls it; a hint.
        charset: character encoding that a rule or the carrier states; believed if it decodes.
        url: where it was fetched from, if the carrier says so.
        received: when it came; the reference for dates without a year.
        depth: in how many others it was packed.
        allowance: what came out of the whole document so far; shared by all of its parts.
    """

    name: str
    content: Content
    limits: Limits = field(default_factory=Limits)
    member: str | None = None
    media_type: str | None = None
    charset: str | None = None
    url: str | None = None
    received: dt.datetime = EPOCH
    depth: int = 0
    allowance: Allowance = field(default_factory=Allowance, compare=False, repr=False)
    _made: dict[Any, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def extension(self) -> str:
        """The last extension in lower case, with its dot; empty if there is none."""
        stem, dot, extension = self.name.rpartition(".")
        return f".{extension.lower()}" if dot and stem else ""

    def open(self) -> BinaryIO:
        """The bytes as a stream from the beginning, for formats that are read item by item."""
        return self.content.open()

    @cached_property
    def head(self) -> bytes:
        """The first bytes, up to `HEAD_BYTES`; of what is damaged, those before the damage.

        Raises:
            RejectedError: it is packed, and not even its first byte can be unpacked.
        """
        head = b""
        with self.open() as stream:
            pieces = cast("io.BufferedReader", stream)
            try:
                while len(head) < HEAD_BYTES and (piece := pieces.read1(HEAD_BYTES - len(head))):
                    head += piece
            except RejectedError:
                if not head:
                    raise
        return head

    def open_anywhere(self) -> BinaryIO:
        """The bytes as a stream in which one can go back; in memory, if they are packed.

        Raises:
            RejectedError: they are packed, and more than a document may have, or damaged.
        """
        stream = self.open()
        if stream.seekable():
            return stream
        stream.close()
        return io.BytesIO(self.raw)

    @cached_property
    def raw(self) -> bytes:
        """All bytes.

        Raises:
            RejectedError: there are more than a document may have.
        """
        most = self.limits.document
        with self.open() as stream:
            raw = stream.read(most + 1)
        if len(raw) > most:
            raise too_large(most, "WIREDESK_MAX_DOCUMENT_BYTES")
        return raw

    @cached_property
    def decoded(self) -> Decoded:
        """All text, and how it was decoded.

        Raises:
            RejectedError: this is no text, or more than a document may have.
        """
        return decode(self.raw, self.charset)

    @property
    def decoded_so_far(self) -> Decoded | None:
        """`decoded`, if any reader wanted the text; None for what is read as bytes."""
        return cast("Decoded | None", self.__dict__.get("decoded"))

    @property
    def text(self) -> str:
        """All text, as `decoded` has it."""
        return self.decoded.text

    @cached_property
    def sample(self) -> str:
        """The beginning of the text; of a small document no more is decoded than once.

        Raises:
            RejectedError: this is no text.
        """
        if len(self.head) < HEAD_BYTES or self.decoded_so_far is not None:
            return self.text[:SAMPLE_CHARACTERS]
        # Cut at a line's end, so that no letter is cut in two; in fours for UTF-16 and UTF-32.
        end = self.head.rfind(b"\n") + 1 if b"\0" not in self.head else 0
        return decode(self.head[: end or HEAD_BYTES - 4], self.charset).text[:SAMPLE_CHARACTERS]

    def once(self, make: Callable[[Source], T]) -> T:
        """What a function makes of this source, made once: readers share what they parse."""
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made

    def part(self, name: str, content: Content | bytes, member: str, **known: Any) -> Source:
        """Something that was packed in this one.

        Args:
            member: its place in this one; the place of this one goes before it.
            known: `media_type`, `charset` and `url`, where the carrier states them.
        """
        place = f"{self.member}/{member}" if self.member else member
        blank: dict[str, Any] = {"media_type": None, "charset": None, "url": None}
        return replace(
            self,
            name=name,
            content=BytesContent(content) if isinstance(content, bytes) else content,
            member=place,
            depth=self.depth + 1,
            **{**blank, **known},
        )


def too_large(most: int, setting: str) -> RejectedError:
    """The error for what has more bytes than a setting allows."""
    message = f"there are more than {most:,} bytes of it ({setting})"
    return RejectedError(FailureReason.TOO_LARGE, message)
