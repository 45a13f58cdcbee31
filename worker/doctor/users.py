"""Whether the Redis users of the roles have the rights that they need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import redis

from worker.doctor.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tasks.deployment import Deployment
    from tasks.keys import Keys

ADVICE = "grant it as deploy/redis/users.acl does (docs/security.md), then `ACL LOAD`"

_SHA = "0" * 40


def user_findings(deployment: Deployment) -> Iterator[Finding]:
    """What each role would be refused; nothing where there are no such users, or who asks may not.

    The server is asked what would be (`ACL DRYRUN`): nothing is done.
    """
    for role, needs in _needs(deployment.keys).items():
        user = f"{deployment.keys.deployment}-{role}"
        refused = []
        for need in needs:
            try:
                answer = _would(deployment.redis, user, need)
            except redis.ResponseError as error:
                if "not found" in str(error):
                    break
                return
            if answer != b"OK":
                refused.append(f"{need.partition(' ')[0]}: {answer.decode('utf-8', 'replace')}")
        else:
            yield _finding(user, refused)


def _would(client: redis.Redis, user: str, need: str) -> bytes:
    answer: Any = client.execute_command("ACL", "DRYRUN", user, *need.split())  # type: ignore[no-untyped-call]
    return bytes(answer)


def _finding(user: str, refused: list[str]) -> Finding:
    if not refused:
        return Finding(Level.OK, "users", f"{user} has the rights of its role")
    what = f"{user} lacks rights: {'; '.join(refused)}"
    return Finding(Level.PROBLEM, "users", what, ADVICE)


def _needs(keys: Keys) -> dict[str, tuple[str, ...]]:
    """For each role a command for each kind of keys that it works on."""
    articles, queue, document = keys.articles, f"{keys.celery}normalize", keys.document("x")
    either = (
        "MULTI",
        "SCRIPT LOAD x",
        "EVAL x 0",
        f"EVALSHA {_SHA} 3 {articles} {keys.failures} {keys.trims}",
        f"EVALSHA {_SHA} 3 {document} {keys.published('x')} {keys.counters}",
        f"HSET {document} a b",
        f"UNLINK {keys.raw('x')} {keys.article('x')}",
        f"ZADD {keys.pending} 0 x",
        f"HINCRBY {keys.counters} x 1",
        f"XADD {keys.failures} * a b",
        f"SADD {keys.celery}_kombu.binding.x x",
        f"LPUSH {queue} x",
        f"HGETALL {keys.workers}",
    )
    reading = (
        "INFO",
        f"XRANGE {articles} - +",
        f"XINFO GROUPS {articles}",
        f"XLEN {keys.dead('x')}",
        f"ZRANGE {keys.pending} 0 0",
        f"HGETALL {keys.counters}",
        f"HGETALL {keys.watchers}",
        f"HGETALL {keys.rhythms}",
        f"LLEN {queue}",
    )
    return {
        "watcher": (
            *either,
            "INFO replication",
            "WAIT 1 1",
            f"SET {keys.replicated} 1",
            f"ZMSCORE {keys.pending} x",
            f"HSET {keys.release} a b",
            f"HSET {keys.rhythms} a b",
            f"HSET {keys.silent} a b",
            f"XADD {keys.alarms} * a b",
            f"XADD {keys.trims} * a b",
            f"XTRIM {articles} MAXLEN 1",
            f"HSET {keys.groups(articles)} a b",
            f"HSET {keys.watchers} a b",
            f"MEMORY USAGE {articles}",
        ),
        "worker": (
            *either,
            f"HMGET {keys.release} a b",
            f"XADD {articles} * a b",
            f"XDEL {articles} 1-1",
            f"BRPOP {queue} 1",
            f"HSET {keys.celery}unacked a b",
            f"WATCH {keys.celery}unacked",
            f"ZADD {keys.celery}unacked_index 0 x",
            f"HSET {keys.workers} a b",
            f"HSET {keys.index}x a b",
            f"SETRANGE {keys.stories} 0 x",
            f"RENAME {keys.term_counts} {keys.earlier_term_counts}",
            f"HSET {keys.sentences(0, 0)} a b",
            f"GET {keys.llm('x')}",
        ),
        "web": (*reading, f"XREAD STREAMS {articles} 0", f"GET {keys.published('x')}"),
        "subscriber": (
            f"XGROUP CREATE {articles} x 0",
            f"XREADGROUP GROUP x x STREAMS {articles} 0",
            f"XACK {articles} x 1-1",
            f"XCLAIM {articles} x x 0 1-1",
            f"XAUTOCLAIM {articles} x x 0 0",
            f"XREVRANGE {keys.trims} + -",
            f"XADD {keys.dead('x')} * a b",
        ),
        "operator": (
            *reading,
            "SCAN 0",
            f"EVALSHA {_SHA} 2 {keys.published('x')} {articles}",
            f"XCLAIM {articles} x x 0 1-1",
            f"XDEL {keys.dead('x')} 1-1",
            f"HGETALL {document}",
        ),
        "metrics": reading,
    }
