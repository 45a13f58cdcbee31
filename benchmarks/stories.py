"""How well the reports of one event find each other.

`python -m benchmarks.stories [CORPUS]` joins labelled articles, one after another and from nothing,
and prints B-cubed (Bagga and Baldwin, 1998) and the adjusted Rand index (Hubert and Arabie, 1985).
A corpus is JSON Lines (`.gz` too) with `id`, `event`, `title`, `body`, and `date` and `language` if
they are known. `--shuffle N` repeats it in N other orders: what came first matters.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import statistics
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.dedup_story import moment
from schemas.article import Article
from schemas.provenance import Provenance
from tasks.deduplicate.stories.clustering import THRESHOLD, MemoryStories, report_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tasks.deduplicate.stories.clustering import Report

CORPUS = Path(__file__).parent / "dedup_stories.jsonl"

_PROVENANCE = Provenance(document="corpus", sha256="0", format="json", reader="benchmark")


class Agreement(NamedTuple):
    """How far two groupings of the same articles agree; 1 is all the way."""

    precision: float
    recall: float
    f1: float
    rand: float


def main() -> None:
    """Print a line for each order."""
    parser = argparse.ArgumentParser(description="Measure the grouping of reports into stories.")
    parser.add_argument("corpus", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--threshold", type=float, default=THRESHOLD)
    parser.add_argument("--shuffle", type=int, default=0, metavar="N", help="further orders")
    arguments = parser.parse_args()
    items = read(arguments.corpus)
    began = time.perf_counter()
    reports = {item["id"]: report_of(article(item)) for item in items}
    events = {item["id"]: item["event"] for item in items}
    print(f"{len(reports)} articles on {len(set(events.values()))} events")
    orders = [list(reports)]
    for seed in range(arguments.shuffle):
        orders.append(random.Random(seed).sample(orders[0], len(reports)))
    found = [joined({each: reports[each] for each in order}, arguments.threshold)
             for order in orders]  # fmt: skip
    took = (time.perf_counter() - began) / len(reports) / len(orders)
    rated = [agreement([events[each] for each in ids], list(ids.values())) for ids in found]
    for each in rated:
        _print(each)
    if len(rated) > 1:
        _print(Agreement(*map(statistics.mean, zip(*rated, strict=True))), "mean  ")
    print(f"{1e6 * took:.0f} µs for an article")


def _print(found: Agreement, label: str = "") -> None:
    print(
        f"  {label}B3 precision {found.precision:.3f}  recall {found.recall:.3f}"
        f"  F1 {found.f1:.3f}   ARI {found.rand:.3f}"
    )


def read(path: Path) -> list[dict[str, Any]]:
    """The articles of a JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open() as lines:
        return [json.loads(line) for line in lines]


def article(item: dict[str, Any]) -> Article:
    """An article of a corpus as the normalize stage would make it."""
    return Article(
        uri=f"urn:example:{item['id']}",
        headline=item["title"],
        body_text=item["body"],
        language=item.get("language"),
        firstcreated=moment(item["date"]) if item.get("date") else None,
        provenance=_PROVENANCE,
    )


def joined(reports: dict[str, Report], threshold: float = THRESHOLD) -> dict[str, str]:
    """Article id -> story id, each article joined by itself, in order."""
    stories = MemoryStories(threshold=threshold)
    found: dict[str, str] = {}
    for article_id, report in reports.items():
        found |= stories.join({article_id: report})
    return found


def agreement(wanted: Sequence[str], found: Sequence[str]) -> Agreement:
    """How far the stories that were found agree with the events that are labelled.

    Args:
        wanted, found: event and story of each article, in the same order.
    """
    both = Counter(zip(wanted, found, strict=True))
    events, stories = Counter(wanted), Counter(found)
    precision = sum(n * n / stories[story] for (_, story), n in both.items()) / len(wanted)
    recall = sum(n * n / events[event] for (event, _), n in both.items()) / len(wanted)
    f1 = 2 * precision * recall / (precision + recall)
    return Agreement(precision, recall, f1, _adjusted_rand(both, events, stories, len(wanted)))


def _adjusted_rand(
    both: Counter[tuple[str, str]], events: Counter[str], stories: Counter[str], total: int
) -> float:
    agreed, wanted, found = (_pairs(each.values()) for each in (both, events, stories))
    by_chance = wanted * found / max(1, _pairs([total]))
    most = (wanted + found) / 2
    return (agreed - by_chance) / (most - by_chance) if most != by_chance else 1.0


def _pairs(counts: Iterable[int]) -> int:
    return sum(n * (n - 1) // 2 for n in counts)


if __name__ == "__main__":
    main()
