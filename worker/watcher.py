"""The watcher: from a file in the inbox to a batch on its way, and back to a settled file.

One pass does everything, at start-up as in steady state:

1. claim what is ready, as far as there is room (`Inbox`)
2. look up every file in `processing/`: admit and submit the unknown, settle the finished
3. submit again what the ledger calls lost
4. trim the streams
5. look for sources that have gone silent
"""

from __future__ import annotations

import errno
import os
import time
from typing import TYPE_CHECKING

import structlog

from schemas.errors import IncompleteError
from worker.admission import Admission
from worker.batches import chunks, even_batches
from worker.settling import settle
from worker.silence import Silence
from worker.spool import EVERYWHERE
from worker.trimming import Trimming

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from schemas.document import Document
    from tasks.deployment import Deployment
    from tasks.record import Disposition
    from worker.inbox import Inbox, Look
    from worker.settings import Settings
    from worker.spool import Claimed, Spool

log = structlog.get_logger()

RIGHTS = "give the watcher the right to write to the folders it moves from and to"
ADVICE = {
    errno.EXDEV: "nothing may be mounted below the inbox: files are claimed by renaming them",
    errno.ENAMETOOLONG: "its folders lie too deep: move it higher up in the inbox",
}
"""What to do about a file that cannot be moved, where it is not a matter of rights."""


