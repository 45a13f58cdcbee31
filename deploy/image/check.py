"""Looks at a built image: `make image-check`, or `python deploy/image/check.py IMAGE BASE`.

Size above the base, the user, what it can do without a writable root file system, and what must
not be inside: build tools, programs that run as somebody else, secrets. With `--contents` it
prints one hash for each file of /opt/wiredesk instead, to compare two builds.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_BYTES = 250_000_000
"""Unpacked, above the base image."""

LABELS = ("title", "description", "version", "revision", "created", "licenses", "vendor")
FORBIDDEN = (
    "pip", "pip3", "gcc", "cc", "g++", "make", "ld", "cargo", "rustc", "git", "curl", "wget",
)  # fmt: skip
SECRETS = ("PASSWORD", "TOKEN", "SECRET", "API_KEY")
CONFINED = ("--rm", "--read-only", "--tmpfs", "/tmp", "--cap-drop", "ALL", "--network", "none")  # noqa: S108 - the container's own
PRIVILEGED = "find /opt -xdev -type f -perm /6000 -print"
CONTENTS = "cd /opt/wiredesk && find . -type f -exec sha256sum {} + | sort -k 2"


def docker(*arguments: str) -> str:
    """What a command of the engine prints; nothing where it fails."""
    done = subprocess.run(["docker", *arguments], capture_output=True, text=True, check=False)  # noqa: S607 - whichever there is
    return done.stdout.strip() if done.returncode == 0 else ""


def inspected(image: str) -> dict[str, Any]:
    """What the engine knows of an image.

    Raises:
        SystemExit: there is no such image.
    """
    found = docker("image", "inspect", image)
    if not found:
        raise SystemExit(f"there is no image {image}: make image")
    [known] = json.loads(found)
    return dict(known)


def in_shell(image: str, command: str) -> str:
    """What a shell command prints in a confined container of the image."""
    return docker("run", *CONFINED, "--entrypoint", "sh", image, "-c", command)


def size(image: str, base: str) -> str:
    """No more than `MOST_BYTES` above the base."""
    above = inspected(image)["Size"] - inspected(base)["Size"]
    print(f"  {above / 1e6:.0f} MB above {base}")
    return "" if above < MOST_BYTES else f"that is more than {MOST_BYTES / 1e6:.0f} MB"


def user(image: str, _: str) -> str:
    """It runs as a user other than root."""
    name = inspected(image)["Config"]["User"].partition(":")[0]
    return "" if name not in {"", "0", "root"} else "it runs as root"


def labels(image: str, _: str) -> str:
    """The labels of OCI are there."""
    there = inspected(image)["Config"]["Labels"] or {}
    missing = [name for name in LABELS if not there.get(f"org.opencontainers.image.{name}")]
    return f"labels are missing: {', '.join(missing)}" if missing else ""


def tools(image: str, _: str) -> str:
    """Nothing that builds, installs or fetches."""
    names = " ".join(FORBIDDEN)
    found = in_shell(image, f"for each in {names}; do command -v $each; done; true")
    return f"it has {' '.join(found.split())}" if found else ""


def privileges(image: str, _: str) -> str:
    """No program of ours runs as its owner."""
    found = in_shell(image, PRIVILEGED)
    return f"these run as their owner: {found}" if found else ""


def secrets(image: str, _: str) -> str:
    """No secret in its environment or in how it was made."""
    environment = [each.partition("=")[0] for each in inspected(image)["Config"]["Env"]]
    history = docker("history", "--no-trunc", "--format", "{{.CreatedBy}}", image).upper()
    named = [each for each in environment if any(word in each for word in SECRETS)]
    named += [word for word in SECRETS if f"{word}=" in history]
    return f"it names secrets: {', '.join(named)}" if named else ""


def runs(image: str, _: str) -> str:
    """Its readers load and its command answers, with a read-only root file system."""
    load = "from tasks.normalize.registry import all_readers; print(len(all_readers()))"
    readers = docker("run", *CONFINED, "--entrypoint", "python", image, "-c", load)
    answer = docker("run", *CONFINED, image, "--help")
    return "" if readers and "Usage" in answer else "it does not run with a read-only root"


CHECKS: tuple[Callable[[str, str], str], ...] = (
    size, user, labels, tools, privileges, secrets, runs,
)  # fmt: skip


def main() -> int:
    """Print what was found; 1 where something is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("image")
    parser.add_argument("base")
    parser.add_argument("--contents", action="store_true", help="print a hash for each file")
    arguments = parser.parse_args()
    if arguments.contents:
        print(in_shell(arguments.image, CONTENTS))
        return 0
    print(arguments.image)
    faults = [fault for check in CHECKS if (fault := check(arguments.image, arguments.base))]
    for fault in faults:
        print(f"  FAULT: {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
