"""The commands of a consumer group, and what their replies mean (RESP 2, as they come)."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from worker.subscribe.delivery import order

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from redis.exceptions import ResponseError

    from worker.subscribe.steps import Command

FREE_MILLISECONDS = 24 * 3600 * 1000
"""Idle time that is written to entries that are given back: whoever looks next takes them."""

TRIMS_READ = 10_000

GONE = ("NOGROUP", "no such key")
"""What the server's answer has in it when the group or its stream is not there (any more)."""


@dataclass(frozen=True)
class Entry:
    """An entry as the server has handed it over; without fields it is on the stream no more."""

    id: str
    fields: dict[str, str]


@dataclass(frozen=True)
class Fetched:
    """New entries, and where the group and the stream stood when it got them.

    Attributes:
        before: id of the last entry that the group had got before.
        deleted: the highest id that was ever deleted from the stream; trimming does not count.
        first: id of the first entry that was there.
        last: id of the last entry that was ever there.
        missing: how many entries behind `before` are gone, where the server can tell.
        trim: id of the newest record of trimming.
    """

    before: str
    deleted: str
    first: str
    last: str
    missing: int | None
    trim: str
    entries: list[Entry]

    @property
    def after(self) -> str:
        """Where the group stands now."""
        return self.entries[-1].id if self.entries else self.before


@dataclass(frozen=True)
class Group:
    """One consumer of one group on one stream.

    Args:
        trims: key of the stream that says what was taken off the others.
    """

    stream: str
    name: str
    consumer: str
    trims: str

    def create(self, start: str) -> Command:
        """Create the group behind an entry, and the stream if there is none."""
        return ("XGROUP", "CREATE", self.stream, self.name, start, "MKSTREAM")

    def fetch(self, count: int) -> tuple[Command, ...]:
        """New entries; in one transaction with the group's place, so that no gap can hide."""
        return (
            ("XINFO GROUPS", self.stream),
            ("XINFO STREAM", self.stream),
            ("XREVRANGE", self.trims, "+", "-", "COUNT", 1),
            self._read(">", count),
        )

    def fetched(self, replies: Sequence[Any]) -> Fetched:
        """What the replies to `fetch` say."""
        groups, about, trims, fresh = replies
        stream = _fields(about)
        places = {_text(group["name"]): group for group in map(_fields, groups)}
        place = places[self.name]
        before, first = _text(place["last-delivered-id"]), _text(stream["recorded-first-entry-id"])
        read = None if order(first) <= order(before) else place["entries-read"]
        return Fetched(
            before=before,
            deleted=_text(stream["max-deleted-entry-id"]),
            first=first,
            last=_text(stream["last-generated-id"]),
            missing=None if read is None else stream["entries-added"] - read - stream["length"],
            trim=_text(trims[0][0]) if trims else "",
            entries=entries_of(fresh),
        )

    def await_more(self, after: str, milliseconds: int) -> Command:
        """Returns when there is an entry behind this one, or after so many milliseconds.

        It reads without the group: what is delivered is delivered by `fetch`.
        """
        return ("XREAD", "COUNT", 1, "BLOCK", milliseconds, "STREAMS", self.stream, after)

    def own(self, after: str, count: int) -> Command:
        """Which entries this consumer got earlier and has not acknowledged."""
        return ("XPENDING", self.stream, self.name, f"({after}", "+", count, self.consumer)

    def deliveries(self, entry_id: str) -> Command:
        """How often an entry of this consumer was delivered."""
        return ("XPENDING", self.stream, self.name, entry_id, entry_id, 1, self.consumer)

    def claim_stuck(self, idle_seconds: float, cursor: str, count: int) -> Command:
        """Take over entries that nobody has done anything about for so long."""
        idle = int(idle_seconds * 1000)
        return ("XAUTOCLAIM", *self._me(), idle, cursor, "COUNT", count, "JUSTID")

    def take(self, entry_id: str) -> Command:
        """Count one more delivery of an entry that this consumer holds.

        By force: after a loss of the group the server does not know of it any more.
        """
        return ("XCLAIM", *self._me(), 0, entry_id, "FORCE")

    def keep(self, entry_ids: Iterable[str]) -> Command:
        """Say that this consumer is still at these entries."""
        return ("XCLAIM", *self._me(), 0, *entry_ids, "JUSTID")

    def give_back(self, entry_ids: Iterable[str]) -> Command:
        """Let any other consumer have these entries at once."""
        return ("XCLAIM", *self._me(), 0, *entry_ids, "IDLE", FREE_MILLISECONDS, "JUSTID")

    def acknowledge(self, *entry_ids: str) -> Command:
        """These entries are done with."""
        return ("XACK", self.stream, self.name, *entry_ids)

    def park(self, dead: str, entry: Entry, attempt: int, error: str) -> tuple[Command, ...]:
        """Put an entry that nobody can handle on a stream of its own, and acknowledge it.

        In one transaction with a look whether it is still on the stream.
        """
        about = {"entry_id": entry.id, "attempts": str(attempt), "error": error}
        about["parked_at"] = f"{time.time():.3f}"
        fields = [part for pair in (entry.fields | about).items() for part in pair]
        look = ("XRANGE", self.stream, entry.id, entry.id)
        return (("XADD", dead, "*", *fields), self.acknowledge(entry.id), look)

    def unpark(self, dead: str, parked: Any) -> Command:
        """Take an entry off the stream that it was parked on."""
        return ("XDEL", dead, parked)

    def newest(self) -> Command:
        """The last entry of the stream."""
        return ("XREVRANGE", self.stream, "+", "-", "COUNT", 1)

    def trimmed(self) -> Command:
        """The newest records of what was taken off the streams."""
        return ("XREVRANGE", self.trims, "+", "-", "COUNT", TRIMS_READ)

    def _read(self, after: str, count: int) -> Command:
        where = ("STREAMS", self.stream, after)
        return ("XREADGROUP", "GROUP", self.name, self.consumer, "COUNT", count, *where)

    def _me(self) -> tuple[str, str, str]:
        return self.stream, self.name, self.consumer


def group_is_gone(error: ResponseError) -> bool:
    """Whether an answer says that the group or its stream is not there (any more)."""
    return any(sign in str(error) for sign in GONE)


def entries_of(reply: Any) -> list[Entry]:
    """The entries of the one stream in an XREADGROUP reply."""
    return listed(reply[0][1]) if reply else []


def claimed(reply: Any) -> tuple[str, list[str], list[str]]:
    """Where the next search begins, and the ids of the entries and of those that are gone."""
    cursor, there, *gone = reply
    return _text(cursor), [*map(_text, there)], [*map(_text, gone[0] if gone else [])]


def listed(entries: Iterable[Any]) -> list[Entry]:
    """Entries from (id, fields) pairs; fields of None are those of an entry that is gone."""
    return [
        Entry(_text(entry_id), {_text(k): _text(v) for k, v in _pairs(fields or [])})
        for entry_id, fields in filter(None, entries)
    ]


def pending_ids(reply: Any) -> list[str]:
    """Ids from a reply to `own`."""
    return [_text(entry_id) for entry_id, *_ in reply]


def _fields(flat: Sequence[Any]) -> dict[str, Any]:
    return {_text(name): value for name, value in _pairs(flat)}


def _pairs(flat: Sequence[Any]) -> list[tuple[Any, Any]]:
    return list(zip(flat[::2], flat[1::2], strict=True))


def _text(value: bytes) -> str:
    return value.decode("utf-8", "replace")
