"""Articles and labelled pairs of the deduplication benchmark, and the files that hold them."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

COPY, VERSION, OTHER, UNCLEAR = "D", "U", "N", "X"
"""Labels: the same report again; an update or correction of it; another report; undecided."""

_HEADER = ("id_a", "id_b", "label")
_WIRE_DATE = re.compile(r"(\d{1,2}-[A-Z]{3}-\d{4})\s+\d*(\d{2}:\d{2}:\d{2})")
"""With a digit too many before the hour here and there."""


@dataclass(frozen=True, kw_only=True)
class Story:
    """An article of a corpus; fields beyond these are left out.

    Attributes:
        event: what it reports on; empty where the corpus does not say.
        folder: the subfolder of an inbox that it was dropped into, whose rules hold for it.
    """

    id: str
    date: dt.datetime
    title: str
    body: str
    dateline: str = ""
    language: str = "en"
    event: str = ""
    folder: str = ""

    @property
    def text(self) -> str:
        """Headline and body, as the baselines compare them."""
        return f"{self.title}\n{self.body}"


@dataclass(frozen=True)
class Pair:
    """Two articles, how they are labelled, and what kind of edit or resemblance it is."""

    a: str
    b: str
    label: str
    kind: str = ""


def read_stories(path: Path) -> Iterator[Story]:
    """The articles of a JSON Lines file (`.gz` too)."""
    names = Story.__dataclass_fields__
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open() as lines:
        for line in lines:
            item = json.loads(line)
            fields = {name: item[name] for name in names if name in item}
            yield Story(**{**fields, "date": moment(fields["date"])})


def write_stories(path: Path, stories: Iterable[Story]) -> None:
    """Write articles as JSON Lines."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for story in stories:
            item = {name: value for name, value in asdict(story).items() if value}
            item["date"] = story.date.isoformat()
            file.write(json.dumps(item, ensure_ascii=False) + "\n")


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a TSV file with a header; its fourth column, the kind, may be missing."""
    lines = path.read_text("utf-8").splitlines()[1:]
    return [Pair(*line.split("\t")[:4]) for line in lines if line.strip()]


def write_pairs(path: Path, pairs: Iterable[Pair]) -> None:
    """Write pairs as TSV."""
    rows = [(*_HEADER, "kind"), *((each.a, each.b, each.label, each.kind) for each in pairs)]
    path.write_text("".join("\t".join(row) + "\n" for row in rows), "utf-8", newline="\n")


def moment(written: str) -> dt.datetime:
    """A date as ISO 8601 or as `26-FEB-1987 15:01:01.79`; UTC where no zone is stated.

    Raises:
        ValueError: it is neither.
    """
    wire = _WIRE_DATE.search(written)
    if wire:
        found = dt.datetime.strptime(" ".join(wire.groups()), "%d-%b-%Y %H:%M:%S")  # noqa: DTZ007
    else:
        found = dt.datetime.fromisoformat(written.strip())
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)