class Watcher:
    """One spool's way in and out.

    Args:
        submit: sends a batch of admitted document ids on its way.
    """

    def __init__(
        self,
        spool: Spool,
        inbox: Inbox,
        deployment: Deployment,
        settings: Settings,
        submit: Callable[[Sequence[str]], None],
    ) -> None:
        self._spool = spool
        self._inbox = inbox
        self._admission = Admission(spool, deployment, settings)
        self._deployment = deployment
        self._settings = settings
        self._submit = submit
        self._trimming = Trimming(deployment)
        self._silence = Silence(deployment, settings)
        self._ready: list[Look] = []
        self._complained: set[str] = set()
        self._full = False
        self._next_scan = 0.0
        self._next_sweep = 0.0

    def step(self) -> bool:
        """One pass; True when it moved anything.

        Raises:
            redis.RedisError, kombu.exceptions.OperationalError: the server is away.
            OSError: the spool is in trouble (disk full, not writable).
            All of them leave everything in a state from which the next pass goes on.
        """
        in_flight = self._spool.claimed()
        newly = self._claim(in_flight)
        settled = self._reconcile([*in_flight, *newly])
        self._sweep()
        self._trimming.step()
        self._silence.step(backlog=bool(self._ready))
        return bool(newly or settled)

    def idle(self) -> bool:
        """Whether the last pass left nothing to do: no file waits, none is in processing."""
        return not (self._ready or self._inbox.waiting or self._spool.claimed())

    def pause_seconds(self, *, moved: bool, longest: float) -> float:
        """How long to wait before the next pass, unless something wakes the watcher.

        Args:
            moved: what the last pass returned.
            longest: pause while documents are in flight; it grows as nothing happens.
        """
        if moved:
            return 0.0
        until_ready = self._inbox.seconds_until_ready()
        pauses = [self._settings.scan_seconds, longest]
        return min(pauses if until_ready is None else [*pauses, until_ready])

    def _claim(self, in_flight: Sequence[Claimed]) -> list[Claimed]:
        """Take ready files, oldest first, until the high-water marks are reached."""
        self._look_around()
        documents, size = len(in_flight), sum(each.size for each in in_flight)
        claimed: list[Claimed] = []
        while self._ready and self._has_room(documents, size):
            found = self._claim_one(self._ready.pop(0))
            if found is not None:
                claimed.append(found)
                documents, size = documents + 1, size + found.size
        return claimed

    def _look_around(self) -> None:
        """Scan the inbox, though not in every pass while a long list is still being claimed."""
        now = time.monotonic()
        if not self._ready or now >= self._next_scan:
            self._ready = self._inbox.scan()
            # A scan of a hundred thousand files takes a while: leave ten times as much for work.
            took = time.monotonic() - now
            self._next_scan = now + max(self._settings.scan_seconds, 10 * took)

    def _has_room(self, documents: int, size: int) -> bool:
        """Backpressure with hysteresis: once full, claiming waits for the low-water marks."""
        settings = self._settings
        share = settings.low_water_percent / 100 if self._full else 1.0
        self._full = (
            documents >= settings.high_water_documents * share
            or size >= settings.high_water_bytes * share
        )
        return not self._full

    def _claim_one(self, look: Look) -> Claimed | None:
        try:
            return self._inbox.claim(look)
        except (FileNotFoundError, IncompleteError):
            return None
        except OSError as error:
            self._complain(look.path, error)
            return None

    def _complain(self, path: str, error: OSError) -> None:
        """Say once that a file cannot be moved; it is tried again, and stops no other.

        A right that is missed is a folder's: the next file of it is told with the first.

        Raises:
            OSError: the error is not about this file.
        """
        if error.errno in EVERYWHERE:
            raise error
        missed_right = error.errno == errno.EACCES
        about = os.path.dirname(error.filename or path) if missed_right else path  # noqa: PTH120
        if about not in self._complained:
            self._complained.add(about)
            advice = ADVICE.get(error.errno or 0, RIGHTS)
            log.warning("file.not_moved", path=path, error=error.strerror, advice=advice)

    def _reconcile(self, claimed: Sequence[Claimed]) -> int:
        """Bring files and records together; returns how many files were admitted or settled."""
        known = self._at_rest(claimed)
        unknown = [each for each, disposition in known if disposition is None]
        for chunk in chunks(unknown, self._settings.batch_bytes):
            with self._deployment.tracing.admitting(chunk):
                # The ledger knows them before the broker does.
                self._send(self._admission.admit(chunk))
        final = [(each, how) for each, how in known if how and how.state.final]
        for each, disposition in final:
            self._settle(each, disposition)
        return len(unknown) + len(final)

    def _at_rest(self, claimed: Sequence[Claimed]) -> list[tuple[Claimed, Disposition | None]]:
        """Files whose documents are not on their way, with what is known of these.

        The ledger is asked first, in one command: of thousands of files in a backlog it names
        the few that a pass has to look at. A file out of `processing/` is not looked for again, and
        what it has become must outlive the server: the finished wait until a replica knows it.
        """
        files = {each.document_id: each for each in claimed}
        ids = self._deployment.ledger.without(list(files))
        replicated = not ids or self._deployment.replication.caught_up()
        dispositions = self._deployment.state.dispositions(ids)
        found = [(files[each], how) for each, how in zip(ids, dispositions, strict=True)]
        return [(each, how) for each, how in found if replicated or how is None]

    def _send(self, documents: Sequence[Document]) -> None:
        settings = self._settings
        for batch in even_batches(documents, settings.batch_size, settings.concurrency):
            self._submit([document.id for document in batch])
            log.info("batch.submitted", documents=len(batch))

    def _settle(self, claimed: Claimed, disposition: Disposition) -> None:
        self._spool.on_file()
        began = time.monotonic()
        try:
            place = settle(self._spool, claimed, disposition)
        except FileNotFoundError:
            return
        except OSError as error:
            self._complain(claimed.path, error)
            return
        if place is not None:
            took = time.monotonic() - began
            self._deployment.tracing.settled(claimed, disposition, took)
            log.debug(
                "document.settled",
                document_id=claimed.document_id,
                state=disposition.state.value,
                place=str(place.relative_to(self._spool.root)),
            )

    def _sweep(self) -> None:
        """Submit again what is lost, a bounded number at a time."""
        if time.monotonic() < self._next_sweep:
            return
        self._next_sweep = time.monotonic() + self._settings.sweep_seconds
        lost = self._deployment.ledger.take_overdue(self._settings.sweep_limit)
        for batch in even_batches(lost, self._settings.batch_size, self._settings.concurrency):
            self._submit(batch)
        if lost:
            log.warning("documents.resubmitted", documents=len(lost))
