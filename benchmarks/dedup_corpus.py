"""The labelled corpus of our own writing: `python -m benchmarks.dedup_corpus` writes it anew.

`dedup_stories.jsonl` holds reports that were written for this purpose. The others are made of
them, or filled into forms, with seeded chance: the same bytes each time.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import dedup_copies as edits
from benchmarks.dedup_story import (
    COPY,
    OTHER,
    VERSION,
    Pair,
    Story,
    read_stories,
    write_pairs,
    write_stories,
)
from benchmarks.dedup_templates import filled_forms, twins

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.dedup_copies import Edit

HERE = Path(__file__).parent
STORIES = HERE / "dedup_stories.jsonl"
CORPUS = HERE / "dedup_corpus.jsonl"
PAIRS = HERE / "dedup_pairs.tsv"

COPIES_OF_A_KIND = 14
DIGESTS = 6
ITEMS_OF_A_DIGEST = 5

SPACED = ("en", "de", "fr", "es", "ru")
LATIN = ("en", "de", "fr", "es")


@dataclass(frozen=True)
class Kind:
    """An edit, how its result is labelled, and after how many minutes it comes."""

    name: str
    label: str
    edit: Edit
    minutes: tuple[int, int]
    languages: tuple[str, ...] = ()
    needs_other: bool = False

    def takes(self, story: Story, other: Story | None) -> bool:
        """Whether the edit can be made of this story."""
        if self.languages and story.language not in self.languages:
            return False
        return other is not None or not self.needs_other


KINDS = (
    Kind("verbatim, hours later", COPY, edits.verbatim, (3, 700)),
    Kind("verbatim, weeks later", OTHER, edits.verbatim, (14 * 1440, 28 * 1440)),
    Kind("truncated", COPY, edits.truncated, (3, 400)),
    Kind("new headline", COPY, edits.retitled, (3, 600), needs_other=True),
    Kind("truncated, new headline", COPY, edits.truncated_and_retitled, (3, 400), needs_other=True),
    Kind("header and footer", COPY, edits.framed, (1, 300)),
    Kind("reworded", COPY, edits.reworded, (10, 900), ("en",)),
    Kind("scanned, 1 % misread", COPY, edits.scanned(0.01), (60, 1400), LATIN),
    Kind("scanned, 2 % misread", COPY, edits.scanned(0.02), (60, 1400), LATIN),
    Kind("scanned, 5 % misread", COPY, edits.scanned(0.05), (60, 1400), LATIN),
    Kind("scanned, 8 % misread", COPY, edits.scanned(0.08), (60, 1400), LATIN),
    Kind("read as Windows-1252", COPY, edits.mojibake, (1, 300), SPACED),
    Kind("accents lost", COPY, edits.accents_lost, (1, 300), LATIN),
    Kind("a number changed", VERSION, edits.renumbered, (5, 500), SPACED),
    Kind("corrected", VERSION, edits.corrected, (5, 500), SPACED),
    Kind("updated", VERSION, edits.updated, (10, 600), needs_other=True),
)


def main() -> None:
    """Write corpus and pairs."""
    stories, pairs = make_corpus()
    write_stories(CORPUS, stories)
    write_pairs(PAIRS, pairs)
    print(f"{len(stories)} articles, {len(pairs)} pairs")


def make_corpus() -> tuple[list[Story], list[Pair]]:
    """All articles and all labelled pairs."""
    written = list(read_stories(STORIES))
    stories, pairs = list(written), list(_reports(written))
    for story, pair in (*_copies(written), *_digests(written), *_filled()):
        stories += [story] if story else []
        pairs += pair
    return stories, pairs


def _reports(written: list[Story]) -> Iterator[Pair]:
    for a, b in combinations(written, 2):
        if a.event == b.event:
            yield Pair(a.id, b.id, OTHER, "another report of the event")


def _copies(written: list[Story]) -> Iterator[tuple[Story, list[Pair]]]:
    for number, kind in enumerate(KINDS):
        chance = random.Random(kind.name)
        able = [story for story in written if kind.takes(story, _other(story, written))]
        for place, story in enumerate(chance.sample(able, min(COPIES_OF_A_KIND, len(able)))):
            other = _other(story, written) or story
            copy = replace(
                kind.edit(story, other, chance),
                id=f"c{number:02}{place:02}",
                date=story.date + dt.timedelta(minutes=chance.randint(*kind.minutes)),
            )
            yield copy, [Pair(story.id, copy.id, kind.label, kind.name)]


def _other(story: Story, written: list[Story]) -> Story | None:
    same = (each for each in written if each.event == story.event and each.id != story.id)
    return next(same, None)


def _digests(written: list[Story]) -> Iterator[tuple[Story, list[Pair]]]:
    """A morning's news in brief: the first paragraphs of several stories are no copy of one."""
    chance = random.Random("digest")
    english = [story for story in written if story.language == "en"]
    for place in range(DIGESTS):
        start = chance.randrange(len(english) - ITEMS_OF_A_DIGEST)
        items = english[start : start + ITEMS_OF_A_DIGEST]
        digest = Story(
            id=f"g{place:02}",
            date=max(each.date for each in items) + dt.timedelta(hours=chance.randint(1, 9)),
            title=f"News in brief, edition {place + 1}",
            body="\n\n".join(each.body.split("\n\n")[0] for each in items),
        )
        yield digest, [Pair(each.id, digest.id, OTHER, "an item of a digest") for each in items]


def _filled() -> Iterator[tuple[Story | None, list[Pair]]]:
    for form, stories in filled_forms():
        yield from ((story, []) for story in stories)
        yield None, twins(form, stories)
        if form.name.endswith("stub"):
            yield from _repeated_stubs(form.name, stories)


def _repeated_stubs(form: str, stories: list[Story]) -> Iterator[tuple[Story, list[Pair]]]:
    chance = random.Random(form)
    repeats: tuple[tuple[str, Callable[..., Story]], ...] = (
        ("v", edits.verbatim),
        ("f", edits.framed),
    )
    for story in stories:
        for letter, edit in repeats:
            date = story.date + dt.timedelta(minutes=chance.randint(1, 6))
            copy = replace(edit(story, story, chance), id=story.id + letter, date=date)
            yield copy, [Pair(story.id, copy.id, COPY, "stub repeated")]


if __name__ == "__main__":
    main()
