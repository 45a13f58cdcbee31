"""Where a document's file is, as far as names and reasons say."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.document import DocumentState, claimed_at
from worker.failed import read_sidecar
from worker.file_names import fitting
from worker.identity import dropped_as
from worker.settling import SIDECAR_SUFFIX
from worker.walking import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from worker.spool import Spool


def places(spool: Spool, document_id: str, path: str, state: str) -> list[Path]:
    """The files of a document; those that name it, or else one that has its name.

    Args:
        path: below the inbox, as it was dropped.
        state: how it ended; the file of a failed one is not looked for in `processed/`.
    """
    named, alike = [], []
    for file in _files(spool, document_id, state):
        if document_id in file.name or read_sidecar(file).get("document_id") == document_id:
            named.append(file)
        elif file.is_relative_to(spool.processed) and dropped_as(spool, file) == _settled_name(
            path
        ):
            alike.append(file)
    return named or alike


def settled_at(spool: Spool, file: Path) -> dt.datetime | None:
    """When a file was moved out of `processing/`; None for one that was not.

    A move is the last change of a file's status, unless somebody has changed its rights since.
    """
    if not file.is_relative_to(spool.processed) and not file.is_relative_to(spool.failed):
        return None
    try:
        return dt.datetime.fromtimestamp(file.lstat().st_ctime, tz=dt.UTC)
    except OSError:
        return None


def _files(spool: Spool, document_id: str, state: str) -> Iterator[Path]:
    day = claimed_at(document_id).date().isoformat()
    ends = {DocumentState.PROCESSED: [spool.processed / day], DocumentState.FAILED: [spool.failed]}
    for folder in (spool.processing, *ends.get(DocumentState(state), [])):
        for entry in walk(folder):
            if not entry.name.endswith(SIDECAR_SUFFIX):
                yield Path(entry.path)


def _settled_name(path: str) -> str:
    folder, slash, name = path.rpartition("/")
    return f"{folder}{slash}{fitting(name, len(SIDECAR_SUFFIX))}"
