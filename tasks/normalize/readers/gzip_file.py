"""Gzip (RFC 1952): one document, packed; unpacked while it is read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tasks.normalize.packed.content import PackedContent
from tasks.normalize.packed.gunzip import MAGIC, gunzipped, original_name
from tasks.normalize.packed.labels import base_name, label
from tasks.normalize.reader import Format, Size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tasks.normalize.source import Source

_ENDINGS = {".tgz": ".tar", ".gz": "", ".gzip": ""}


class GzipReader:
    """Reads what a gzip file holds."""

    format = Format(
        name="gzip",
        title="gzip",
        recognized_by="the bytes `1F 8B 08`",
        holds="a document of any format: JSON Lines, feeds, tar and WARC stream through",
        limits="unpacks to no more than `WIREDESK_MAX_UNPACKED_BYTES`, and to more than "
        "`WIREDESK_MAX_STREAM_BYTES` only if that is less than 100 times its size; what follows "
        "the packed data is passed over",
        size=Size.STREAM,
    )

    def recognizes(self, source: Source) -> str | None:
        """By its first bytes."""
        return "it begins with the mark of gzip" if source.head.startswith(MAGIC) else None

    def read(self, source: Source) -> Iterator[Source]:
        """What is packed, as a part that goes by the name in the header or the file's own.

        Raises:
            RejectedError: too much is packed in the document.
        """
        source.allowance.open(source)
        source.allowance.take_member(source)
        name = label(original_name(source.head) or "") or _unpacked_name(source)
        content = PackedContent(source, partial(gunzipped, source.content))
        yield source.part(base_name(name), content, name)


def _unpacked_name(source: Source) -> str:
    name = base_name(label(source.name))
    ending = _ENDINGS.get(source.extension)
    return name if ending is None else name[: -len(source.extension)] + ending
