"""The state of a deployment in a dozen numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.presence import living
from tasks.queues import depths
from worker.inbox import Inbox
from worker.settling import SIDECAR_SUFFIX
from worker.spool import Spool
from worker.walking import walk

if TYPE_CHECKING:
    from tasks.deployment import Deployment
    from worker.settings import Settings


def status_of(deployment: Deployment, settings: Settings) -> dict[str, int | str]:
    """Name -> number, in the order of an article's way.

    Raises:
        redis.RedisError: the server cannot be asked.
    """
    client, keys = deployment.redis, deployment.keys
    spool = Spool(settings.spool)
    memory = client.info("memory")
    return {
        "spool": str(settings.spool.absolute()),
        "server": "embedded" if settings.embedded else "given",
        "watchers": len(living(client, keys.watchers)),
        "workers": len(living(client, keys.workers)),
        "inbox": Inbox(spool, settings.settle_seconds, settings.ignore).count(),
        "processing": len(spool.claimed()),
        "in_flight": deployment.ledger.in_flight(),
        **{f"queue_{stage}": depth for stage, depth in depths(client, keys).items()},
        "processed": sum(1 for _ in walk(spool.processed)),
        "failed": sum(1 for e in walk(spool.failed) if not e.name.endswith(SIDECAR_SUFFIX)),
        "articles": int(client.xlen(keys.articles)),
        "failures": int(client.xlen(keys.failures)),
        "silent_sources": int(client.hlen(keys.silent)),
        "redis_bytes": int(memory["used_memory"]),
    }
