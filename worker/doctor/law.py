"""Checks of what must hold between ledger and records, each looked at twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.presence import living
from worker.doctor.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tasks.deployment import Deployment


CHUNK = 500
"""Ledger entries that are looked up in one round trip."""


def presence_findings(deployment: Deployment) -> Iterator[Finding]:
    """Whether anybody watches and works."""
    client, keys = deployment.redis, deployment.keys
    for role, command, key in (
        ("watcher", "watch", keys.watchers),
        ("worker", "work", keys.workers),
    ):
        alive = len(living(client, key))
        level = Level.OK if alive else Level.WARNING
        yield Finding(level, role, f"{alive} alive", f"start `wiredesk {command}` or `run`")


def ledger_findings(deployment: Deployment) -> Iterator[Finding]:
    """Ledger entries without record or without bytes."""
    batch: list[str] = []
    for member, _ in deployment.redis.zscan_iter(deployment.keys.pending, count=CHUNK):
        batch.append(member.decode())
        if len(batch) >= CHUNK:
            yield from _broken(deployment, batch)
            batch = []
    yield from _broken(deployment, batch)


def _broken(deployment: Deployment, ids: list[str]) -> Iterator[Finding]:
    for each in _without(deployment, _without(deployment, ids)):
        what = f"document {each} is in the ledger without its record or bytes"
        advice = f"see `wiredesk explain {each}`; drop the file again if nothing moves it"
        yield Finding(Level.PROBLEM, "ledger", what, advice)


def _without(deployment: Deployment, ids: list[str]) -> list[str]:
    keys = deployment.keys
    pipeline = deployment.redis.pipeline(transaction=True)
    for each in ids:
        pipeline.zscore(keys.pending, each)
        pipeline.exists(keys.document(each))
        pipeline.exists(keys.raw(each))
    replies = pipeline.execute()
    states = zip(ids, replies[::3], replies[1::3], replies[2::3], strict=True)
    return [each for each, lease, known, raw in states if lease is not None and not (known and raw)]
