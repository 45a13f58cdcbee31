"""Articles per second and bytes per article on a server, ours and datasketch's, in the same run."""

from __future__ import annotations

import time
from itertools import islice
from typing import TYPE_CHECKING, Any

from benchmarks.dedup_baselines import MISSING, PERMUTATIONS, load_datasketch, minhash
from benchmarks.dedup_server import Cost, add, deployment, server, used_bytes
from benchmarks.dedup_story import Story
from benchmarks.dedup_synthetic import NOON, article, texts
from worker.connection import connect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from schemas.article import Article

ARTICLES = 5_000
FEWER = 1_000
"""Articles for datasketch, which is slow."""

WARM_UP = 128
THRESHOLD = 0.5


def run(articles: Sequence[Article]) -> None:
    """Print both costs and their ratios: for the corpus if it is large, or generated articles."""
    if len(articles) < ARTICLES:
        articles = [article(*each) for each in islice(texts(), WARM_UP + ARTICLES)]
        print(f"speed: {ARTICLES:,} generated articles, one process, batches of 64")
    else:
        articles = articles[: WARM_UP + ARTICLES]
        print(f"speed: {len(articles) - WARM_UP:,} articles of the corpus, one process")
    ours = _ours(articles)
    print(f"  ours                 {ours.rate:7.0f} articles/s {ours.bytes:7.0f} bytes each")
    datasketch = load_datasketch()
    if datasketch is None:
        print(f"  {MISSING}")
        return
    theirs = _theirs(datasketch, articles[:FEWER])
    print(f"  datasketch on Redis  {theirs.rate:7.0f} articles/s {theirs.bytes:7.0f} bytes each")
    print(
        f"  ratio                {ours.rate / theirs.rate:7.1f} times the speed, "
        f"{ours.bytes / theirs.bytes:.2f} of the memory"
    )


def _ours(articles: Sequence[Article]) -> Cost:
    with server() as url:
        there = deployment(url)
        add(there, articles[:WARM_UP])
        before = used_bytes(there.redis)
        took = add(there, articles[WARM_UP:])
        count = len(articles) - WARM_UP
        return Cost(count / took, (used_bytes(there.redis) - before) / count)


def _theirs(datasketch: Any, articles: Sequence[Article]) -> Cost:
    """Query, then insert, as its manual has it."""
    stories = [
        Story(id=str(place), date=NOON, title=each.headline, body=each.body_text)
        for place, each in enumerate(articles)
    ]
    with server() as url:
        client = connect(url)
        before = used_bytes(client)
        index = datasketch.MinHashLSH(
            threshold=THRESHOLD,
            num_perm=PERMUTATIONS,
            storage_config={
                "type": "redis",
                "basename": b"lsh",
                "redis": {"unix_socket_path": url.removeprefix("unix://")},
            },
        )
        began = time.perf_counter()
        for story in stories:
            made = minhash(datasketch, story)
            index.query(made)
            index.insert(story.id, made)
        took = time.perf_counter() - began
        return Cost(len(stories) / took, (used_bytes(client) - before) / len(stories))
