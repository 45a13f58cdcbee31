"""The last step: a finished file goes to `processed/` or, with the reason, to `failed/`."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schemas.document import claimed_at
from worker.file_names import fitting

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        target = _move(spool, claimed, f"{spool.failed}", sidecar_of(claimed, disposition))
    else:
        day = claimed_at(claimed.document_id).date().isoformat()
        _discard_stale_sidecar(spool, claimed)
        target = _move(spool, claimed, f"{spool.processed}/{day}", None)
    return None if target is None else Path(target)


def sidecar_of(claimed: Claimed, disposition: Disposition) -> dict[str, Any]:
    """What `NAME.error.json` says: the first failure, and all of them where there are more."""
    first, *more = (failure.model_dump(mode="json") for failure in disposition.failures)
    sidecar = {**first, "document": claimed.path, "published": disposition.published}
    return {**sidecar, "failures": [first, *more]} if more else sidecar


def _move(
    spool: Spool, claimed: Claimed, folder: str, sidecar: dict[str, Any] | None
) -> str | None:
    origin = spool.place(claimed)
    for target in _free_names(_made(folder, claimed.folder), claimed):
        if sidecar is not None:
            if os.path.lexists(target) and not _same_file(origin, target):
                continue
            if not os.path.lexists(origin):
                return None
            _write_sidecar(Path(target), sidecar)
        try:
            _rename_to_new(origin, target)
        except FileExistsError:
            continue
        except FileNotFoundError:
            return None
        if claimed.folder:
            _remove_empty_folders(Path(origin).parent, spool.processing)
        return target
    return None


def _made(top: str, subfolder: str) -> str:
    """The folder that a file goes to; the top where an earlier file has the subfolder's name."""
    folder = f"{top}/{subfolder}" if subfolder else top
    if os.path.isdir(folder):
        return folder
    try:
        os.makedirs(folder, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        os.makedirs(top, exist_ok=True)
        return top
    return folder


def _free_names(folder: str, claimed: Claimed) -> Iterator[str]:
    name = fitting(claimed.name, len(SIDECAR_SUFFIX))
    yield f"{folder}/{name}"
    stem, suffix = Path(name).stem, Path(name).suffix
    if len(suffix) > LONGEST_SUFFIX:
        stem, suffix = name, ""
    tag = f".{claimed.document_id}{suffix}"
    yield f"{folder}/{fitting(stem, len(os.fsencode(tag)) + len(SIDECAR_SUFFIX))}{tag}"


def _rename_to_new(origin: str, target: str) -> None:
    """Rename without overwriting: link, then unlink, where the file system has links.

    Raises:
        FileExistsError: the target is there, and is not the same file.
        FileNotFoundError: the file is gone, or its new folder.
    """
    try:
        os.link(origin, target, follow_symlinks=False)
    except FileExistsError:
        if not _same_file(origin, target):
            raise
    except FileNotFoundError:
        raise
    except OSError:
        # No hard links here (FAT, some network mounts), or not for a file of another user
        # (protected_hardlinks).
        if os.path.lexists(target):
            raise FileExistsError(target) from None
        os.rename(origin, target)
        return
    os.unlink(origin)


def _same_file(one: str, other: str) -> bool:
    """Whether both names are of one file: a move that was interrupted half-way."""
    try:
        return os.path.samestat(os.lstat(one), os.lstat(other))
    except FileNotFoundError:
        return False


def _write_sidecar(target: Path, sidecar: dict[str, Any]) -> None:
    path = target.with_name(target.name + SIDECAR_SUFFIX)
    draft = path.with_name(f".{sidecar['document_id']}.tmp")
    draft.write_text(json.dumps(sidecar, ensure_ascii=False, indent=2) + "\n", "utf-8")
    draft.replace(path)


def _discard_stale_sidecar(spool: Spool, claimed: Claimed) -> None:
    """After a retry by `mv failed/x inbox/` that went well, x's old reason must not stay behind."""
    folder = f"{spool.failed}/{claimed.folder}" if claimed.folder else f"{spool.failed}"
    failed = f"{folder}/{fitting(claimed.name, len(SIDECAR_SUFFIX))}"
    stale = f"{failed}{SIDECAR_SUFFIX}"
    if os.path.lexists(stale) and not os.path.lexists(failed):
        with suppress(FileNotFoundError, NotADirectoryError):
            os.unlink(stale)


def _remove_empty_folders(folder: Path, top: Path) -> None:
    with suppress(OSError):
        while folder != top:
            folder.rmdir()
            folder = folder.parent
