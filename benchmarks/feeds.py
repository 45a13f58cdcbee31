"""`python -m benchmarks.feeds DIR`: feedparser's fixtures, and how fast feeds are read.

DIR holds feeds with a comment `Expect:` in feedparser's manner (its tests/wellformed and
tests/encoding). Expectations about what an article does not have are counted as skipped.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import feedparser

from benchmarks.corpus import WORDS
from benchmarks.feed_expectations import Result, check
from tasks.normalize.content import BytesContent
from tasks.normalize.readers.feed import FeedReader
from tasks.normalize.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

ITEMS = 500

_ITEM = """<item><title>{title}</title><link>https://news.example/{number}</link>
<guid isPermaLink="false">urn:example:{number}</guid>
<pubDate>Tue, 24 Nov 2026 10:00:00 +0100</pubDate>
<dc:creator>Anna Berg</dc:creator><category>Sea</category><category>Trade</category>
<description>{text}</description>{content}</item>
"""
_FEED = (
    '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/">'
    "<channel><title>Example News</title><language>en</language>\n{items}</channel></rss>"
)


def main() -> None:
    """Print what is met by folder, what is missed by name, and the items read per CPU-second."""
    parser = argparse.ArgumentParser(description="Measure how feeds are read.")
    parser.add_argument("directory", type=Path, help="feeds with an `Expect:` comment")
    _print_expectations(parser.parse_args().directory)
    for paragraphs in (0, 6):
        _print_speed(_generated(paragraphs), paragraphs)


def _print_expectations(directory: Path) -> None:
    results: dict[str, dict[str, Result]] = defaultdict(dict)
    for path in sorted(directory.rglob("*.xml")):
        if (result := check(path)) is not None:
            suite, _, name = path.stem.rpartition("__")
            folder = str(path.parent.relative_to(directory) / suite)
            results[folder][name] = result
    print(f"{'folder':40} {'met':>5} {'compared':>9} {'skipped':>8}")
    rows = [(folder, list(found.values())) for folder, found in results.items()]
    everything = [result for _, found in rows for result in found]
    for folder, found in [*rows, ("all", everything)]:
        met = sum(result.met for result in found)
        compared = met + sum(len(result.missed) for result in found)
        print(f"{folder:40} {met:5} {compared:9} {sum(r.skipped for r in found):8}")
    for folder, named in results.items():
        for name, result in named.items():
            for missed in result.missed:
                print(f"missed: {folder}/{name}: {missed}")


def _generated(paragraphs: int) -> bytes:
    chance = random.Random(1)
    items = []
    for number in range(ITEMS):
        texts = [" ".join(chance.choices(WORDS, k=40)) for _ in range(paragraphs + 1)]
        body = "".join(f"<p>{text}</p>\n" for text in texts[1:])
        content = f"<content:encoded><![CDATA[{body}]]></content:encoded>" if body else ""
        title = " ".join(chance.choices(WORDS, k=8))
        items.append(_ITEM.format(number=number, title=title, text=texts[0], content=content))
    return _FEED.format(items="".join(items)).encode()


def _print_speed(raw: bytes, paragraphs: int) -> None:
    print(f"{ITEMS} items, {paragraphs or 'no'} paragraphs of HTML beside the description:")
    ours = _fastest(lambda: list(FeedReader().read(Source("a.xml", BytesContent(raw)))))
    theirs = _fastest(lambda: feedparser.parse(io.BytesIO(raw)))
    print(f"  our reader  {ITEMS / ours:8,.0f} items per CPU-second")
    print(f"  feedparser  {ITEMS / theirs:8,.0f}, so ours is {theirs / ours:.1f} times as fast")


def _fastest(read: Callable[[], object]) -> float:
    """CPU seconds of the best of three."""
    taken = []
    for _ in range(3):
        start = time.process_time()
        read()
        taken.append(time.process_time() - start)
    return min(taken)


if __name__ == "__main__":
    main()
