"""Good documents of each format: what mutations start from."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.errors import RejectedError
from tasks.normalize.content import BytesContent
from tasks.normalize.detect import recognize
from tasks.normalize.readers import READERS
from tasks.normalize.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent.parent
PROJECT_SEEDS = ROOT / "seeds"
SEEDS = Path(__file__).parent / "seeds"
"""A folder for each reader: a minimal document, and every input that ever broke something."""

READER_NAMES = tuple(reader.format.name for reader in READERS)


def seeds_of(reader: str) -> list[Path]:
    """The inputs kept for a reader; the one called `minimal` comes first."""
    paths = (path for path in (SEEDS / reader).iterdir() if not path.name.startswith("."))
    return sorted(paths, key=lambda path: (path.stem != "minimal", path.name))


def name_for(reader: str) -> str:
    """A file name with the suffix by which this reader is most likely asked."""
    return f"a{seeds_of(reader)[0].suffix}"


@cache
def samples_of(reader: str) -> tuple[bytes, ...]:
    """The documents that mutations of a reader's input start from."""
    kept = [path.read_bytes() for path in seeds_of(reader)]
    return (*kept, *(raw for name, raw in _project_samples() if name == reader))


@cache
def _project_samples() -> tuple[tuple[str, bytes], ...]:
    paths = sorted(path for path in PROJECT_SEEDS.rglob("*") if path.is_file())
    return tuple(_recognized(paths))


def _recognized(paths: list[Path]) -> Iterator[tuple[str, bytes]]:
    for path in paths:
        raw = path.read_bytes()
        try:
            yield reader_of(raw, path.name), raw
        except RejectedError:
            yield "text", raw


def reader_of(raw: bytes, name: str) -> str:
    """The name of the reader that recognizes a document.

    Raises:
        RejectedError: none does.
    """
    return recognize(Source(name, BytesContent(raw)), READERS).reader.format.name
