"""What is said of files that cannot be moved."""

from __future__ import annotations

import errno
import os

import structlog

from worker.spool import EVERYWHERE

log = structlog.get_logger()

RIGHTS = "give the watcher the right to write to the folders it moves from and to"
ADVICE = {
    errno.EXDEV: "nothing may be mounted below the inbox: files are claimed by renaming them",
    errno.ENAMETOOLONG: "its folders lie too deep: move it higher up in the inbox",
}
"""What to do about a file that cannot be moved, where it is not a matter of rights."""


class Complaints:
    """Says once of each file that it cannot be moved; it is tried again, and stops no other."""

    def __init__(self) -> None:
        self._told: set[str] = set()

    def tell(self, path: str, error: OSError) -> None:
        """Say it, if it was not said before.

        A right that is missed is a folder's: the next file of it is told with the first.

        Raises:
            OSError: the error is not about this file.
        """
        if error.errno in EVERYWHERE:
            raise error
        missed_right = error.errno == errno.EACCES
        about = os.path.dirname(error.filename or path) if missed_right else path
        if about not in self._told:
            self._told.add(about)
            advice = ADVICE.get(error.errno or 0, RIGHTS)
            log.warning("file.not_moved", path=path, error=error.strerror, advice=advice)
