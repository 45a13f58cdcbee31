"""Handing documents over to the server: record, bytes and ledger entry, before anything is sent."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING

import structlog

from schemas.document import Document
from schemas.errors import RejectedError
from tasks.faults import BUGS
from tasks.normalize.detect import recognize
from tasks.normalize.registry import all_readers
from tasks.normalize.source import Limits, Source, too_large

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tasks.deployment import Deployment
    from worker.settings import Settings
    from worker.spool import Claimed, Spool

log = structlog.get_logger()

PIECE_BYTES = 1_000_000
"""How much of a large file is sent to the server at a time."""


class Admission:
    """The way from `processing/` into the records of a deployment."""

    def __init__(self, spool: Spool, deployment: Deployment, settings: Settings) -> None:
        self._spool = spool
        self._deployment = deployment
        self._settings = settings

    def admit(self, claimed: Sequence[Claimed]) -> list[Document]:
        """The documents that were not known before, now admitted.

        A file that cannot be read becomes a failure; one that another watcher has settled
        meanwhile is passed over.
        """
        # Before anything else: what is done again after a crash is noted again, to no effect.
        self._deployment.arrivals.note(
            (each.document_id, describe(each).folder) for each in claimed
        )
        whole: list[tuple[Document, bytes]] = []
        admitted: list[Document] = []
        for each in claimed:
            try:
                if each.size > self._settings.max_document_bytes:
                    admitted += self._in_pieces(each)
                else:
                    raw = self._spool.read(each, self._settings.max_document_bytes)
                    whole.append((describe(each, hashlib.sha256(raw).hexdigest(), len(raw)), raw))
            except FileNotFoundError:
                continue
            except RejectedError as error:
                self._refuse(each, error)
        new = self._deployment.state.admit(whole, self._settings.source)
        known = zip(whole, new, strict=True)
        return [*admitted, *(document for (document, _), is_new in known if is_new)]

    def _in_pieces(self, claimed: Claimed) -> list[Document]:
        """Admit a file that is only accepted because its format is read item by item."""
        with self._spool.reading(claimed):
            self._check_streams(claimed)
            digest = hashlib.sha256()
            state = self._deployment.state
            for start, piece in self._pieces(claimed):
                digest.update(piece)
                state.put_piece(claimed.document_id, start, piece)
        document = describe(claimed, digest.hexdigest())
        return [document] if state.admit_put(document, self._settings.source) else []

    def _check_streams(self, claimed: Claimed) -> None:
        limits = Limits.of(self._settings)
        if claimed.size > limits.stream:
            raise too_large(limits.stream, "WIREDESK_MAX_STREAM_BYTES")
        source = Source(
            claimed.name, self._spool.content(claimed), limits, received=claimed.modified
        )
        # What a reader's bug means for the document is for the stage to say, which counts attempts.
        with suppress(*BUGS):
            recognize(source, all_readers())

    def _pieces(self, claimed: Claimed) -> Iterator[tuple[int, bytes]]:
        start = 0
        with self._spool.content(claimed).open() as file:
            while start < claimed.size and (piece := file.read(PIECE_BYTES)):
                self._spool.on_file()
                yield start, piece
                start += len(piece)

    def _refuse(self, claimed: Claimed, error: RejectedError) -> None:
        document = describe(claimed)
        self._deployment.refuse(document, self._settings.source, error)
        log.warning(
            "document.refused",
            document_id=document.id,
            document=document.path,
            reason=error.reason.value,
            message=error.message,
        )


def describe(claimed: Claimed, sha256: str = "", size: int | None = None) -> Document:
    """The document that a claimed file is; without a digest, one that was refused unread."""
    return Document(
        id=claimed.document_id,
        path=claimed.path,
        size=claimed.size if size is None else size,
        sha256=sha256,
        mtime=claimed.modified,
    )
