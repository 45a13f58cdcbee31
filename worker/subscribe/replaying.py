"""Events once more: to a group, or to whoever asks."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import redis
from redis.exceptions import NoPermissionError

from schemas.errors import SetupError
from worker.subscribe.delivery import order
from worker.subscribe.gaps import gaps_of
from worker.subscribe.group import FREE_MILLISECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tasks.deployment import Deployment
    from worker.subscribe.delivery import Gap

PAGE = 500
REPLAYER = "replay"
"""Name of the consumer that holds replayed entries until one of the group takes them."""


def entry_bound(text: str, *, end: bool) -> str:
    """The entry id that a bound stands for: an id itself, or a moment in ISO 8601.

    Args:
        end: whether it is the upper bound; a moment without a UTC offset is local time.

    Raises:
        SetupError: it is neither.
    """
    if text in {"-", "+"}:
        return text
    head, _, number = text.partition("-")
    if head.isdigit() and (number.isdigit() or not number) and len(head) > len("20261124"):
        return text
    try:
        seconds = dt.datetime.fromisoformat(text).timestamp()
    except (ValueError, OverflowError) as error:
        example = "1700000000000-0 or 2026-11-24T06:00"
        raise SetupError(
            f"{text!r} is neither an entry id nor a time, such as {example}"
        ) from error
    milliseconds = max(0, int(seconds * 1000))
    return f"{milliseconds}-{2**64 - 1}" if end else f"{milliseconds}-0"


class Replay:
    """Entries of the articles stream, chosen by range or by id."""

    def __init__(self, deployment: Deployment) -> None:
        self._redis = deployment.redis
        self._keys = deployment.keys

    def between(self, first: str, last: str) -> Iterator[tuple[str, dict[str, str]]]:
        """The entries of a range, a page at a time."""
        while page := self._page(first, last):
            yield from page
            first = f"({page[-1][0]}"

    def chosen(self, ids: Sequence[str]) -> list[tuple[str, dict[str, str]]]:
        """The entries with these entry ids or event ids.

        Raises:
            SetupError: one of them is not on the stream (any more).
        """
        found = []
        for each in ids:
            entry_id = self._entry_id(each)
            page = self._page(entry_id, entry_id) if entry_id else []
            if not page:
                message = (
                    f"{each} is not on the stream: it was never there, was withdrawn or trimmed"
                )
                raise SetupError(message)
            found += page
        return found

    def gaps(self, first: str, last: str) -> list[Gap]:
        """What was taken off the stream between two ids."""
        records: Any = self._redis.xrange(self._keys.trims)
        flat = [
            (each, [part for pair in fields.items() for part in pair]) for each, fields in records
        ]
        lowest = "0-0" if first == "-" else first
        highest = f"{2**63}-0" if last == "+" else last
        return gaps_of(flat, self._keys.articles, lowest, highest)

    def hand_over(self, group: str, entry_ids: Sequence[str]) -> int:
        """Let a group's consumers have entries again, as if they had just been delivered; how many.

        Raises:
            SetupError: there is no such group.
        """
        return sum(
            len(self._claim(group, entry_ids[start : start + PAGE]))
            for start in range(0, len(entry_ids), PAGE)
        )

    def unpark(self, group: str) -> int:
        """Hand over what the group has parked, and take it off its dead stream; how many.

        What is not on the articles stream any more cannot be handed over, and stays parked: it may
        be the last copy.
        """
        dead, handed, after = self._keys.dead(group), 0, "-"
        while parked := self._parked(dead, after):
            after = f"({parked[-1][0].decode()}"
            ids = {fields[b"entry_id"].decode() for _, fields in parked}
            taken = self._claim(group, sorted(ids, key=order))
            gone = [
                entry_id for entry_id, fields in parked if fields[b"entry_id"].decode() in taken
            ]
            if gone:
                self._redis.xdel(dead, *gone)
            handed += len(taken)
        return handed

    def parked(self, group: str) -> int:
        """How many entries lie on a group's dead stream."""
        return int(self._redis.xlen(self._keys.dead(group)))

    def _claim(self, group: str, entry_ids: Sequence[str]) -> set[str]:
        """Have entries in the group's hands; those that are there.

        Raises:
            SetupError: there is no such group.
        """
        try:
            reply: Any = self._redis.xclaim(
                self._keys.articles,
                group,
                REPLAYER,
                min_idle_time=0,
                message_ids=list(entry_ids),
                idle=FREE_MILLISECONDS,
                retrycount=0,
                force=True,
                justid=True,
            )
        except NoPermissionError:
            raise
        except redis.ResponseError as error:
            raise SetupError(
                f"there is no group {group!r}; `wiredesk groups` lists them"
            ) from error
        return {entry_id.decode() for entry_id in reply}

    def _parked(self, dead: str, after: str) -> list[Any]:
        found: Any = self._redis.xrange(dead, min=after, count=PAGE)
        return list(found)

    def _entry_id(self, name: str) -> str | None:
        head, _, number = name.partition("-")
        if head.isdigit() and number.isdigit():
            return name
        guard: Any = self._redis.get(self._keys.published(name))
        return guard.decode() if guard else None

    def _page(self, first: str, last: str) -> list[tuple[str, dict[str, str]]]:
        found: Any = self._redis.xrange(self._keys.articles, min=first, max=last, count=PAGE)
        return [(entry_id.decode(), _text_of(fields)) for entry_id, fields in found]


def _text_of(fields: dict[bytes, bytes]) -> dict[str, str]:
    """Fields as text; what is none, which somebody else has written, is spoilt."""
    return {
        name.decode("utf-8", "replace"): v.decode("utf-8", "replace") for name, v in fields.items()
    }
