"""What a subscriber does, from the first command to the last.

First its own unfinished events; then in turn those whose next attempt is due, those that lie with
consumers which have died, and new ones. An event is acknowledged when the handler has returned.
"""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import structlog
from redis.exceptions import ResponseError

from schemas.errors import SetupError
from tasks.keys import Keys
from worker.subscribe.asking import Asking, StoppedError
from worker.subscribe.delivery import Gap, before, order
from worker.subscribe.gaps import end_of_trimming, gaps_of, unrecorded
from worker.subscribe.group import Group, claimed, group_is_gone, listed, pending_ids
from worker.subscribe.handling import Handling
from worker.subscribe.steps import Pause, Report

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from worker.subscribe.group import Fetched
    from worker.subscribe.options import SubscriberOptions
    from worker.subscribe.steps import Step, Steps

log = structlog.get_logger()

BLOCK_SECONDS = 1.0
"""How long one question for new entries waits; a stop is noticed between two."""

CLAIM_EVERY_SECONDS = 5.0
FIRST = "0-0"


class LeftError(Exception):
    """Thrown into a session whose subscriber leaves in the middle of an event."""


class Session:
    """One consumer's work, as steps for a program that can wait."""

    def __init__(self, options: SubscriberOptions) -> None:
        keys = Keys(options.deployment)
        self._keys = keys
        self._options = options
        self._group = Group(keys.articles, options.group, options.consumer, keys.trims)
        self._asking = Asking()
        self._handling = Handling(self._group, options, self._asking, keys.dead(options.group))
        self._place: str | None = None
        self._reported = FIRST
        self._trims: tuple[str, Any] = FIRST, []
        self._cursor = FIRST
        self._next_claim = 0.0

    def stop(self) -> None:
        """Finish the event at hand, give back the others, end."""
        self._asking.stopping = True

    def steps(self) -> Steps:
        """All that there is to do, until it is stopped."""
        with suppress(StoppedError):
            with suppress(LeftError):
                yield from self._open()
                yield from self._persistently(self._unfinished)
                while not self._asking.stopping:
                    yield from self._persistently(self._round)
            yield from self._handling.give_back()

    def _persistently(self, part: Any) -> Steps:
        """One part; if the group has gone meanwhile it is made again, and that is no error."""
        try:
            yield from part()
        except ResponseError as error:
            if not group_is_gone(error):
                raise
            log.warning("subscriber.group_recreated", group=self._options.group)
            yield from self._open()
            yield from self._persistently(self._interrupted)

    def _interrupted(self) -> Steps:
        """Go on with what was at hand when the group went: the new one begins behind it."""
        yield from self._again(self._handling.at_hand)

    def _open(self) -> Steps:
        """Create the group, unless it is there."""
        start = self._place or (yield from self._start())
        if self._place is not None:
            # After a loss of data the ids of new entries may lie below the place.
            last = yield from self._last_id()
            start = start if order(last) >= order(start) else FIRST
        try:
            yield from self._asking.one(self._group.create(start))
        except ResponseError as error:
            if "WRONGTYPE" in str(error):
                raise SetupError(f"{self._group.stream} is no stream") from error
            if not str(error).startswith("BUSYGROUP"):
                raise

    def _start(self) -> Generator[Step, Any, str]:
        if self._options.start == "new":
            return "$"
        # What was trimmed before a group began is no gap in what it gets.
        records = yield from self._asking.one(self._group.trimmed())
        return end_of_trimming(records, self._group.stream) or FIRST

    def _last_id(self) -> Generator[Step, Any, str]:
        newest = yield from self._asking.one(self._group.newest())
        return listed(newest)[0].id if newest else FIRST

    def _unfinished(self) -> Steps:
        """Go on with what a consumer of this name got earlier."""
        last = FIRST
        while not self._asking.stopping:
            reply = yield from self._asking.one(self._group.own(last, self._options.batch))
            entry_ids = pending_ids(reply)
            if not entry_ids:
                return
            last = entry_ids[-1]
            yield from self._again(entry_ids)

    def _round(self) -> Steps:
        """Once everything that can be there to do."""
        gone = yield from self._handling.retry_due()
        yield from self._missing(gone)
        if time.monotonic() >= self._next_claim:
            yield from self._claim()
        fetched = None if self._handling.full else (yield from self._fetch())
        if fetched is not None and fetched.entries:
            yield from self._handling.handle(fetched.entries)
        elif fetched is not None:
            yield from self._wait(fetched.after)
        else:
            yield Pause(self._patience())
            yield from self._handling.keep()

    def _fetch(self) -> Generator[Step, Any, Fetched]:
        replies = yield from self._asking.all(*self._group.fetch(self._options.batch))
        fetched = self._group.fetched(replies)
        yield from self._report_gaps(fetched)
        self._place = fetched.after
        return fetched

    def _wait(self, after: str) -> Steps:
        """Until there is something new, or something is due."""
        if not self._asking.stopping:
            milliseconds = int(self._patience() * 1000)
            yield from self._asking.one(self._group.await_more(after, milliseconds))
        yield from self._handling.keep()

    def _patience(self) -> float:
        due = self._handling.seconds_until_due()
        return BLOCK_SECONDS if due is None else min(BLOCK_SECONDS, max(due, 0.01))

    def _claim(self) -> Steps:
        """Take over what lies with consumers that give no sign of life."""
        pause = min(CLAIM_EVERY_SECONDS, self._options.claim_seconds / 3)
        command = self._group.claim_stuck(
            self._options.claim_seconds, self._cursor, self._options.batch
        )
        reply = yield from self._asking.one(command)
        self._cursor, entry_ids, gone = claimed(reply)
        more = bool(entry_ids) or self._cursor != FIRST
        self._next_claim = 0.0 if more else time.monotonic() + pause
        yield from self._missing(gone)
        yield from self._again(entry_ids)

    def _again(self, entry_ids: Sequence[str]) -> Steps:
        """Handle entries that may have been delivered before."""
        gone = yield from self._handling.handle_again(entry_ids)
        yield from self._missing(gone)

    def _missing(self, entry_ids: Sequence[str]) -> Steps:
        """Tell of entries that were delivered once, and are on the stream no more."""
        if not entry_ids:
            return
        records = yield from self._asking.one(self._group.trimmed())
        for entry_id in entry_ids:
            found = gaps_of(records, self._group.stream, before(entry_id), entry_id)
            why = found[0] if found else Gap(entry_id, entry_id)
            yield Report(Gap(entry_id, entry_id, 1, why.reason, why.article_id))
        yield from self._handling.acknowledge(list(entry_ids))

    def _report_gaps(self, fetched: Fetched) -> Steps:
        """Tell of entries that were taken off the stream before this group got them."""
        after = max(fetched.before, self._reported, key=order)
        news = fetched.trim != self._trims[0] or order(fetched.deleted) > order(after)
        if not (news or fetched.missing):
            return
        until = fetched.after if fetched.entries else fetched.last
        records = yield from self._records(fetched)
        gaps = gaps_of(records, self._group.stream, after, fetched.last)
        # Where a group began at the very beginning, it was promised nothing.
        if fetched.before != FIRST:
            gaps += unrecorded(fetched, gaps, after, until)
        for gap in gaps:
            if order(gap.first) <= order(until):
                yield Report(gap)
        self._reported = max(until, after, key=order)

    def _records(self, fetched: Fetched) -> Generator[Step, Any, Any]:
        """The records of trimming; asked for again only when there is a new one."""
        if self._trims[0] != fetched.trim:
            self._trims = fetched.trim, (yield from self._asking.one(self._group.trimmed()))
        return self._trims[1]
