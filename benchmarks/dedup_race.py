"""Near-identical articles that reach as many processes at the same moment: one is the original."""

from __future__ import annotations

import multiprocessing
import random
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from benchmarks.dedup_server import admit, deployment, server
from benchmarks.dedup_synthetic import article, reports
from schemas.verdict import VerdictKind
from tasks.deduplicate.deduplicate import deduplicate

if TYPE_CHECKING:
    from multiprocessing.queues import SimpleQueue
    from multiprocessing.synchronize import Barrier

    from schemas.article import Article
    from schemas.verdict import Verdict

    Named = tuple[str, Verdict]

GROUPS, PROCESSES = 1_000, 8
LEAST_WORDS = 100
"""In a shorter text one word is so large a share that the copies would not be near-identical."""

OTHER_WORDS = "alpha beta gamma delta epsilon zeta eta theta".split()


def run() -> None:
    """Print in how many groups exactly one article was called new."""
    context = multiprocessing.get_context("spawn")
    with server() as url:
        barrier, results = context.Barrier(PROCESSES), context.SimpleQueue()
        racers = [
            context.Process(target=_race, args=(url, number, barrier, results))
            for number in range(PROCESSES)
        ]
        for racer in racers:
            racer.start()
        verdicts = [named for _ in racers for named in results.get()]
        for racer in racers:
            racer.join()
    _report(verdicts)


def _race(url: str, number: int, barrier: Barrier, results: SimpleQueue[list[Named]]) -> None:
    """One process: its copy of each group, all at the same moment as the others'."""
    there = deployment(url)
    verdicts: list[Named] = []
    long = (text for text in reports(seed=3) if len(" ".join(text[1]).split()) >= LEAST_WORDS)
    for group, (headline, paragraphs) in enumerate(islice(long, GROUPS)):
        identity = f"{group}-{number}"
        copy = _copy(headline, paragraphs, number)
        admit(there, [identity])
        barrier.wait()
        judgement = deduplicate({identity: copy}, there.index, there.options)[identity]
        verdicts.append((identity, judgement.verdict))
    results.put(verdicts)


def _copy(headline: str, paragraphs: list[str], number: int) -> Article:
    """The first two are the same; each of the others has another word changed."""
    if number < 2:  # noqa: PLR2004
        return article(headline, paragraphs)
    chance = random.Random(f"{headline}/{number}")
    changed = chance.randrange(len(paragraphs))
    words = paragraphs[changed].split()
    alphabetic = [place for place, word in enumerate(words) if word.isalpha()]
    if alphabetic:
        words[chance.choice(alphabetic)] = OTHER_WORDS[number]
    edited = [*paragraphs[:changed], " ".join(words), *paragraphs[changed + 1 :]]
    return article(headline, edited)


def _report(verdicts: list[Named]) -> None:
    originals: Counter[str] = Counter()
    for name, verdict in verdicts:
        originals[name.partition("-")[0]] += not verdict.suppressed
    counts = Counter(originals.values())
    kinds = Counter(verdict.kind for _, verdict in verdicts)
    print(f"race: {GROUPS:,} groups of {PROCESSES} near-identical articles, one in each process")
    print(f"  exactly one original in {counts[1]:,} of {len(originals):,} groups")
    for count in sorted(set(counts) - {1}):
        print(f"  {count} that were not suppressed in {counts[count]:,}")
    print("  " + ", ".join(f"{kind} {kinds[kind]:,}" for kind in VerdictKind if kinds[kind]))
