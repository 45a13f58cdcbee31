"""Checks of the articles stream: no article has two entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from worker.doctor.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tasks.deployment import Deployment

PAGE = 500
MOST_ENTRIES = 100_000
"""The newest entries that are compared; their ids take some 20 MB of memory."""


def stream_findings(deployment: Deployment) -> Iterator[Finding]:
    """Articles that have two entries, among the newest; else how many were compared.

    What somebody else has written to the stream is told, too.
    """
    seen: dict[bytes, bytes] = {}
    doubled, foreign = 0, 0
    for entry, article in _newest(deployment):
        if article is None:
            foreign += 1
            continue
        other = seen.setdefault(article, entry)
        if other != entry:
            doubled += 1
            what = f"article {article.decode()} has two entries: {entry.decode()}, {other.decode()}"
            yield Finding(Level.PROBLEM, "stream", what, "this is a bug: please report it")
    if foreign:
        what = f"{foreign:,} of the newest entries are no articles: something else writes there"
        yield Finding(Level.WARNING, "stream", what, "find out what it is, and delete them by XDEL")
    if not doubled:
        yield Finding(Level.OK, "stream", f"{len(seen):,} newest entries, each article once")


def _newest(deployment: Deployment) -> Iterator[tuple[bytes, bytes | None]]:
    last = "+"
    for _ in range(MOST_ENTRIES // PAGE):
        page: Any = deployment.redis.xrevrange(deployment.keys.articles, last, count=PAGE)
        for entry, fields in page:
            yield entry, fields.get(b"id")
        if len(page) < PAGE:
            return
        last = f"({page[-1][0].decode()}"
