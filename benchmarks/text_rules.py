"""How well paragraphs come back from wrapped text, and how well languages are told.

`python -m benchmarks.text_rules [CORPUS]` wraps generated articles, or those of a JSON Lines file
(`.gz` too) with paragraphs in `text`, `body_text` or `body`, at 65, 69 and 80 columns in several
styles, and prints precision and recall of whole paragraphs. Languages are told from the
sentences of `sentences.tsv`, as they stand and in capitals.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import textwrap
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.corpus import WORDS
from benchmarks.sentences import sentences
from tasks.normalize.clean import clean_text
from tasks.normalize.language import detect_language
from tasks.normalize.paragraphs import paragraphs
from tasks.options import DEFAULT_LANGUAGES

COLUMNS = (65, 69, 80)
LEAST_PARAGRAPHS = 3
LEAST_AVERAGE = 90
"""Code points of a corpus article's average paragraph; shorter ones are lists and transcripts."""

GENERATED = 300
FIELDS = ("text", "body_text", "body")

Story = list[str]


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description="Measure the rules for plain text.")
    parser.add_argument("corpus", nargs="?", type=Path, help="articles as JSON Lines")
    parser.add_argument("--articles", type=int, default=GENERATED, help="how many (default 300)")
    arguments = parser.parse_args()
    stories = _stories_of(arguments.corpus) if arguments.corpus else _generated()
    _measure_paragraphs([story for story, _ in zip(stories, range(arguments.articles))])  # noqa: B905
    _measure_language()


def _measure_paragraphs(stories: list[Story]) -> None:
    print(f"paragraphs: {len(stories)} articles, {sum(map(len, stories)):,} paragraphs")
    for columns in COLUMNS:
        for style, wrap in _styles(columns).items():
            right = found = 0
            for story in stories:
                got = [" ".join(each.split()) for each in paragraphs(wrap(story))]
                right += sum((Counter(got) & Counter(story)).values())
                found += len(got)
            total = sum(map(len, stories))
            print(
                f"  {columns} columns, {style:20} precision {right / found:.4f}"
                f"  recall {right / total:.4f}"
            )


def _styles(columns: int) -> dict[str, Callable[[Story], str]]:
    def fill(paragraph: str, first: int = 0, others: int = 0, right: int = 0) -> str:
        return textwrap.fill(
            paragraph,
            columns - right,
            initial_indent=" " * first,
            subsequent_indent=" " * others,
        )

    def quoted(story: Story) -> str:
        """Every fourth paragraph has margins of eight columns."""
        margins = [8 if place % 4 == 3 else 0 for place in range(len(story))]  # noqa: PLR2004
        return "\n\n".join(
            fill(each, margin, margin, margin) for each, margin in zip(story, margins, strict=True)
        )

    return {
        "blank lines": lambda story: "\n\n".join(map(fill, story)),
        "indents": lambda story: "\n".join(fill(each, 4) for each in story),
        "narrow indents": lambda story: "\n".join(fill(each, 2) for each in story),
        "hanging indents": lambda story: "\n".join(fill(each, 0, 4) for each in story),
        "margins, blank lines": lambda story: "\n\n".join(fill(each, 5, 5) for each in story),
        "quotations": quoted,
    }


def _generated() -> Iterator[Story]:
    chance = random.Random(1)
    while True:
        yield [
            " ".join(_sentence(chance) for _ in range(chance.randint(1, 4)))
            for _ in range(chance.randint(3, 12))
        ]


def _sentence(chance: random.Random) -> str:
    words = chance.choices(WORDS, k=chance.randint(6, 24))
    if chance.random() < 0.1:  # noqa: PLR2004
        words[2] = f"{words[2]}-{words[3]}"
    return " ".join(words).capitalize() + "."


def _stories_of(path: Path) -> Iterator[Story]:
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
        for line in lines:
            item = json.loads(line)
            text = next((item[field] for field in FIELDS if item.get(field)), "")
            story = [" ".join(each.split()) for each in clean_text(text).split("\n")]
            story = [each for each in story if each]
            if len(story) >= LEAST_PARAGRAPHS and sum(map(len, story)) > LEAST_AVERAGE * len(story):
                yield story


def _measure_language() -> None:
    known = [
        (tag, text)
        for tag, lines in sentences().items()
        if tag in DEFAULT_LANGUAGES
        for line in lines
        for text in (line, line.upper())
    ]
    detect_language(known[0][1], DEFAULT_LANGUAGES)  # loads the model
    began = time.perf_counter()
    told = [detect_language(text, DEFAULT_LANGUAGES) for _, text in known]
    took = time.perf_counter() - began
    misses = [(tag, got) for (tag, _), got in zip(known, told, strict=True) if tag != got]
    print(f"language: {len(known) - len(misses)} of {len(known)} sentences in {len(set(told))}")
    print(f"  {1e6 * took / len(known):.0f} µs each; missed: {misses or 'none'}")


if __name__ == "__main__":
    main()
