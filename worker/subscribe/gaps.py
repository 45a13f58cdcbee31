"""What a group never got: told by the records of trimming, or only by the server's counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from worker.subscribe.delivery import Gap, before, order
from worker.subscribe.group import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worker.subscribe.group import Fetched

WITHDRAWN = "withdrawn"
"""The reason of a record that is about one entry, wherever it was on the stream."""


def gaps_of(reply: Any, stream: str, after: str, until: str) -> list[Gap]:
    """The gaps between two entries that the records of trimming tell of, oldest first.

    Of one that began before, the count is not known.
    """
    found = []
    for said in (entry.fields for entry in listed(reply)):
        reaches = order(said["to"]) > order(after) and order(said["from"]) <= order(until)
        if said["stream"] == stream and reaches:
            whole = order(said["from"]) > order(after)
            count = int(said["count"]) if whole else None
            first = said["from"] if whole else after
            found.append(Gap(first, said["to"], count, said["reason"], said.get("article")))
    return sorted(found, key=lambda gap: order(gap.first))


def end_of_trimming(records: Any, stream: str) -> str | None:
    """The id up to which nothing is left of a stream, None if it was never trimmed."""
    said = [entry.fields for entry in listed(records)]
    ends = [each["to"] for each in said if each["stream"] == stream and each["reason"] != WITHDRAWN]
    return max(ends, key=order, default=None)


def unrecorded(fetched: Fetched, told: Sequence[Gap], after: str, until: str) -> list[Gap]:
    """The gap that somebody has left who keeps no record: found by what the server counts.

    Args:
        told: the gaps that the records tell of.
    """
    deleted = order(fetched.deleted)
    if deleted > order(after) and not any(deleted <= order(gap.last) for gap in told):
        return [Gap(after, fetched.deleted)] if deleted <= order(until) else []
    counts = [gap.count for gap in told]
    if fetched.missing and None not in counts:
        missing = fetched.missing - sum(count or 0 for count in counts)
        return [Gap(after, before(fetched.first), missing)] if missing > 0 else []
    return []
