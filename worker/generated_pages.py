"""Pages of which a part is made from the code: kept fresh, or said to be stale.

Each of them is a module with a `main`, which `make schemas` runs to write its page and `make check`
runs with `--check`.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


def filled_in(text: str, begin: str, made: str, end: str) -> str:
    """A page with what was made between two marks; the rest of it is written by hand.

    Args:
        text: the page as it is.
    """
    before, _, rest = text.partition(begin)
    after = rest.partition(end)[2]
    return f"{before}{begin}\n\n{made}\n\n{end}{after}"


def keep_fresh(pages: Mapping[Path, str], arguments: Sequence[str]) -> int:
    """Write pages or, with `--check`, say which are stale; returns the exit status.

    Args:
        pages: file -> the text that it should have.
        arguments: those of the command line.
    """
    if "--check" not in arguments:
        for path, text in pages.items():
            path.write_text(text, "utf-8")
        return 0
    stale = [path.name for path, text in pages.items() if path.read_text("utf-8") != text]
    for name in stale:
        sys.stderr.write(f"{name} is stale: run `make schemas`\n")
    return 1 if stale else 0
