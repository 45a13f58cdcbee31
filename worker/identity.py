"""Which documents a person means: by an id, by a file, or by a name that several have had."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from worker.failed import read_sidecar
from worker.file_names import claimed_name
from worker.outcome import document_of
from worker.spool import FOLDERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tasks.deployment import Deployment
    from worker.spool import Spool

STEP_KEYS = 1_000
"""Keys that the server looks at in one step of a search."""

_DOCUMENT_ID = re.compile(r"[0-9a-f]{32}")
_ARTICLE_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TAG = re.compile(r"\.([0-9a-f]{32})(?:\.[^.]*)?$")
"""What a settled file has at the end of its name when another one had the name before."""


def is_id(name: str) -> bool:
    """Whether this is the id of a document or an article, and no file."""
    return bool(_DOCUMENT_ID.fullmatch(name) or _ARTICLE_ID.fullmatch(name))


def documents_of(deployment: Deployment, spool: Spool, name: str) -> list[str]:
    """The ids of the documents that are meant, newest first.

    Args:
        name: id of a document or of one of its articles, or its file: a path, or its name in
            any of the spool's folders.
    """
    if _DOCUMENT_ID.fullmatch(name):
        return [name]
    if _ARTICLE_ID.fullmatch(name):
        found = document_of(deployment, name)
        return [found] if found else []
    file = located(spool, name)
    if claimed := claimed_name(file.name):
        return [claimed[0]]
    for stated in _stated(spool, file):
        if deployment.redis.exists(deployment.keys.document(stated)):
            return [stated]
    return _named(deployment, dropped_as(spool, file))


def located(spool: Spool, name: str) -> Path:
    """The file that is meant; what is told below the spool is found from anywhere."""
    file = Path(name)
    if not os.path.lexists(file) and file.parts[:1] and file.parts[0] in FOLDERS:
        return spool.root / file
    return file


def dropped_as(spool: Spool, file: Path) -> str:
    """A file's path as it was dropped: without the spool, its folder and, if so, the day."""
    path = file
    try:
        top, *parts = file.absolute().relative_to(spool.root.absolute()).parts
    except ValueError:
        top, parts = "", []
    if top in FOLDERS:
        path = Path(*(parts[1:] if top == "processed" else parts))
    return os.fsencode(path).decode("utf-8", "replace")


def is_named(path: str, name: str) -> bool:
    """Whether a path below the inbox is what is meant; a name without folder is any folder's."""
    return path == name or ("/" not in name and path.rpartition("/")[2] == name)


def _stated(spool: Spool, file: Path) -> Iterator[str]:
    """What a settled file says of its document: its reason does, and perhaps its name."""
    if file.absolute().is_relative_to(spool.failed.absolute()):
        told = str(read_sidecar(file).get("document_id"))
        if _DOCUMENT_ID.fullmatch(told):
            yield told
    if tag := _TAG.search(file.name):
        yield tag[1]


def _named(deployment: Deployment, name: str) -> list[str]:
    pattern = deployment.keys.document("*")
    start = len(pattern) - 1
    found: list[str] = []
    cursor: Any = 0
    while True:
        step: Any = deployment.redis.scan(cursor, match=pattern, count=STEP_KEYS)
        cursor, keys = step
        paths = zip(keys, _paths(deployment, keys), strict=True)
        found += [key.decode()[start:] for key, path in paths if is_named(path, name)]
        if not int(cursor):
            # A search may come upon a key twice.
            return sorted(set(found), reverse=True)


def _paths(deployment: Deployment, keys: Sequence[bytes]) -> list[str]:
    pipeline = deployment.redis.pipeline(transaction=False)
    for key in keys:
        pipeline.hget(key.decode(), "path")
    return [(path or b"").decode() for path in pipeline.execute()]
