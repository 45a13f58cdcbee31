"""A look at every file below a folder."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator
    from pathlib import Path

UNREACHABLE = frozenset(
    {errno.ENOENT, errno.ENOTDIR, errno.EACCES, errno.EPERM, errno.ENAMETOOLONG}
)
"""Errors at a look that say: gone, forbidden, or deeper than any path can say."""


def walk(folder: Path, skip: re.Pattern[str] | None = None) -> Iterator[os.DirEntry[str]]:
    """Everything below a folder that is no folder itself; links are not followed.

    A folder that vanishes, may not be listed or lies too deep for a path is passed over.

    Args:
        skip: names of files and folders to leave out.
    """
    folders = [os.fspath(folder)]
    while folders:
        try:
            entries = os.scandir(folders.pop())
        except OSError as error:
            if error.errno in UNREACHABLE:
                continue
            raise
        with entries:
            for entry in entries:
                if skip is not None and skip.fullmatch(entry.name):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
                    yield entry
