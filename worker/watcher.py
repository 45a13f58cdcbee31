"""The watcher: from a file in the inbox to a batch on its way, and back to a settled file.

One pass does everything, at start-up as in steady state:

1. claim what is ready, as far as there is room (`Inbox`)
2. look up every file in `processing/` (`InFlight`): admit and submit the unknown,
   settle the finished
3. submit again what the ledger calls lost
4. trim the streams
5. look for sources that have gone silent
"""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

import structlog

from schemas.errors import IncompleteError
from worker.admission import Admission
from worker.backlog import Backlog
from worker.batches import chunks, even_batches
from worker.complaints import Complaints
from worker.in_flight import InFlight
from worker.settling import settle
from worker.silence import Silence
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
        self._in_flight = InFlight(spool, settings.scan_seconds)
        self._backlog = Backlog(inbox, settings.scan_seconds)
        self._complaints = Complaints()
        self._full = False
        self._next_sweep = 0.0

    def step(self) -> bool:
        """One pass; True when it moved anything.

        Raises:
            redis.RedisError, kombu.exceptions.OperationalError: the server is away.
            OSError: the spool is in trouble (disk full, not writable).
            All of them leave everything in a state from which the next pass goes on.
        """
        self._in_flight.look_when_due()
        newly = self._claim()
        moved = self._reconcile(newly)
        self._sweep()
        self._trimming.step()
        self._silence.step(backlog=bool(self._backlog))
        return moved

    @property
    def in_flight(self) -> int:
        """How many files lie in `processing/`, as far as the last pass knows."""
        return len(self._in_flight)

    def idle(self) -> bool:
        """Whether the last pass left nothing to do: no file waits, none is in processing."""
        waiting = self._backlog or self._inbox.waiting or self._in_flight
        return not (waiting or self._spool.claimed())

    def pause_seconds(self, *, moved: bool, longest: float) -> float:
        """How long to wait before the next pass, unless something wakes the watcher.

        Args:
            moved: what the last pass returned.
            longest: pause while documents are in flight; it grows as nothing happens.
        """
        if moved:
            return 0.0
        pauses = [self._settings.scan_seconds]
        if self._in_flight:
            pauses.append(longest)
        if (until_ready := self._inbox.seconds_until_ready()) is not None:
            pauses.append(until_ready)
        return min(pauses)

    def _claim(self) -> list[Claimed]:
        """Take ready files, oldest first, until the high-water marks are reached."""
        self._backlog.look_around()
        claimed: list[Claimed] = []
        if self._backlog and self._has_room():
            # What other watchers have claimed takes room, too.
            self._in_flight.look()
        while self._backlog and self._has_room():
            found = self._claim_one(self._backlog.take())
            if found is not None:
                claimed.append(found)
                self._in_flight.add(found)
        return claimed

    def _has_room(self) -> bool:
        """Backpressure with hysteresis: once full, claiming waits for the low-water marks."""
        settings = self._settings
        share = settings.low_water_percent / 100 if self._full else 1.0
        self._full = (
            len(self._in_flight) >= settings.high_water_documents * share
            or self._in_flight.size >= settings.high_water_bytes * share
        )
        return not self._full

    def _claim_one(self, look: Look) -> Claimed | None:
        try:
            return self._inbox.claim(look)
        except (FileNotFoundError, IncompleteError):
            return None
        except OSError as error:
            self._complaints.tell(look.path, error)
            return None

    def _reconcile(self, newly: Sequence[Claimed]) -> bool:
        """Bring files and records together; returns whether any were admitted or settled.

        Between two looks at `processing/` only as many files are asked for as the ledger has
        become shorter: of thousands in a backlog few come to rest at a time, the first of them.

        Args:
            newly: what was claimed in this pass, and cannot be known.
        """
        in_flight, length = self._in_flight, self._deployment.ledger.in_flight()
        ended = None if in_flight.asked_at is None else in_flight.asked_at - length
        in_flight.asked_at = None
        known = self._at_rest(len(in_flight) - len(newly), ended) if ended != 0 else []
        unknown = [each for each, disposition in known if disposition is None]
        for chunk in chunks([*unknown, *newly], self._settings.batch_bytes):
            with self._deployment.tracing.admitting(chunk):
                # The ledger knows them before the broker does.
                admitted = self._admission.admit(chunk)
                length += len(admitted)
                self._send(admitted)
            if len(admitted) < len(chunk):
                in_flight.doubt()
        final = [(each, how) for each, how in known if how and how.state.final]
        settled = [self._settle(each, disposition) for each, disposition in final]
        in_flight.asked_at = length
        return bool(unknown or newly or any(settled))

    def _at_rest(self, count: int, enough: int | None) -> list[tuple[Claimed, Disposition | None]]:
        """Files whose documents are not on their way, with what is known of these.

        The ledger is asked first, in few commands: of thousands of files in a backlog it names
        the few that a pass has to look at. A file out of `processing/` is not looked for again, and
        what it has become must outlive the server: the finished wait until a replica knows it.

        Args:
            count: how many of the files in flight to ask for, from the first one on.
            enough: when so many are found the others wait for the next look; None for all.
        """
        ids = self._deployment.ledger.without(self._in_flight.ids[:count], enough)
        replicated = not ids or self._deployment.replication.caught_up()
        dispositions = self._deployment.state.dispositions(ids)
        found = [
            (self._in_flight.file(each), how) for each, how in zip(ids, dispositions, strict=True)
        ]
        return [(each, how) for each, how in found if replicated or how is None]

    def _send(self, documents: Sequence[Document]) -> None:
        settings = self._settings
        for batch in even_batches(documents, settings.batch_size, settings.concurrency):
            self._submit([document.id for document in batch])
            log.info("batch.submitted", documents=len(batch))

    def _settle(self, claimed: Claimed, disposition: Disposition) -> bool:
        """Move a file to where it belongs; False if it has to stay for now."""
        self._spool.on_file()
        began = time.monotonic()
        try:
            place = settle(self._spool, claimed, disposition)
        except FileNotFoundError:
            self._in_flight.doubt()
            return False
        except OSError as error:
            self._complaints.tell(claimed.path, error)
            return False
        self._in_flight.remove(claimed)
        if place is not None:
            took = time.monotonic() - began
            self._deployment.tracing.settled(claimed, disposition, took)
        if place is not None and logging.root.isEnabledFor(logging.DEBUG):
            log.debug(
                "document.settled",
                document_id=claimed.document_id,
                state=disposition.state.value,
                place=str(place.relative_to(self._spool.root)),
            )
        return True

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
