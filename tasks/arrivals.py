"""When each source delivers, and which are silent: kept in Redis, for all watchers together."""

from __future__ import annotations

import datetime as dt
import re
import time
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from schemas.alarm import Alarm, AlarmType
from schemas.document import claimed_at
from tasks.rhythm import Rhythm
from tasks.scripts import flat, load_script
from tasks.source_rules import WHOLE_INBOX

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from redis import Redis

    from tasks.keys import Keys
    from tasks.options import Options

DAY = 24 * 3600

FORGOTTEN_SECONDS = 35 * DAY
"""A source from which nothing came for so long, or for `history_seconds` if that is longer, is
forgotten."""

MOST_SOURCES = 5_000
"""Of more than these, the ones that were heard of longest ago are forgotten."""

MOST_ALARMS = 10_000
"""Entries that the alarms stream keeps."""

TRIES = 10
"""How often a rhythm is learned anew because another watcher was quicker."""

_DATE = re.compile(r"[\d._-]+")
"""A folder that is named for a date or a number is part of no source's name."""


@dataclass(frozen=True)
class SourceView:
    """A source as it stands now.

    Attributes:
        name: subfolder of the inbox, `.` for the inbox itself.
        silent_seconds: since when nothing came.
        alarmed: whether an alarm was raised that has not ended.
    """

    name: str
    rhythm: Rhythm
    silent_seconds: float
    alarmed: bool


def source_of(folder: str | None) -> str:
    """The source that documents of a subfolder belong to.

    Feeds that are sorted into folders by date (`wire/2026/11/24`) are one source.
    """
    parts: list[str] = []
    for part in folder.split("/") if folder else ():
        if _DATE.fullmatch(part):
            break
        parts.append(part)
    return "/".join(parts) or WHOLE_INBOX


