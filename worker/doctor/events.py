"""Whether the file system tells of new files in the inbox: a probe."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from worker.doctor.finding import Finding, Level
from worker.wake import Wake

if TYPE_CHECKING:
    from pathlib import Path

PROBE_SECONDS = 2.0
PAUSE_SECONDS = 0.1


def events_finding(inbox: Path) -> Finding:
    """Make a hidden file and wait for its event; it is written again until one arrives."""
    probe = inbox / f".wiredesk-probe-{os.getpid()}"
    wake = Wake(inbox)
    wake.start()
    deadline = time.monotonic() + PROBE_SECONDS
    try:
        while not wake.event.wait(PAUSE_SECONDS) and time.monotonic() < deadline:
            probe.write_bytes(b"")
        heard = wake.event.is_set()
    except OSError as error:
        return Finding(Level.WARNING, "events", f"cannot write to {inbox}: {error.strerror}")
    finally:
        wake.stop()
        probe.unlink(missing_ok=True)
    if heard:
        return Finding(Level.OK, "events", "new files are noticed at once")
    advice = "lower WIREDESK_SCAN_SECONDS if files must be taken sooner"
    return Finding(Level.WARNING, "events", "no events here (network mount?): scanning", advice)
