"""What is kept of each source, and the alarms that come of it."""

from __future__ import annotations

import time
import uuid
from typing import TYPE_CHECKING, Any

import pytest

from schemas.alarm import Alarm, AlarmType
from schemas.document import claimed_at
from tasks import arrivals as arrivals_module
from tasks.arrivals import FORGOTTEN_SECONDS, Arrivals, source_of
from tasks.keys import Keys
from tasks.options import Options
from tasks.rhythm import Rhythm
from tasks.source_rules import SourceRules, Sources

if TYPE_CHECKING:
    from redis import Redis

KEYS = Keys()


def made(client: Redis, seconds: float | None = 10, **options: Any) -> Arrivals:
    rules = Sources(sources={"wire": SourceRules(silence_seconds=seconds)})
    return Arrivals(client, KEYS, Options(rules=rules, **options))


def came(seconds_ago: float) -> str:
    """The id of a document that was claimed then."""
    milliseconds = int((time.time() - seconds_ago) * 1000)
    return f"{milliseconds:012x}7{uuid.uuid4().hex[:3]}8{uuid.uuid4().hex[:15]}"


def look(arrivals: Arrivals) -> list[Alarm]:
    arrivals._redis.delete(KEYS.silence_check)
    return arrivals.look(60)


def entries(client: Redis) -> list[Alarm]:
    found: Any = client.xrange(KEYS.alarms)
    return [
        Alarm.from_entry({k.decode(): v.decode() for k, v in entry.items()}) for _, entry in found
    ]


def test_a_batch_is_one_arrival_of_all_its_documents(redis: Redis) -> None:
    arrivals = made(redis)
    arrivals.note([(came(5 - n / 100), "wire") for n in range(100)])
    [view] = arrivals.sources()
    assert (view.name, view.rhythm.arrivals, view.rhythm.documents) == ("wire", 1, 100)


def test_noting_again_changes_nothing(redis: Redis) -> None:
    arrivals, document = made(redis), came(5)
    arrivals.note([(document, "wire")])
    before = redis.hgetall(KEYS.rhythms)
    arrivals.note([(document, "wire")])
    assert redis.hgetall(KEYS.rhythms) == before


def test_of_two_watchers_none_undoes_what_the_other_has_learned(redis: Redis) -> None:
    one, other = made(redis), made(redis)
    one.note([(came(500), "wire")])
    stale: Any = one._after("wire", None, [claimed_at(came(400)).timestamp()])
    other.note([(came(300), "wire")])
    missed: Any = one._keep(keys=[KEYS.rhythms], args=["wire", b"{}", stale.to_json()])
    assert missed == [b"wire"]
    assert one.sources()[0].rhythm.arrivals == 2


def test_a_source_beyond_its_own_limit_raises_one_alarm(redis: Redis) -> None:
    arrivals = made(redis)
    arrivals.note([(came(60), "wire/2026/11")])
    [alarm] = look(arrivals)
    assert (alarm.type, alarm.source) == (AlarmType.SILENT, "wire")
    assert alarm.silent_seconds == pytest.approx(60, abs=5)
    assert look(arrivals) == []
    assert entries(redis) == [alarm]


def test_an_alarm_ends_with_the_next_document(redis: Redis) -> None:
    arrivals = made(redis)
    arrivals.note([(came(60), "wire")])
    look(arrivals)
    arrivals.note([(came(1), "wire")])
    [alarm] = look(arrivals)
    assert (alarm.type, round(alarm.silent_seconds)) == (AlarmType.HEARD, 59)
    assert [each.type for each in entries(redis)] == [AlarmType.SILENT, AlarmType.HEARD]
    assert [view.alarmed for view in arrivals.sources()] == [False]


@pytest.mark.parametrize("off", [0, False])
def test_a_source_can_be_left_alone(redis: Redis, off: float) -> None:
    arrivals = made(redis, off)
    arrivals.note([(came(10**6), "wire")])
    assert look(arrivals) == []


def test_a_source_without_a_rhythm_or_a_limit_is_not_missed(redis: Redis) -> None:
    arrivals = made(redis, None)
    arrivals.note([(came(10**6), "wire")])
    assert look(arrivals) == []


def test_one_watcher_of_several_looks(redis: Redis) -> None:
    arrivals = made(redis)
    arrivals.note([(came(60), "wire")])
    redis.set(KEYS.silence_check, "another")
    assert arrivals.look(60) == []


def test_a_source_that_is_gone_for_long_is_forgotten(redis: Redis) -> None:
    long_ago = time.time() - FORGOTTEN_SECONDS - 1
    redis.hset(KEYS.rhythms, "wire", Rhythm(long_ago, long_ago).to_json())
    redis.hset(KEYS.silent, "wire", str(long_ago))
    look(made(redis))
    assert redis.exists(KEYS.rhythms, KEYS.silent) == 0


def test_of_too_many_sources_the_longest_silent_are_forgotten(
    redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrivals_module, "MOST_SOURCES", 2)
    arrivals = made(redis)
    arrivals.note([(came(5 + n), f"desk{'abcd'[n]}") for n in range(4)])
    look(arrivals)
    assert [view.name for view in arrivals.sources()] == ["deska", "deskb"]


def test_what_another_release_has_kept_is_begun_anew(redis: Redis) -> None:
    redis.hset(KEYS.rhythms, "wire", "[1,2]")
    arrivals = made(redis)
    arrivals.note([(came(5), "wire")])
    assert [view.name for view in arrivals.sources()] == ["wire"]


@pytest.mark.parametrize(
    ("folder", "source"),
    [
        (None, "."),
        ("wire", "wire"),
        ("wire/sport", "wire/sport"),
        ("wire/2026/11/24", "wire"),
        ("wire/2026-11-24/late", "wire"),
        ("2026", "."),
    ],
)
def test_folders_by_date_belong_to_one_source(folder: str | None, source: str) -> None:
    assert source_of(folder) == source
