"""The tables in `docs/formats.md`, made from the readers themselves.

`python -m worker.formats_page` writes them; with `--check` it only says whether they are fresh.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tasks.normalize.detect import FOREIGN_BYTES, LIMITS, MEDIA_BYTES
from tasks.normalize.reader import Size
from tasks.normalize.readers import READERS
from tasks.options import Options
from worker.generated_pages import filled_in, keep_fresh

if TYPE_CHECKING:
    from collections.abc import Iterable

PAGE = Path(__file__).parent.parent / "docs" / "formats.md"

BEGIN = "<!-- tables made by `make schemas` -->"
END = "<!-- end of the tables -->"

SIZES = {
    Size.PAGE: f"{Options().max_page_bytes:,} bytes, parsed whole: one article",
    Size.DOCUMENT: f"{Options().max_document_bytes:,} bytes, parsed whole",
    Size.STREAM: f"{Options().max_stream_bytes:,} bytes, read item by item in constant memory",
}
"""How large a document may be, by the way its format is read."""


def tables() -> str:
    """The formats with what is read of them, their fields, and what is refused by name."""
    return f"{_formats()}\n\n{_fields()}\n\n{_sizes()}\n\n{_refused()}"


def page(text: str) -> str:
    """The page with fresh tables."""
    return filled_in(text, BEGIN, tables(), END)


def _formats() -> str:
    rows = (
        (f"`{each.name}`", each.title, each.recognized_by, each.holds, each.limits, each.size)
        for each in (reader.format for reader in READERS)
    )
    return _table(("format", "", "recognized by", "what is read", "not read", "size"), rows)


def _fields() -> str:
    rows = (
        (
            each.title,
            ", ".join(f"`{name}`" for name in each.fields if name != "headline")
            or "those of what is inside",
        )
        for each in (reader.format for reader in READERS)
    )
    return _table(("format", "fields it may state, besides headline and body"), rows)


def _sizes() -> str:
    rows = ((size.value, SIZES[size], f"`{LIMITS[size][1]}`") for size in Size)
    return _table(("size", "at most", "setting"), rows)


def _refused() -> str:
    names = sorted({what for _, what in (*FOREIGN_BYTES, *MEDIA_BYTES)})
    return f"Refused as `unsupported_format`, by name: {', '.join(names)}; other binary data."


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = tuple(head)
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def main(arguments: list[str]) -> int:
    """Write the page, or check it; returns the exit status."""
    return keep_fresh({PAGE: page(PAGE.read_text("utf-8"))}, arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
