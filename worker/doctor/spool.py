"""Checks of the spool's folders; nothing is made."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from worker.doctor.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from worker.spool import Spool


def spool_findings(spool: Spool) -> Iterator[Finding]:
    """Findings about the folders: they are there, writable and on one file system."""
    folders = (spool.inbox, spool.processing, spool.processed, spool.failed)
    there = [folder for folder in folders if folder.is_dir()]
    for folder in folders:
        if folder not in there:
            advice = "start `wiredesk run` or `watch`, which makes it"
            yield Finding(Level.PROBLEM, "spool", f"{folder} is no folder", advice)
        elif not os.access(folder, os.W_OK | os.X_OK):
            advice = f"give user {os.getuid()} the right to write"
            yield Finding(Level.PROBLEM, "spool", f"{folder} cannot be written to", advice)
    if len({folder.stat().st_dev for folder in there}) > 1:
        what = f"the folders of {spool.root} are on several file systems"
        yield Finding(Level.PROBLEM, "spool", what, "put them on one: files are claimed by rename")
