"""The installed packages of `run.txt` and their licences, as their metadata states them.

`python requirements/licenses.py` prints a table; the exit status is 1 where none is stated.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

LOCK = Path(__file__).parent / "run.txt"

CLASSIFIER = "License :: "
LONGEST_NAME = 60
"""Characters of what is a licence's name; more is its text."""

UNKNOWN = "?"


def licence(package: Distribution) -> str:
    """An SPDX expression, else what its classifiers say, else its own words."""
    metadata = package.metadata.json
    if "license_expression" in metadata:
        return str(metadata["license_expression"])
    classifiers = metadata.get("classifier", [])
    named = [each.rpartition(" :: ")[2] for each in classifiers if each.startswith(CLASSIFIER)]
    words = " ".join(str(metadata.get("license", "")).split())
    if named and named != ["OSI Approved"]:
        return ", ".join(named)
    return words if words and len(words) <= LONGEST_NAME else UNKNOWN


def rows() -> list[tuple[str, str, str]]:
    """Name, version and licence of every package of the lock that this machine needs."""
    names = re.findall(r"^([a-z0-9-]+)==", LOCK.read_text("utf-8"), re.MULTILINE)
    found = []
    for name in sorted(set(names)):
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue  # it is for another platform or another Python
        found.append((name, package.version, licence(package)))
    return found


def main() -> int:
    """Print the table; returns the exit status."""
    table = rows()
    widths = [max(len(row[column]) for row in table) for column in range(2)]
    for name, version, stated in table:
        sys.stdout.write(f"{name:{widths[0]}}  {version:{widths[1]}}  {stated}\n")
    return 1 if any(stated == UNKNOWN for _, _, stated in table) else 0


if __name__ == "__main__":
    sys.exit(main())
