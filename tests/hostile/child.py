"""Normalizes documents in a process of its own, and tells what each of them took.

python -m tests.hostile.child FILE...
"""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Answer:
    """What came of a document.

    Attributes:
        name: of the file.
        outcome: `articles`, or the reason why there are none.
        counts: how often it came to articles, and to each reason.
        message: of the first error.
        seconds: for normalizing alone, without the start of Python.
        memory: most of it that was in use meanwhile, in bytes.
    """

    name: str
    outcome: str
    counts: dict[str, int]
    message: str
    seconds: float
    memory: int


def answers(*paths: Path, most_seconds: float) -> Iterator[Answer]:
    """What the normalize stage makes of files, all in one fresh process; none after a crash.

    Raises:
        subprocess.TimeoutExpired: they take too long together.
    """
    command = [sys.executable, "-W", "ignore", "-m", "tests.hostile.child", *map(str, paths)]
    done = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, check=False, timeout=most_seconds, text=True
    )
    return (Answer(**json.loads(line)) for line in done.stdout.splitlines())


def _answer(path: Path) -> Answer:
    # The time to load what a worker has loaded long before does not count.
    from schemas.document import Document, new_document_id  # noqa: PLC0415
    from schemas.errors import RejectedError  # noqa: PLC0415
    from tasks.normalize.content import FileContent  # noqa: PLC0415
    from tasks.normalize.normalize import normalize  # noqa: PLC0415
    from tasks.options import Options  # noqa: PLC0415

    size = path.stat().st_size
    mtime = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
    document = Document(id=new_document_id(), path=path.name, size=size, sha256="0", mtime=mtime)
    counts: Counter[str] = Counter()
    messages: list[str] = []

    def count(error: RejectedError) -> None:
        counts[error.reason.value] += 1
        if not messages:
            messages.append(error.message)

    _forget_peak()
    begun = time.perf_counter()
    try:
        for item in normalize(document, FileContent(path, size), Options()):
            if isinstance(item, RejectedError):
                count(item)
            else:
                counts["articles"] += 1
    except RejectedError as error:
        count(error)
    seconds = time.perf_counter() - begun
    outcome = "articles" if counts["articles"] else next(iter(counts), "nothing")
    return Answer(path.name, outcome, dict(counts), "".join(messages), seconds, _peak())


def _forget_peak() -> None:
    """Begin to count the most memory anew (proc_pid_clear_refs(5))."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _peak() -> int:
    """Most memory that this program had, in bytes; not what its parent had when it was forked."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return 1024 * int(next(line.split()[1] for line in lines if line.startswith("VmHWM")))


if __name__ == "__main__":
    for each in sys.argv[1:]:
        sys.stdout.write(json.dumps(asdict(_answer(Path(each)))) + "\n")
        sys.stdout.flush()
