"""Normalizes one document in a process of its own, and tells what it took.

python -m tests.hostile.one_document FILE
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

ROOT = Path(__file__).parent.parent.parent

LONGEST_SECONDS = 60
"""When a process is given up."""


@dataclass(frozen=True)
class Answer:
    """What came of a document.

    Attributes:
        outcome: `articles`, or the reason why there are none.
        counts: how often it came to articles, and to each reason.
        message: of the first error.
        seconds: for normalizing alone, without the start of Python.
        memory: most of it that was ever in use, in bytes.
    """

    outcome: str
    counts: dict[str, int]
    message: str
    seconds: float
    memory: int


def answer(path: Path, most_seconds: float = LONGEST_SECONDS) -> Answer:
    """What the normalize stage makes of a file, in a fresh process.

    Raises:
        subprocess.TimeoutExpired: it takes too long.
        subprocess.CalledProcessError: the process came to an end by itself.
    """
    command = [sys.executable, "-W", "ignore", "-m", "tests.hostile.one_document", str(path)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, check=True, timeout=most_seconds, text=True
    )
    return Answer(**json.loads(done.stdout))


def _normalized(path: Path) -> Answer:
    # What a worker has loaded long before is no part of the seconds.
    from schemas.document import Document, new_document_id  # noqa: PLC0415
    from schemas.errors import RejectedError  # noqa: PLC0415
    from tasks.normalize.content import FileContent  # noqa: PLC0415
    from tasks.normalize.normalize import normalize  # noqa: PLC0415
    from tasks.options import Options  # noqa: PLC0415

    size = path.stat().st_size
    mtime = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
    document = Document(id=new_document_id(), path=path.name, size=size, sha256="0", mtime=mtime)
    counts: Counter[str] = Counter()
    message = ""
    begun = time.perf_counter()
    try:
        for item in normalize(document, FileContent(path, size), Options()):
            rejected = isinstance(item, RejectedError)
            counts[item.reason.value if rejected else "articles"] += 1
            message = message or (item.message if rejected else "")
    except RejectedError as error:
        counts[error.reason.value] += 1
        message = message or error.message
    seconds = time.perf_counter() - begun
    outcome = "articles" if counts["articles"] else counts.most_common(1)[0][0] if counts else ""
    return Answer(outcome, dict(+counts), message, seconds, _peak())


def _peak() -> int:
    """Most memory that this program had, in bytes; not what its parent had when it was forked."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return 1024 * int(next(line.split()[1] for line in lines if line.startswith("VmHWM")))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(_normalized(Path(sys.argv[1])))))
