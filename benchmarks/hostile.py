"""Every hostile document through the normalize stage, each in a process of its own.

    python -m benchmarks.hostile [PART-OF-NAME ...]

It should be answered within 10 seconds, in less than 500 MB, and with one of the outcomes that
are right for it. The exit code is the number of documents that are not.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.hostile.child import answers
from tests.hostile.documents import hostile_documents

if TYPE_CHECKING:
    from tests.hostile.case import Hostile

LONGEST_SECONDS = 60
"""When a document is given up."""

MOST_SECONDS = 10
MOST_BYTES = 500_000_000


def run(hostile: Hostile, folder: Path) -> bool:
    """Print the line of a document; whether all is well."""
    path = folder / hostile.name
    path.write_bytes(hostile.make())
    try:
        found = next(answers(path, most_seconds=LONGEST_SECONDS), None)
    except subprocess.TimeoutExpired:
        print(f"{hostile.name:24} more than {LONGEST_SECONDS} s  <- TIME", flush=True)
        return False
    finally:
        path.unlink()
    if found is None:
        print(f"{hostile.name:24} ended the process  <- CRASH", flush=True)
        return False
    wrongs = {
        "TIME": found.seconds > MOST_SECONDS,
        "MEMORY": found.memory > MOST_BYTES,
        "OUTCOME": found.outcome not in hostile.outcomes,
    }
    told = " ".join(name for name, wrong in wrongs.items() if wrong)
    counts = ", ".join(f"{count:,} {name}" for name, count in found.counts.items())
    message = f": {found.message[:90]}" if found.message else ""
    print(
        f"{hostile.name:24} {found.seconds:6.2f} s {found.memory / 1e6:6.0f} MB  {counts}{message}"
        f"{'  <- ' if told else ''}{told}",
        flush=True,
    )
    return not told


def main(wanted: list[str]) -> int:
    """Run all of them, or those with such a name."""
    documents = [
        each
        for each in hostile_documents()
        if not wanted or any(part in each.name for part in wanted)
    ]
    with tempfile.TemporaryDirectory() as folder:
        wrong = sum(not run(each, Path(folder)) for each in documents)
    print(f"{len(documents)} documents, {wrong} not as they should be")
    return min(wrong, 99)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
