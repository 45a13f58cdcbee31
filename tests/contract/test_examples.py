"""The examples of docs/subscribing.md do what the page says, on a real server.

Each is run once: it finds entries that it was given before (one of them removed since), others
that nobody has read, and, after it has waited for a while, one more.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from tests.contract.example import CONSUMER, GROUP, PROGRAMS, STREAM, Example, add
from tests.contract.golden import GOLDEN, content

if TYPE_CHECKING:
    from pathlib import Path

    from redis import Redis

pytestmark = pytest.mark.integration

GIVEN = 3
"""How many entries were handed out before; the second one was removed since."""

LONG_AGO = 600_000
"""Milliseconds since then."""

WAITED = 900
"""Milliseconds without an entry after which an example has asked again; it blocks for 1,000."""


def _events() -> list[dict[str, str]]:
    """The golden events, each with an id of its own, and one of a release to come."""
    published = GOLDEN["published.json"]
    data = {**content(published), "mood": "calm", "scenes": [{"of": "a ferry"}]}
    to_come = {"priority": "high", **published, "data": json.dumps(data)}
    entries = [*GOLDEN.values(), to_come]
    return [{**entry, "id": f"event-{number}"} for number, entry in enumerate(entries)]


EVENTS = _events()
LATER = {**GOLDEN["summarized.json"], "id": "event-later"}


def names(*events: dict[str, str]) -> list[list[str]]:
    """What every example prints first of an event."""
    return [[event["type"], event["id"]] for event in events]


def hand_out(client: Redis) -> str:
    """Add the events, and hand out the first of them to nobody; the id of the last entry."""
    client.flushall()
    entries: list[Any] = [add(client, event) for event in EVENTS]
    client.xgroup_create(STREAM, GROUP, "0")
    client.xreadgroup(GROUP, CONSUMER, {STREAM: ">"}, count=GIVEN)
    client.xclaim(STREAM, GROUP, CONSUMER, 0, entries[:GIVEN], idle=LONG_AGO, justid=True)
    client.xdel(STREAM, entries[1])
    return str(entries[-1])


def is_done(client: Redis, last: str) -> bool:
    """Whether everything up to an entry was read and acknowledged."""
    groups: Any = client.xinfo_groups(STREAM)
    return bool(groups[0]["last-delivered-id"] == last and groups[0]["pending"] == 0)


def has_waited(client: Redis) -> bool:
    """Whether the consumer was given nothing for a while, and has asked again."""
    consumers: Any = client.xinfo_consumers(STREAM, GROUP)
    return bool(consumers[0]["inactive"] - consumers[0]["idle"] > WAITED)


@dataclass(frozen=True)
class Run:
    """How an example went.

    Attributes:
        pending: how many entries it did not acknowledge.
    """

    heading: str
    example: Example
    pending: int


@pytest.fixture(scope="module", params=PROGRAMS)
def run(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    client: Redis,
    address: str,
) -> Run:
    folder: Path = tmp_path_factory.mktemp("example")
    example = Example(request.param, folder, address)
    last = hand_out(client)
    with example:
        example.wait(lambda: is_done(client, last))
        example.wait(lambda: has_waited(client))
        later = add(client, LATER)
        example.wait(lambda: is_done(client, later))
    groups: Any = client.xinfo_groups(STREAM)
    return Run(request.param, example, groups[0]["pending"])


def test_an_example_reads_every_event_once(run: Run) -> None:
    read = [words[:2] for words in run.example.events]
    assert sorted(read) == sorted(names(EVENTS[0], *EVENTS[2:], LATER)), run.example.errors


def test_an_example_acknowledges_every_entry_even_one_that_was_removed(run: Run) -> None:
    assert run.pending == 0, run.example.errors


def test_an_example_goes_on_after_it_has_waited(run: Run) -> None:
    assert run.example.is_alive, run.example.errors
    assert [words[:2] for words in run.example.events[-1:]] == names(LATER)


@pytest.mark.parametrize("run", ["redis-cli", "Python", "Python client", "Node"], indirect=True)
def test_an_example_begins_with_what_it_was_given_before(run: Run) -> None:
    assert [words[:2] for words in run.example.events] == names(EVENTS[0], *EVENTS[2:], LATER)


def test_an_example_reads_the_data(run: Run) -> None:
    events = {event["id"]: content(event) for event in [*EVENTS, LATER]}
    for _, identity, *rest in run.example.events:
        match run.heading:
            case "redis-cli":
                assert json.loads(" ".join(rest)) == events[identity]
            case "Python":
                assert rest == []  # its table says what it has read
            case _:
                assert " ".join(rest) == events[identity]["headline"]
