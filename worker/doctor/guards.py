"""Checks of guards against entries, and of articles against documents; each step reads only.

Keys are looked for by SCAN, a bounded number of steps: on a server with more keys than that this
is a sample.
"""

from __future__ import annotations

import time
from itertools import islice
from typing import TYPE_CHECKING, Any

from tasks.queues import oldest_waiting
from tasks.scripts import load_script
from worker.doctor.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from redis import Redis

    from tasks.deployment import Deployment

STEPS = 200
"""Most steps of one search for keys."""

STEP_KEYS = 1_000
"""Keys that the server looks at in one step: about a millisecond."""

EXAMPLES = 3
"""Ids that are told of all that are concerned."""

KEPT_TRIMS = 10_000
"""About as many records of what was taken off the streams are kept."""


def guard_findings(deployment: Deployment) -> Iterator[Finding]:
    """Guards whose entry is gone though nothing is recorded that took it off its stream."""
    client, keys = deployment.redis, deployment.keys
    script = load_script(client, "worker.doctor", "guards")
    guards, lost = 0, dict[str, str]()
    for found in _keys_of(client, keys.published("")):
        guards += len(found)
        flat = [each.decode() for each in script(keys=[keys.articles, keys.failures, *found])]
        lost |= zip(flat[::2], flat[1::2], strict=True)
    # Read afterwards: what went in the meantime is recorded by now.
    taken = _taken_off(client, keys.trims) if lost else (set(), (0, 0))
    prefix = len(keys.published(""))
    unexplained = [
        f"{guard[prefix:]} (entry {entry})"
        for guard, entry in lost.items()
        if entry not in taken[0] and _parts(entry) > taken[1]
    ]
    if unexplained:
        what = f"{_some(unexplained, 'guard')}: its entry is on no stream, and no trim is recorded"
        advice = "if nobody deletes entries by hand (XDEL, XTRIM), this is a bug: please report it"
        yield Finding(Level.PROBLEM, "guards", what, advice)
    else:
        yield Finding(Level.OK, "guards", f"{guards:,} guards, each with its entry or its trim")


def leftover_findings(deployment: Deployment) -> Iterator[Finding]:
    """Records of articles whose document has ended: never published, or never cleaned up.

    A document that failed as a whole may have articles on their way: as long as they may wait
    in a queue or be in work, they are none.
    """
    client, keys = deployment.redis, deployment.keys
    script = load_script(client, "worker.doctor", "leftovers")
    prefixes = [keys.article(""), keys.document(""), keys.published("")]
    horizon = (oldest_waiting(client, keys) or time.time()) - deployment.options.lease_seconds
    never: list[str] = []
    done: list[str] = []
    for found in _keys_of(client, keys.article("")):
        flat = [each.decode() for each in script(keys=found, args=[*prefixes, horizon])]
        for article, document, guarded in zip(flat[::3], flat[1::3], flat[2::3], strict=True):
            (done if guarded == "1" else never).append(f"{article} (document {document})")
    if never:
        what = f"{_some(never, 'article')}: on no stream, and the document has ended"
        yield Finding(Level.PROBLEM, "articles", what, "drop the file again; please report it")
    if done:
        what = f"{_some(done, 'article')}: published, and the record was left behind"
        advice = f"it only takes memory: UNLINK {keys.article('ID')}"
        yield Finding(Level.WARNING, "articles", what, advice)


def _keys_of(client: Redis, prefix: str) -> Iterator[Sequence[bytes]]:
    """Keys that begin so, as many at a time as a step has found."""
    for found in islice(_steps(client, prefix), STEPS):
        if found:
            yield found


def _steps(client: Redis, prefix: str) -> Iterator[Sequence[bytes]]:
    cursor: Any = 0
    while True:
        step: Any = client.scan(cursor, match=f"{prefix}*", count=STEP_KEYS)
        cursor, found = step
        yield found
        if not int(cursor):
            return


def _taken_off(client: Redis, trims: str) -> tuple[set[str], tuple[int, int]]:
    """Entries that were taken off one by one, and the id up to which all may be gone."""
    records: Any = client.xrange(trims)
    fields = [
        {name.decode(): value.decode() for name, value in record.items()} for _, record in records
    ]
    single = {each["from"] for each in fields if each["reason"] == "withdrawn"}
    ends = [_parts(each["to"]) for each in fields if each["reason"] != "withdrawn"]
    if len(records) >= KEPT_TRIMS:
        # What was recorded before the oldest record is forgotten.
        ends.append(_parts(records[0][0].decode()))
    return single, max(ends, default=(0, 0))


def _parts(entry: str) -> tuple[int, int]:
    milliseconds, _, number = entry.partition("-")
    return int(milliseconds), int(number)


def _some(ids: Sequence[str], noun: str) -> str:
    told = ", ".join(ids[:EXAMPLES])
    return f"{noun} {told}" if len(ids) == 1 else f"{len(ids):,} {noun}s, such as {told}"
