"""Documents that are dropped while processes die, and the count of what came of them."""

from __future__ import annotations

import json
import os
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from tasks.keys import Keys

if TYPE_CHECKING:
    import random
    from pathlib import Path

    import redis

PLACES = ("Skarvik", "Ostmark", "Lindholm", "Velden", "Brask", "Torning", "Quarry Hill", "Ebbing")
THINGS = ("ferry", "bridge", "harbour", "school", "railway", "market", "library", "dairy")

LINES = 5
"""Articles in a document of several."""


class Deployed(Protocol):
    """A deployment that documents are dropped into."""

    spool: Path
    inbox: Path

    def client(self) -> redis.Redis:
        """A client of its server."""


@dataclass
class Traffic:
    """What was dropped.

    Attributes:
        articles: how many articles are expected on the stream.
        documents: names of the files that must end in `processed/`.
        refused: names of the files that must end in `failed/`.
    """

    chance: random.Random
    articles: int = 0
    documents: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @property
    def dropped(self) -> int:
        """How many files."""
        return len(self.documents) + len(self.refused)

    def drop(self, inbox: Path, count: int) -> None:
        """Drop files: most of one article, some of several, a few that must be refused."""
        for _ in range(count):
            number, kind = self.dropped, self.chance.random()
            if kind < 0.8:
                name, text, articles = f"{number:06}.txt", self._report(number), 1
            elif kind < 0.95:
                name, text, articles = f"{number:06}.jsonl", self._lines(number), LINES
            else:
                name, text, articles = f"{number:06}.txt", "", 0
            (self.documents if articles else self.refused).append(name)
            self.articles += articles
            part = inbox / f"{name}.part"
            part.write_text(text, "utf-8")
            part.rename(inbox / name)

    def _report(self, number: int) -> str:
        return f"{self._headline(number)}\n\n{self._body(number)}\n"

    def _lines(self, number: int) -> str:
        titles = [f"{self._headline(number)}, part {each}" for each in range(LINES)]
        lines = [{"title": title, "body": self._body(number)} for title in titles]
        return "".join(json.dumps(line) + "\n" for line in lines)

    def _headline(self, number: int) -> str:
        return f"Report {number}: the {self.chance.choice(THINGS)} of {self.chance.choice(PLACES)}"

    def _body(self, number: int) -> str:
        """A text of its own, or nearly the one of another document."""
        of_its_own = self.chance.random() < 0.7
        place, thing = self.chance.choice(PLACES), self.chance.choice(THINGS)
        amount = number * 37 + 11 if of_its_own else 4_711
        return (
            f"The council of {place} spent {amount:,} crowns on the {thing} last year. "
            f"It was opened again on Monday, and {amount % 977 + 3} people came to see it. "
            f"The mayor said that the {thing} had been closed for far too long.\n\n"
        ) * 2


@dataclass(frozen=True)
class Account:
    """What came of the documents; every number but the first two should be 0.

    Attributes:
        lost: files that are nowhere, articles that have no entry.
        doubled: entries more than one for an article, files in two places.
        wrongly_failed: files in `failed/` that nothing was wrong with, and the reverse.
        left_over: keys and files of work that has ended.
    """

    documents: int
    entries: int
    lost: int
    doubled: int
    wrongly_failed: int
    left_over: int

    @property
    def clean(self) -> bool:
        """Whether nothing was lost, doubled, wrongly given up or left lying."""
        return not (self.lost or self.doubled or self.wrongly_failed or self.left_over)


def settled(system: Deployed) -> int:
    """How many files have come to their end."""
    return len(_names(system.spool / "processed")) + len(_names(system.spool / "failed"))


def account(system: Deployed, traffic: Traffic) -> Account:
    """Compare what was dropped with what is in the folders and on the stream."""
    client = system.client()
    processed = Counter(_names(system.spool / "processed"))
    failed = Counter(_names(system.spool / "failed"))
    everywhere = processed + failed
    keys = Keys()
    stream: Any = client.xrange(keys.articles)
    entries = Counter(fields[b"id"] for _, fields in stream)
    found = Counter(_document(fields[b"data"]) for _, fields in stream)
    expected = [*traffic.documents, *traffic.refused]
    missing = sum(max(0, articles_in(name) - found[name]) for name in traffic.documents)
    foreign = sum(max(0, found[name] - articles_in(name)) for name in found)
    left = [
        *client.scan_iter(keys.raw("*")),
        *client.scan_iter(keys.article("*")),
        *client.zrange(keys.pending, 0, -1),
        *_names(system.spool / "processing"),
        *_names(system.inbox),
    ]
    client.close()
    return Account(
        documents=len(expected),
        entries=entries.total(),
        lost=sum(name not in everywhere for name in expected) + missing,
        doubled=max(entries.total() - len(entries), foreign)
        + (everywhere.total() - len(everywhere)),
        wrongly_failed=sum(failed[name] for name in traffic.documents)
        + sum(processed[name] for name in traffic.refused),
        left_over=len(left),
    )


def articles_in(name: str) -> int:
    """How many articles a document has, by its name."""
    return LINES if name.endswith(".jsonl") else 1


def _document(data: bytes) -> str:
    return str(json.loads(data)["provenance"]["document"])


def _names(folder: Path) -> list[str]:
    # Asked for many times a second: `Path.rglob` would take five times as long.
    found = (name for _, _, names in os.walk(folder) for name in names)
    return [name for name in found if not name.endswith((".error.json", ".part"))]
