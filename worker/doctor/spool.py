"""Checks of the spool's folders; nothing is made."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from worker.doctor.finding import Finding, Level
from worker.doctor.rights import may

if TYPE_CHECKING:
    from collections.abc import Iterator

    from worker.spool import Spool


def spool_findings(spool: Spool) -> Iterator[Finding]:
    """Findings about the folders: they are there, this user's to work in, on one file system."""
    try:
        yield from _of_folders(spool)
    except PermissionError as error:
        advice = f"give user {os.geteuid()} the right to enter what it lies in"
        yield Finding(Level.PROBLEM, "spool", f"{error.filename} cannot be looked at", advice)


def _of_folders(spool: Spool) -> Iterator[Finding]:
    folders = (spool.inbox, spool.processing, spool.processed, spool.failed)
    there = [folder for folder in folders if folder.is_dir()]
    for folder in folders:
        if folder not in there:
            advice = "start `wiredesk run` or `watch`, which makes it"
            yield Finding(Level.PROBLEM, "spool", f"{folder} is no folder", advice)
        elif not may(folder, os.R_OK | os.W_OK | os.X_OK):
            what = f"{folder} cannot be listed and written to"
            advice = f"give user {os.geteuid()} the right to read, write and enter"
            yield Finding(Level.PROBLEM, "spool", what, advice)
    if len({folder.stat().st_dev for folder in there}) > 1:
        what = f"the folders of {spool.root} are on several file systems"
        yield Finding(Level.PROBLEM, "spool", what, "put them on one: files are claimed by rename")
    if spool.private.exists() and spool.private.stat().st_uid != os.geteuid():
        owner = spool.private.stat().st_uid
        what = f"{spool.private} belongs to user {owner}: you cannot ask the server in it"
        yield Finding(Level.PROBLEM, "spool", what, f"run this as user {owner}")
