"""Search for inputs that break a reader, guided by the code that they reach.

python -m tests.fuzz --seconds 60 [--reader NAME]... [--corpus FOLDER] [--findings FOLDER]

Needs atheris, for which `make fuzz` sees. Each reader has a process and its time, in turn. Prints a
row for each, and ends with status 1 if anything broke; the inputs are in the folder of findings.
Mend what they show, then keep them, small, in `tests/fuzz/seeds`: a test runs them ever after.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from tests.fuzz.mutations import LONGEST
from tests.fuzz.samples import READER_NAMES, ROOT, samples_of

TIMEOUT_SECONDS = 10
MEMORY_MEGABYTES = 1024
START_SECONDS = 120
"""Longest time that a process may take beyond its own, to load, to run its corpus, and to end."""

_EXECUTIONS = re.compile(r"^stat::number_of_executed_units:\s*(\d+)", re.MULTILINE)
_PROGRESS = re.compile(r"^#(\d+)\s", re.MULTILINE)
_COVERED = re.compile(r"cov: (\d+)")


@dataclass(frozen=True)
class Result:
    """What came of the search in a reader.

    Attributes:
        covered: branches of our code that some input reached.
        status: of the process; other than 0 after a hang, a crash or too much memory.
        findings: the inputs that broke something.
        log: what libFuzzer said.
    """

    executions: int
    covered: int
    status: int
    findings: tuple[Path, ...]
    log: Path

    @property
    def clean(self) -> bool:
        """Whether nothing broke, and inputs were run at all."""
        return self.status == 0 and not self.findings and self.executions > 0


def search(reader: str, seconds: int, corpus: Path, findings: Path) -> Result:
    """Search in one reader.

    Args:
        corpus: where the inputs lie that reached something new, a folder for each reader.
        findings: the same for those that broke something.
    """
    corpus, findings = corpus / reader, findings / reader
    for folder in (corpus, findings):
        folder.mkdir(parents=True, exist_ok=True)
    # What an earlier run found is tried again, and only kept if it still breaks something.
    earlier = [path.read_bytes() for path in findings.iterdir()]
    for path in findings.iterdir():
        path.unlink()
    for raw in (*samples_of(reader), *earlier):
        (corpus / sha256(raw).hexdigest()[:16]).write_bytes(raw)
    log = findings / "libfuzzer.log"
    command = [sys.executable, "-m", "tests.fuzz.target", reader, str(findings)]
    command += [f"-max_total_time={seconds}", f"-timeout={TIMEOUT_SECONDS}"]
    command += [f"-rss_limit_mb={MEMORY_MEGABYTES}", f"-max_len={LONGEST}"]
    command += ["-print_final_stats=1", f"-artifact_prefix={findings}/", str(corpus)]
    with log.open("wb") as output:
        status = _run(command, output.fileno(), seconds + START_SECONDS)
    text = log.read_text("utf-8", "replace")
    counts = _EXECUTIONS.findall(text) or _PROGRESS.findall(text) or ["0"]
    covered = (_COVERED.findall(text) or ["0"])[-1]
    found = tuple(sorted(path for path in findings.iterdir() if path != log))
    return Result(int(counts[-1]), int(covered), status, found, log)


def _run(command: list[str], output: int, most_seconds: int) -> int:
    try:
        done = subprocess.run(
            command, cwd=ROOT, stdout=output, stderr=output, check=False, timeout=most_seconds
        )
    except subprocess.TimeoutExpired:
        return -1
    return done.returncode


def main(arguments: list[str] | None = None) -> int:
    """Search in each reader; the status to end with."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=int, default=60, help="for each reader")
    parser.add_argument("--reader", action="append", choices=READER_NAMES, help="default: all")
    parser.add_argument("--corpus", type=Path, help="kept from one run to the next")
    parser.add_argument("--findings", type=Path, default=ROOT / ".fuzz")
    given = parser.parse_args(arguments)
    row = "{:12} {:>10} {:>8} {:>8}".format
    clean = True
    with tempfile.TemporaryDirectory() as scratch:
        sys.stdout.write(row("reader", "executions", "covered", "findings") + "\n")
        for reader in given.reader or READER_NAMES:
            result = search(reader, given.seconds, given.corpus or Path(scratch), given.findings)
            clean = clean and result.clean
            numbers = (result.executions, result.covered, len(result.findings))
            sys.stdout.write(row(reader, *(f"{number:,}" for number in numbers)) + "\n")
            if not result.clean:
                sys.stdout.write(f"  status {result.status}: see {result.log}\n")
                sys.stdout.writelines(f"  {path}\n" for path in result.findings)
            sys.stdout.flush()
    return 0 if clean else 1


if __name__ == "__main__":
    sys.exit(main())
