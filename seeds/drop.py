"""Drop every sample of this folder into an inbox, the way a careful producer does.

    python seeds/drop.py spool/inbox
    python seeds/drop.py spool/inbox --huge

Each file is written as NAME.part and then renamed, so the inbox never shows half a file.
Subfolders are kept. `--huge` adds a text of over 20 MB, which is too large to be accepted.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SEEDS = Path(__file__).resolve().parent

NOT_SAMPLES = frozenset({"README.md", "expected.json", "drop.py"})

HUGE_NAME = "huge.txt"
HUGE_BYTES = 21_000_000
"""Above the default of `max_document_bytes`, 20,000,000."""


def samples() -> Iterator[Path]:
    """The samples' paths below this folder: a story before those that are named after it."""
    for path in sorted(SEEDS.rglob("*"), key=lambda path: (path.parent, path.stem)):
        relative = path.relative_to(SEEDS)
        hidden = any(part.startswith((".", "__")) for part in relative.parts)
        if path.is_file() and not hidden and relative.as_posix() not in NOT_SAMPLES:
            yield relative


def drop(inbox: Path, *, huge: bool = False) -> int:
    """Copy the samples into the inbox, replacing files of the same name; return how many.

    Raises:
        OSError: the inbox cannot be written to.
    """
    chosen = list(samples())
    for relative in chosen:
        _deliver(inbox / relative, partial(shutil.copyfile, SEEDS / relative))
    if huge:
        _deliver(inbox / HUGE_NAME, _write_huge)
    return len(chosen) + huge


def _deliver(target: Path, write: Callable[[Path], object]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    write(part)
    part.replace(target)


def _write_huge(path: Path) -> None:
    line = "Nothing was decided at the session, which will go on tomorrow with the same agenda.\n"
    with path.open("w", encoding="ascii", newline="\n") as file:
        file.write("Council sits for the longest session on record\n\n")
        for _ in range(HUGE_BYTES // len(line) + 1):
            file.write(line)


def main() -> None:
    """Read the command line and drop."""
    parser = argparse.ArgumentParser(description="Drop the sample articles into an inbox.")
    parser.add_argument("inbox", type=Path, help="the inbox folder, for example spool/inbox")
    parser.add_argument("--huge", action="store_true", help="add a file of over 20 MB")
    arguments = parser.parse_args()
    count = drop(arguments.inbox, huge=arguments.huge)
    sys.stdout.write(f"{count} files dropped into {arguments.inbox}\n")


if __name__ == "__main__":
    main()
