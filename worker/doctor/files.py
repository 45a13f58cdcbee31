"""Checks of what lies in `processing/` against the records."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schemas.document import DocumentState, claimed_at
from worker.batches import chunks
from worker.doctor.finding import Finding, Level
from worker.walking import walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tasks.deployment import Deployment
    from worker.spool import Claimed, Spool

PATIENCE_SECONDS = 60.0
"""How long a watcher may need to take in or to move a file, before that is a finding."""

CHUNK_BYTES = 1_000_000_000
"""Bytes of files whose records are looked up in one round trip (a claimed file counts its size)."""


def file_findings(deployment: Deployment, spool: Spool) -> Iterator[Finding]:
    """Files that nobody knows, that nobody moves, and documents that nobody would look for."""
    claimed = spool.claimed()
    for chunk in chunks(claimed, CHUNK_BYTES):
        yield from _of_records(deployment, chunk)
    ours = {spool.location(each) for each in claimed}
    for entry in walk(spool.processing):
        if (file := Path(entry.path)) not in ours and file.exists():
            what = f"{file} is no claimed file: nobody looks at it"
            yield Finding(Level.WARNING, "files", what, "move it into the inbox")


def _of_records(deployment: Deployment, claimed: Sequence[Claimed]) -> Iterator[Finding]:
    for each, state, ended, lease in _looked_up(deployment, claimed):
        if state is None and _seconds_since_claim(each) > PATIENCE_SECONDS:
            what = f"{each.path} was claimed, and the server does not know it"
            yield Finding(Level.PROBLEM, "files", what, "see that a watcher runs on this spool")
        elif state is not None and state.final and time.time() - ended > PATIENCE_SECONDS:
            what = f"{each.path} has ended as {state.value}, and was not moved"
            advice = "see that a watcher runs, and may write to processed/ and failed/"
            yield Finding(Level.PROBLEM, "files", what, advice)
        elif state is DocumentState.ADMITTED and lease is None:
            what = f"{each.path} (document {each.document_id}) is in work, but not in the ledger"
            yield Finding(Level.PROBLEM, "ledger", what, "move the file back into the inbox")


def _looked_up(
    deployment: Deployment, claimed: Sequence[Claimed]
) -> Iterator[tuple[Claimed, DocumentState | None, float, float | None]]:
    """Each file with its document's state, when that ended, and its lease; all at one moment."""
    keys = deployment.keys
    pipeline = deployment.redis.pipeline(transaction=True)
    for each in claimed:
        fields = ["state", "at:processed", "at:failed"]
        pipeline.hmget(keys.document(each.document_id), fields)
        pipeline.zscore(keys.pending, each.document_id)
    replies: list[Any] = pipeline.execute()
    for each, (state, processed, failed), lease in zip(
        claimed, replies[::2], replies[1::2], strict=True
    ):
        known = DocumentState(state.decode()) if state else None
        yield each, known, float(processed or failed or 0), lease


def _seconds_since_claim(claimed: Claimed) -> float:
    return time.time() - claimed_at(claimed.document_id).timestamp()
