"""Checks of what this user may do with the folders and files of a spool; nothing is tried."""

from __future__ import annotations

import grp
import os
import stat
import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from worker.doctor.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from worker.inbox import Inbox
    from worker.spool import Spool

MOST_ENTRIES = 20_000
"""Files and folders of the inbox that are looked at."""

EXAMPLES = 3
"""Paths that are told of all that are concerned."""

KINDS = {
    "unlisted": (
        Level.PROBLEM,
        "cannot be listed: files in it are never seen",
        "let user {user} read and enter it (chmod g+rx, or setfacl)",
    ),
    "locked": (
        Level.PROBLEM,
        "cannot be written to: files in it cannot be claimed",
        "let user {user} write to it (chmod g+w and g+s on the inbox, or setfacl)",
    ),
    "mounted": (
        Level.PROBLEM,
        "is on another file system than processing/: files in it cannot be claimed",
        "mount nothing below the inbox: files are claimed by renaming them",
    ),
    "sticky": (
        Level.PROBLEM,
        "belongs to another user and lies in a folder with the sticky bit: it cannot be moved",
        "chmod -t the folder, or make it {user}'s",
    ),
    "unreadable": (
        Level.PROBLEM,
        "cannot be read: it will end in failed/ as `unreadable`",
        "let producers write with a umask of 027 or 022, and share a group with user {user}",
    ),
    "not_inherited": (
        Level.WARNING,
        "is shared with a group, but what is made in it does not get that group",
        "chmod g+s, so that subfolders of other users can be emptied, too",
    ),
}
"""What may be the matter with a path: how bad that is, what it means and what to do."""


def may(path: Path, rights: int) -> bool:
    """Whether this process, as the user it acts for, has these rights (`os.R_OK`, …)."""
    return os.access(path, rights, effective_ids=os.access in os.supports_effective_ids)


def rights_findings(spool: Spool, inbox: Inbox) -> Iterator[Finding]:
    """What of the inbox cannot be claimed or read, and what claimed files cannot be moved.

    Args:
        inbox: tells which names are never read.
    """
    found: dict[str, list[str]] = {}
    paths = islice(_inbox_paths(spool.inbox, inbox), MOST_ENTRIES)
    processing = ((entry.path, entry) for entry in _listed(spool.processing) if entry.is_file())
    device = spool.processing.stat().st_dev if spool.processing.is_dir() else None
    for path, entry in (*paths, *islice(processing, MOST_ENTRIES)):
        for kind in _kinds(Path(path), entry, device):
            found.setdefault(kind, []).append(str(Path(path).relative_to(spool.root)))
    for kind, concerned in found.items():
        level, what, advice = KINDS[kind]
        more = f" (and {len(concerned) - EXAMPLES:,} others)" if len(concerned) > EXAMPLES else ""
        told = f"{', '.join(concerned[:EXAMPLES])}{more} {what}"
        yield Finding(level, "rights", told, advice.format(user=os.geteuid()))


def _inbox_paths(top: Path, inbox: Inbox) -> Iterator[tuple[str, os.DirEntry[str] | None]]:
    """The inbox and everything in it that is not ignored; links are not followed."""
    yield str(top), None
    folders = [top]
    while folders:
        for entry in _listed(folders.pop()):
            if inbox.ignored_by(entry.name) is None:
                yield entry.path, entry
                if entry.is_dir(follow_symlinks=False):
                    folders.append(Path(entry.path))


def _listed(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _kinds(path: Path, entry: os.DirEntry[str] | None, device: int | None) -> Iterator[str]:
    try:
        status = path.lstat()
    except OSError:
        return
    if stat.S_ISDIR(status.st_mode):
        # The top is another check's.
        if entry is not None:
            yield from _of_subfolder(path, status, device)
        if _not_inherited(status):
            yield "not_inherited"
    elif stat.S_ISREG(status.st_mode):
        if not may(path, os.R_OK):
            yield "unreadable"
        if _held(status, path.parent.stat()):
            yield "sticky"


def _of_subfolder(path: Path, status: os.stat_result, device: int | None) -> Iterator[str]:
    if not may(path, os.R_OK | os.X_OK):
        yield "unlisted"
    elif not may(path, os.W_OK):
        yield "locked"
    if device is not None and status.st_dev != device:
        yield "mounted"


def _held(file: os.stat_result, folder: os.stat_result) -> bool:
    """Whether the sticky bit keeps this user from moving a file (unlink(2), EPERM)."""
    owners = {0, file.st_uid, folder.st_uid}
    return bool(folder.st_mode & stat.S_ISVTX) and os.geteuid() not in owners


def _not_inherited(folder: os.stat_result) -> bool:
    """Whether a folder is writable for a group of several users without passing the group on."""
    mode = folder.st_mode
    open_to_group = mode & stat.S_IWGRP and not mode & (stat.S_IWOTH | stat.S_ISGID)
    # Elsewhere (BSD, macOS) the group is always passed on; root needs none.
    if not open_to_group or sys.platform != "linux" or os.geteuid() == 0:
        return False
    try:
        members = grp.getgrgid(folder.st_gid).gr_mem
    except KeyError:
        members = []
    return folder.st_gid != os.getegid() or bool(members)
