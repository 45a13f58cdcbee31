"""Files and a failover: what the replica lacks is done again, for its file is still there."""

from __future__ import annotations

from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

from tasks.deployment import Deployment
from tasks.keys import Keys
from tests.replicas import awaited, lagging
from tests.samples import sample_event
from worker.connection import connect
from worker.inbox import Inbox
from worker.settings import Settings
from worker.watcher import Watcher

if TYPE_CHECKING:
    from pathlib import Path

    from redis import Redis

    from worker.spool import Spool


def watcher_on(client: Redis, spool: Spool, submitted: list[str]) -> tuple[Watcher, Deployment]:
    settings = Settings(spool=spool.root, settle_seconds=0.0001, scan_seconds=0.0001)
    deployment = Deployment(redis=client, options=settings, keys=Keys())
    inbox = Inbox(spool, settings.settle_seconds)
    return Watcher(spool, inbox, deployment, settings, submitted.extend), deployment


def test_what_a_failover_forgot_is_done_again(spool: Spool, tmp_path: Path) -> None:
    submitted: list[str] = []
    with ExitStack() as stack:
        primary, replica = stack.enter_context(lagging(tmp_path))
        before = stack.enter_context(closing(connect(primary.url)))
        watcher, deployment = watcher_on(before, spool, submitted)
        (spool.inbox / "ferry.txt").write_text("text")
        awaited(lambda: watcher.step() and submitted)
        [document_id] = submitted
        deployment.stream.publish([(document_id, sample_event(document_id=document_id))])
        watcher.step()
        # The only replica does not know of the event yet: its file has to stay.
        assert [each.document_id for each in spool.claimed()] == [document_id]
        primary.kill()
        after = stack.enter_context(closing(connect(replica.url)))
        after.replicaof("NO", "ONE")
        watcher, deployment = watcher_on(after, spool, submitted)
        watcher.step()
        assert submitted == [document_id, document_id]
        deployment.stream.publish([(document_id, sample_event(document_id=document_id))])
        watcher.step()
        assert spool.claimed() == []
        assert after.xlen(Keys().articles) == 1
