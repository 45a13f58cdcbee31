"""Checks of the server: its version, what it does with memory and disk, and its clock."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from worker.doctor.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tasks.deployment import Deployment

OLDEST = {"redis": 7, "valkey": 8}
MOST_SKEW_SECONDS = 2.0
NEARLY_FULL = 0.9


def server_findings(deployment: Deployment) -> Iterator[Finding]:
    """Findings about the server.

    Raises:
        redis.RedisError: the server cannot be asked.
    """
    info: Any = deployment.redis.info()
    name = "valkey" if "valkey_version" in info else "redis"
    version = str(info.get(f"{name}_version", "0"))
    level = Level.OK if int(version.split(".", maxsplit=1)[0]) >= OLDEST[name] else Level.PROBLEM
    yield Finding(level, "server", f"{name} {version}", f"needs {name} {OLDEST[name]} or newer")
    kept = bool(int(info.get("aof_enabled", 0)))
    level = Level.OK if kept else Level.PROBLEM
    what = f"append-only file is {'on' if kept else 'off'}"
    yield Finding(level, "appendonly", what, "set `appendonly yes`")
    policy = str(info.get("maxmemory_policy", "unknown"))
    level = Level.OK if policy == "noeviction" else Level.PROBLEM
    yield Finding(level, "eviction", f"policy {policy}", "set `maxmemory-policy noeviction`")
    used, most = int(info["used_memory"]), int(info.get("maxmemory", 0))
    level = Level.WARNING if most and used > NEARLY_FULL * most else Level.OK
    what = f"{used:,} bytes used of {most or 'unlimited'}"
    yield Finding(level, "memory", what, "raise `maxmemory`, or trim the streams")
    yield _clock(deployment)


def _clock(deployment: Deployment) -> Finding:
    before = time.time()
    seconds, micros = deployment.redis.time()
    skew = abs(seconds + micros / 1e6 - (before + time.time()) / 2)
    level = Level.PROBLEM if skew > MOST_SKEW_SECONDS else Level.OK
    return Finding(level, "clock", f"{skew:.1f} s from the server's", "synchronize both by NTP")
