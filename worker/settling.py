"""The last step: a finished file goes to `processed/` or, with the reason, to `failed/`."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from schemas.document import claimed_at
from worker.spool import fitting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tasks.record import Disposition
    from worker.spool import Claimed, Spool

SIDECAR_SUFFIX = ".error.json"
"""Added to a failed file's name: the file that says why it failed."""

LONGEST_SUFFIX = 16
"""Characters of a file name's suffix that stay at its end when a document id is added."""


def settle(spool: Spool, claimed: Claimed, disposition: Disposition) -> Path | None:
    """Move a file to where its disposition says; returns its new place.

    Nothing that lies there is overwritten: where the name is taken, the document id is
    added. None when another watcher has moved the file already.

    Raises:
        OSError: the disk is full, or the folder is not writable; trying again is safe.
    """
    if disposition.failures:
        return _move(spool, claimed, spool.failed, sidecar_of(claimed, disposition))
    day = claimed_at(claimed.document_id).date().isoformat()
    _discard_stale_sidecar(spool, claimed)
    return _move(spool, claimed, spool.processed / day, None)


def sidecar_of(claimed: Claimed, disposition: Disposition) -> dict[str, Any]:
    """What `NAME.error.json` says: the first failure, and all of them where there are more."""
    first, *more = (failure.model_dump(mode="json") for failure in disposition.failures)
    sidecar = {**first, "document": claimed.path, "published": disposition.published}
    return {**sidecar, "failures": [first, *more]} if more else sidecar


def _move(
    spool: Spool, claimed: Claimed, folder: Path, sidecar: dict[str, Any] | None
) -> Path | None:
    origin = spool.location(claimed)
    for target in _free_names(_made(folder, claimed.folder), claimed):
        if os.path.lexists(target) and not _same_file(origin, target):
            continue
        if not os.path.lexists(origin):
            return None
        if sidecar is not None:
            _write_sidecar(target, sidecar)
        with suppress(FileExistsError):
            _rename_to_new(origin, target)
            _remove_empty_folders(origin.parent, spool.processing)
            return target
    return None


def _made(top: Path, subfolder: str) -> Path:
    """The folder that a file goes to; the top where an earlier file has the subfolder's name."""
    folder = top / subfolder
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        top.mkdir(parents=True, exist_ok=True)
        return top
    return folder


def _free_names(folder: Path, claimed: Claimed) -> Iterator[Path]:
    path = folder / fitting(claimed.name, len(SIDECAR_SUFFIX))
    yield path
    stem, suffix = path.stem, path.suffix
    if len(suffix) > LONGEST_SUFFIX:
        stem, suffix = path.name, ""
    tag = f".{claimed.document_id}{suffix}"
    yield path.with_name(fitting(stem, len(os.fsencode(tag)) + len(SIDECAR_SUFFIX)) + tag)


def _rename_to_new(origin: Path, target: Path) -> None:
    """Rename without overwriting: link, then unlink, where the file system has links.

    Raises:
        FileExistsError: the target is there, and is not the same file.
    """
    try:
        os.link(origin, target, follow_symlinks=False)
    except FileExistsError:
        if not _same_file(origin, target):
            raise
    except OSError:
        # No hard links here (FAT, some network mounts), or not for a file of another user
        # (protected_hardlinks): the target was free a moment ago.
        origin.rename(target)
        return
    origin.unlink()


def _same_file(one: Path, other: Path) -> bool:
    """Whether both names are of one file: a move that was interrupted half-way."""
    try:
        return os.path.samestat(one.lstat(), other.lstat())
    except FileNotFoundError:
        return False


def _write_sidecar(target: Path, sidecar: dict[str, Any]) -> None:
    path = target.with_name(target.name + SIDECAR_SUFFIX)
    draft = path.with_name(f".{sidecar['document_id']}.tmp")
    draft.write_text(json.dumps(sidecar, ensure_ascii=False, indent=2) + "\n", "utf-8")
    draft.replace(path)


def _discard_stale_sidecar(spool: Spool, claimed: Claimed) -> None:
    """After a retry by `mv failed/x inbox/` that went well, x's old reason must not stay behind."""
    failed = spool.failed / claimed.folder / fitting(claimed.name, len(SIDECAR_SUFFIX))
    if not os.path.lexists(failed):
        with suppress(FileNotFoundError, NotADirectoryError):
            failed.with_name(failed.name + SIDECAR_SUFFIX).unlink()


def _remove_empty_folders(folder: Path, top: Path) -> None:
    with suppress(OSError):
        while folder != top:
            folder.rmdir()
            folder = folder.parent
