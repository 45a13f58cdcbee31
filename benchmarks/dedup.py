"""Deduplication against what is usually done, on labelled pairs, with speed and memory.

    python benchmarks/dedup.py [CORPUS PAIRS] [--errors] [--growth] [--race] [--no-speed]

CORPUS is JSON Lines with `id`, `date`, `title`, `dateline` and `body`; PAIRS is TSV with `id_a`,
`id_b` and a label: D (to be suppressed), U (an update), N (another report), X (left out). Without
them the corpus of `dedup_corpus.py` is taken. The article with the earlier date comes first.
"""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path

import structlog

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks import dedup_growth, dedup_race, dedup_speed
from benchmarks.dedup_corpus import CORPUS, PAIRS
from benchmarks.dedup_labelled import Labelled
from benchmarks.dedup_story import read_pairs, read_stories


def main() -> None:
    """Print all tables that are asked for."""
    parser = argparse.ArgumentParser(description="Measure deduplication.")
    parser.add_argument("corpus", nargs="?", type=Path, default=CORPUS, help="JSON Lines (.gz)")
    parser.add_argument("pairs", nargs="?", type=Path, default=PAIRS, help="TSV")
    parser.add_argument("--errors", action="store_true", help="name the pairs that ours gets wrong")
    parser.add_argument("--growth", action="store_true", help="10, 50 and 200 thousand articles")
    parser.add_argument("--race", action="store_true", help="8 processes, 1,000 groups of copies")
    parser.add_argument("--no-speed", action="store_true", help="the scores only")
    arguments = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    stories = {story.id: story for story in read_stories(arguments.corpus)}
    corpus = Labelled.of(stories, read_pairs(arguments.pairs))
    print(f"{arguments.corpus.name}: {len(stories):,} articles, {len(corpus.pairs)} labelled pairs")
    corpus.print_all(errors=arguments.errors)
    if not arguments.no_speed:
        dedup_speed.run(list(corpus.articles.values()))
    if arguments.growth:
        dedup_growth.run()
    if arguments.race:
        dedup_race.run()


if __name__ == "__main__":
    main()