class Arrivals:
    """What is known of the sources; every method asks the server a fixed number of times."""

    def __init__(self, redis: Redis, keys: Keys, options: Options) -> None:
        self._redis = redis
        self._keys = keys
        self._options = options
        self._keep = load_script(redis, "tasks", "heard")
        self._alarm = load_script(redis, "tasks", "alarm")

    def note(self, documents: Iterable[tuple[str, str | None]]) -> None:
        """Learn from documents, as id and subfolder; noting them again changes nothing.

        Raises:
            redis.RedisError: the server cannot be asked.
        """
        batch: dict[str, list[float]] = defaultdict(list)
        for document_id, folder in documents:
            batch[source_of(folder)].append(claimed_at(document_id).timestamp())
        for _ in range(TRIES):
            if not batch:
                return
            batch = self._learn(batch)

    def _learn(self, batch: Mapping[str, list[float]]) -> dict[str, list[float]]:
        """One try; returns what has to be tried again."""
        names = list(batch)
        known: Any = self._redis.hmget(self._keys.rhythms, names)
        arguments: list[str | bytes] = []
        for name, before in zip(names, known, strict=True):
            after = self._after(name, parsed(before), sorted(batch[name]))
            arguments += [name, before or b"", after.to_json()]
        missed: Any = self._keep(keys=[self._keys.rhythms], args=arguments)
        return {name.decode(): batch[name.decode()] for name in missed}

    def _after(self, name: str, rhythm: Rhythm | None, times: list[float]) -> Rhythm:
        zone, factor = self._zone(name), self._options.silence_factor
        if rhythm is None:
            rhythm = Rhythm(times[0], times[0])
        new = [at for at in times if at > rhythm.last]
        for at in new:
            rhythm = rhythm.heard(at, zone, factor)
        return rhythm

    def sources(self) -> list[SourceView]:
        """Every source that is known, in the order of their names.

        Raises:
            redis.RedisError: the server cannot be asked.
        """
        pipeline = self._redis.pipeline(transaction=False)
        pipeline.hgetall(self._keys.rhythms)
        pipeline.hkeys(self._keys.silent)
        known, silent = pipeline.execute()
        alarmed, now = set(silent), time.time()
        return [
            SourceView(name.decode(), rhythm, max(0.0, now - rhythm.last), name in alarmed)
            for name, text in sorted(known.items())
            if (rhythm := parsed(text)) is not None
        ]

    def look(self, period_seconds: float) -> list[Alarm]:
        """Raise the alarms that are due and end those that are over; returns them.

        Args:
            period_seconds: nobody else looks during this time.

        Raises:
            redis.RedisError: the server cannot be asked.
        """
        mine = {"nx": True, "px": max(1, int(period_seconds * 1000))}
        if not self._redis.set(self._keys.silence_check, "1", **mine):  # type: ignore[arg-type]
            return []
        raised: Any = self._redis.hgetall(self._keys.silent)
        views = self.sources()
        self._forget(views, raised)
        return [*self._ended(views, raised), *self._raised(views)]

    def _raised(self, views: Iterable[SourceView]) -> Iterator[Alarm]:
        for view in views:
            if not view.alarmed and self._missed(view):
                alarm = _alarm(AlarmType.SILENT, view, view.rhythm.last, view.silent_seconds)
                if self._tell("raise", alarm, repr(view.rhythm.last)):
                    yield alarm

    def _ended(self, views: Iterable[SourceView], raised: Mapping[bytes, bytes]) -> Iterator[Alarm]:
        for view in views:
            last = raised.get(view.name.encode())
            if last is not None and view.rhythm.last > float(last):
                # The arrival that ended the silence began the rhythm's last one, or one before it.
                silent = view.rhythm.last - float(last)
                alarm = _alarm(AlarmType.HEARD, view, float(last), silent)
                if self._tell("end", alarm, last):
                    yield alarm

    def _missed(self, view: SourceView) -> bool:
        """Whether an alarm is due, by the source's own limit or by its rhythm."""
        options = self._options
        fixed = options.rules.of(view.name).silence_seconds
        if fixed is not None:
            return 0 < fixed <= view.silent_seconds
        now = view.rhythm.last + view.silent_seconds
        return view.rhythm.silent(now, self._zone(view.name), options.silence_factor)

    def _tell(self, what: str, alarm: Alarm, last: str | bytes) -> bool:
        told = self._alarm(
            keys=[self._keys.silent, self._keys.alarms],
            args=[what, alarm.source, last, MOST_ALARMS, *flat(dict(alarm.to_entry()))],
        )
        return bool(told)

    def _forget(self, views: list[SourceView], raised: Mapping[bytes, bytes]) -> None:
        """Drop what is too old or too many, and what can no longer be read."""
        longest = max(FORGOTTEN_SECONDS, self._options.history_seconds)
        latest = sorted(views, key=lambda view: view.silent_seconds)
        kept = {view.name for view in latest[:MOST_SOURCES] if view.silent_seconds < longest}
        gone = [view.name for view in views if view.name not in kept]
        if gone:
            self._redis.hdel(self._keys.rhythms, *gone)
            views[:] = [view for view in views if view.name in kept]
        lost = [name for name in raised if name.decode() not in kept]
        if lost:
            self._redis.hdel(self._keys.silent, *lost)

    def _zone(self, name: str) -> ZoneInfo:
        return _zone(self._options.rules.of(name).timezone or self._options.timezone)


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def parsed(text: bytes | None) -> Rhythm | None:
    """The rhythm that was kept, None where there is none or it is another release's."""
    if text is None:
        return None
    try:
        return Rhythm.from_json(text)
    except (ValueError, TypeError):
        return None


def _alarm(kind: AlarmType, view: SourceView, last: float, silent_seconds: float) -> Alarm:
    return Alarm(
        type=kind,
        source=view.name,
        time=dt.datetime.now(dt.UTC),
        last=dt.datetime.fromtimestamp(last, dt.UTC),
        silent_seconds=round(silent_seconds, 1),
        usual_seconds=round(view.rhythm.usual_seconds, 1) or None,
    )
