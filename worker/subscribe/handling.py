"""One event's way through a subscriber: handled, tried again, or parked."""

from __future__ import annotations

import heapq
import time
from typing import TYPE_CHECKING, Any

import structlog
from pydantic import ValidationError
from redis.exceptions import ResponseError

from schemas.event import ArticleEvent
from worker.subscribe.delivery import Delivery, before
from worker.subscribe.gaps import WITHDRAWN, gaps_of
from worker.subscribe.group import Entry, group_is_gone, listed
from worker.subscribe.steps import Handle

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from worker.subscribe.asking import Asking
    from worker.subscribe.group import Group
    from worker.subscribe.options import SubscriberOptions
    from worker.subscribe.steps import Step, Steps

log = structlog.get_logger()

KEEP_SHARE = 1 / 3
"""After this share of `claim_seconds` the server hears that the events at hand are still held."""

UNSEEN_AFTER = 2
"""Deliveries at the least before an event is parked that was never acknowledged: at the first one
it may only have lain behind another that ended the process."""


class Handling:
    """The events that this consumer holds.

    Args:
        dead: key of the stream for events that cannot be handled.
    """

    def __init__(self, group: Group, options: SubscriberOptions, asking: Asking, dead: str) -> None:
        self._group = group
        self._options = options
        self._asking = asking
        self._dead = dead
        self._waiting: list[tuple[float, str]] = []
        self._at_hand: list[str] = []
        self._unwanted: list[str] = []
        self._kept_at = time.monotonic()

    @property
    def full(self) -> bool:
        """Whether so many events wait for another attempt that no new ones should be taken."""
        return len(self._waiting) >= self._options.max_waiting

    @property
    def at_hand(self) -> list[str]:
        """Ids of the events whose turn is now or has not come, those that wait left out."""
        return [*self._at_hand]

    def seconds_until_due(self) -> float | None:
        """How long until the next attempt is due; None when none waits."""
        return max(0.0, self._waiting[0][0] - time.monotonic()) if self._waiting else None

    def handle(self, entries: Sequence[Entry]) -> Steps:
        """Bring each new entry to its end, or to its next attempt."""
        self._at_hand = [entry.id for entry in entries]
        for entry in entries:
            if self._asking.stopping:
                return
            yield from self._one(entry, 1)
            yield from self._done(entry.id)
        yield from self._acknowledge_unwanted()

    def handle_again(self, entry_ids: Sequence[str]) -> Generator[Step, Any, list[str]]:
        """The same for those that may have been delivered before; the ids of those that are gone.

        A delivery is counted when an entry's turn comes: one that ends whoever handles it is
        parked alone, not with all that lie behind it.
        """
        self._at_hand = [*entry_ids]
        gone: list[str] = []
        for entry_id in entry_ids:
            if self._asking.stopping:
                break
            taken = yield from self._take(entry_id)
            gone += yield from self._turn(entry_id, *taken)
        return gone

    def retry_due(self) -> Generator[Step, Any, list[str]]:
        """Try those again whose time has come; returns the ids of those that are gone."""
        gone: list[str] = []
        while self._waiting and self._waiting[0][0] <= time.monotonic():
            if self._asking.stopping:
                break
            _, entry_id = self._waiting[0]
            taken = yield from self._take(entry_id)
            heapq.heappop(self._waiting)
            self._at_hand = [entry_id]
            gone += yield from self._turn(entry_id, *taken)
        return gone

    def _take(self, entry_id: str) -> Generator[Step, Any, tuple[Entry | None, int]]:
        """Have an entry once more, and how often it was delivered; None if it is gone."""
        found, counted = yield from self._asking.all(
            self._group.take(entry_id), self._group.deliveries(entry_id)
        )
        entries = [entry for entry in listed(found) if entry.fields]
        return (entries[0], counted[0][3] if counted else 1) if entries else (None, 0)

    def _turn(
        self, entry_id: str, entry: Entry | None, attempt: int
    ) -> Generator[Step, Any, list[str]]:
        """Handle an entry that was taken; returns its id if it is gone.

        One that does not meet the filter is acknowledged at once: each time that an event behind it
        ends the process, its delivery would be counted again.
        """
        if entry is not None:
            yield from self._one(entry, attempt)
            yield from self._acknowledge_unwanted()
        yield from self._done(entry_id)
        return [] if entry is not None else [entry_id]

    def _done(self, entry_id: str) -> Steps:
        self._at_hand.remove(entry_id)
        yield from self.keep()

    def keep(self) -> Steps:
        """Say now and then that the events at hand, and those that wait, are still held."""
        now = time.monotonic()
        held = self._held()
        if held and now - self._kept_at > self._options.claim_seconds * KEEP_SHARE:
            try:
                yield from self._asking.one(self._group.keep(held))
            except ResponseError as error:
                # A group that is gone is made again at the next fetch, behind those at hand.
                if not group_is_gone(error):
                    raise
            self._kept_at = now

    def give_back(self) -> Steps:
        """Let others have at once what this consumer has not come to."""
        yield from self._acknowledge_unwanted()
        held = self._held()
        self._waiting, self._at_hand = [], []
        if held:
            yield from self._asking.one(self._group.give_back(held))

    def acknowledge(self, entry_ids: list[str]) -> Steps:
        """These are done with."""
        if entry_ids:
            yield from self._asking.one(self._group.acknowledge(*entry_ids))

    def _held(self) -> list[str]:
        return [*self._at_hand, *(entry_id for _, entry_id in self._waiting)]

    def _acknowledge_unwanted(self) -> Steps:
        """Those that do not meet the filter, in one go for each batch."""
        unwanted, self._unwanted = self._unwanted, []
        yield from self.acknowledge(unwanted)

    def _one(self, entry: Entry, attempt: int) -> Steps:
        if attempt > max(self._options.max_attempts, UNSEEN_AFTER):
            # Its turn came so often and it never came back: it may end whoever handles it.
            yield from self._park(entry, attempt - 1, "it was never acknowledged")
            return
        try:
            event = ArticleEvent.from_entry(entry.fields)
        except (KeyError, ValidationError) as error:
            yield from self._park(entry, attempt, f"no event of this contract: {_short(error)}")
            return
        if not self._options.filter.accepts(event):
            self._unwanted.append(entry.id)
            return
        outcome = yield Handle(Delivery(event, entry.id, attempt))
        if outcome is None:
            yield from self.acknowledge([entry.id])
        else:
            yield from self._failed(entry, attempt, outcome)

    def _failed(self, entry: Entry, attempt: int, error: Exception) -> Steps:
        said = f"{type(error).__name__}: {error}"
        if attempt >= self._options.max_attempts:
            yield from self._park(entry, attempt, said)
            return
        after = self._options.retry_after(attempt)
        heapq.heappush(self._waiting, (time.monotonic() + after, entry.id))
        log.warning(
            "event.not_handled", entry_id=entry.id, attempt=attempt, error=said, again_in=after
        )

    def _park(self, entry: Entry, attempt: int, error: str) -> Steps:
        park = self._group.park(self._dead, entry, attempt, error)
        parked, _, there = yield from self._asking.all(*park)
        if not there and (yield from self._was_withdrawn(entry.id)):
            # The withdrawal came first, and has not found it on the dead stream.
            yield from self._asking.one(self._group.unpark(self._dead, parked))
            return
        log.error(
            "event.parked", entry_id=entry.id, attempts=attempt, error=error, stream=self._dead
        )

    def _was_withdrawn(self, entry_id: str) -> Generator[Step, Any, bool]:
        records = yield from self._asking.one(self._group.trimmed())
        gaps = gaps_of(records, self._group.stream, before(entry_id), entry_id)
        return any(gap.reason == WITHDRAWN for gap in gaps)


def _short(error: KeyError | ValidationError) -> str:
    """What is wrong, without the values: they may be the article."""
    if isinstance(error, ValidationError):
        places = (".".join(map(str, each["loc"])) for each in error.errors(include_input=False))
        return f"{error.error_count()} fields, such as {next(places)}"
    return f"it has no field {error}"
