"""Whether the file system tells of new files in the inbox: a probe."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from worker.doctor.finding import Finding, Level
from worker.wake import Wake

REMOTE = ("nfs", "cifs", "smb", "9p", "fuse", "virtiofs", "vboxsf", "ceph", "glusterfs", "afs")
"""How the names of file systems begin whose other users' changes raise no event here."""

MOUNTS = Path("/proc/self/mounts")

PROBE_SECONDS = 2.0
PAUSE_SECONDS = 0.1


def events_finding(inbox: Path) -> Finding:
    """Make hidden files, one after another, until the event of one arrives.

    On a network mount the probe, which is written here, would tell nothing of files that are
    written elsewhere.
    """
    kind = file_system(inbox)
    if kind.startswith(REMOTE):
        what = f"the inbox is on {kind}: files written by other machines raise no event"
        advice = "the scan finds them; lower WIREDESK_SCAN_SECONDS if it must be sooner"
        return Finding(Level.WARNING, "events", what, advice)
    wake = Wake(inbox)
    wake.start()
    deadline = time.monotonic() + PROBE_SECONDS
    try:
        while not wake.event.wait(PAUSE_SECONDS) and time.monotonic() < deadline:
            # It is new, whatever links others have put into the inbox.
            with tempfile.NamedTemporaryFile(prefix=".wiredesk-probe-", dir=inbox):
                pass
        heard = wake.event.is_set()
    except OSError as error:
        return Finding(Level.WARNING, "events", f"cannot write to {inbox}: {error.strerror}")
    finally:
        wake.stop()
    if heard:
        return Finding(Level.OK, "events", "new files are noticed at once")
    advice = "lower WIREDESK_SCAN_SECONDS if files must be taken sooner"
    return Finding(Level.WARNING, "events", "no events here (network mount?): scanning", advice)


def file_system(folder: Path, mounts: Path = MOUNTS) -> str:
    """The type of the file system a folder is on; empty where that is not told (not Linux).

    Args:
        mounts: the list of mounts, as in proc_mounts(5).
    """
    try:
        lines = mounts.read_text("utf-8", "replace").splitlines()
    except OSError:
        return ""
    found = [(Path(_unescaped(point)), kind) for _, point, kind, *_ in map(str.split, lines)]
    there = folder.resolve()
    around = [(len(point.parts), kind) for point, kind in found if there.is_relative_to(point)]
    # Of two on one folder the later one is on top.
    return max(reversed(around), key=lambda each: each[0])[1] if around else ""


def _unescaped(point: str) -> str:
    return point.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
