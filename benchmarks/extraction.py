"""How well the article is told from the rest of a web page: ours, and what it is built of.

    python benchmarks/extraction.py DIR... [--limit N] [--json FILE]

A directory has the layout of one of two public benchmarks. Of scrapinghub's
article-extraction-benchmark it is `ground-truth.json` and `html/*.html.gz`, and the score is F1
of 4-word shingles, as its `evaluate.py` has it: precision and recall are averaged over the pages.
Of the Web Content Extraction Benchmark it is `ground-truth/*.json` and `html/*`, and the score is
F1 of words, averaged over the pages; headlines, authors and dates are compared as well.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.extractors import BASELINE, EXTRACTORS, READERS, Page
from tasks.normalize.dates.moments import parse_moment

if TYPE_CHECKING:
    from collections.abc import Iterator

SHINGLES = 4
WORDS = 1

UTC = ZoneInfo("UTC")

TOKEN = re.compile(r"\w+")


@dataclass
class Scores:
    """The figures of one extractor, page by page."""

    precision: list[float] = field(default_factory=list)
    recall: list[float] = field(default_factory=list)
    f1: list[float] = field(default_factory=list)
    exact: list[float] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, true: str, found: str, width: int) -> None:
        """Count a page; what has no text on one side has no score for that side."""
        wanted, given = _runs(true, width), _runs(found, width)
        common = (wanted & given).total()
        precision = common / given.total() if given else 0.0
        recall = common / wanted.total() if wanted else 0.0
        if given:
            self.precision.append(precision)
        if wanted:
            self.recall.append(recall)
        self.f1.append(_f1(precision, recall) if wanted or given else 1.0)
        self.exact.append(float(_words(true) == _words(found)))

    def summary(self, width: int) -> dict[str, float]:
        """The figures of all pages; F1 as the benchmark of that width has it."""
        precision, recall = _mean(self.precision), _mean(self.recall)
        return {
            "f1": _f1(precision, recall) if width == SHINGLES else _mean(self.f1),
            "precision": precision,
            "recall": recall,
            "exact": _mean(self.exact),
            "pages_per_cpu_second": len(self.f1) / self.seconds if self.seconds else 0.0,
        }


def pages_of(folder: Path) -> tuple[int, Iterator[Page]]:
    """The width of shingles that a benchmark compares, and its pages."""
    if (folder / "ground-truth.json").is_file():
        return SHINGLES, _scrapinghub(folder)
    if (folder / "ground-truth").is_dir():
        return WORDS, _wcxb(folder)
    raise SystemExit(f"{folder}: there is neither ground-truth.json nor ground-truth/ in it")


def _scrapinghub(folder: Path) -> Iterator[Page]:
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    for key, known in sorted(truth.items()):
        yield Page(_bytes(folder / "html", key), known.get("articleBody", ""))


def _wcxb(folder: Path) -> Iterator[Page]:
    for path in sorted((folder / "ground-truth").glob("*.json")):
        known = json.loads(path.read_text("utf-8"))["ground_truth"]
        if not (text := known.get("main_content")):
            continue
        author, date = known.get("author"), known.get("publish_date")
        yield Page(_bytes(folder / "html", path.stem), text, known.get("title"), author, date)


def _bytes(folder: Path, name: str) -> bytes:
    packed = folder / f"{name}.html.gz"
    return (
        gzip.decompress(packed.read_bytes())
        if packed.exists()
        else packed.with_suffix("").read_bytes()
    )


def measure(folder: Path, limit: int | None) -> dict[str, Any]:
    """The figures of all extractors on one benchmark."""
    width, pages = pages_of(folder)
    scores = {name: Scores() for name in EXTRACTORS}
    fields: dict[str, dict[str, list[float]]] = {name: {} for name in READERS}
    for number, page in enumerate(pages):
        if number == limit:
            break
        for name, extract in EXTRACTORS.items():
            if number == 0:
                extract(page)  # loads what it needs
            began = time.process_time()
            found = extract(page)
            scores[name].seconds += time.process_time() - began
            scores[name].add(page.text, found, width)
        if width == WORDS:
            for name, read in READERS.items():
                _compare(page, read(page), fields[name])
    body = {name: score.summary(width) for name, score in scores.items()}
    for figures in body.values():
        for key in ("f1", "pages_per_cpu_second"):
            base = body[BASELINE][key]
            figures[f"{key}_ratio"] = figures[key] / base if base else 0.0
    means = {name: {key: _mean(of) for key, of in sets.items()} for name, sets in fields.items()}
    return {
        "pages": len(scores["ours"].f1),
        "body": body,
        "fields": means if width == WORDS else {},
    }


def _compare(page: Page, found: dict[str, Any], scores: dict[str, list[float]]) -> None:
    """Count the fields that are known of a page."""
    for key, wanted in (("headline", page.headline), ("author", page.author), ("date", page.date)):
        if wanted:
            given = str(found.get(key) or "")
            scores.setdefault(key, []).append(COMPARISONS[key](wanted, given))


def _same_words(wanted: str, given: str) -> float:
    return float(_words(wanted.casefold()) == _words(given.casefold()))


def _overlap(wanted: str, given: str) -> float:
    one, other = _runs(wanted.casefold(), WORDS), _runs(given.casefold(), WORDS)
    return 2 * (one & other).total() / (one.total() + other.total())


def _same_day(wanted: str, given: str) -> float:
    one, other = parse_moment(wanted, UTC), parse_moment(given, UTC)
    return float(one is not None and other is not None and one[0].date() == other[0].date())


COMPARISONS = {"headline": _same_words, "author": _overlap, "date": _same_day}


def _words(text: str) -> list[str]:
    return TOKEN.findall(text or "")


def _runs(text: str, width: int) -> Counter[tuple[str, ...]]:
    words = _words(text if width == SHINGLES else text.lower())
    count = max(1, len(words) - width + 1) if words else 0
    return Counter(tuple(words[start : start + width]) for start in range(count))


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _mean(values: list[float]) -> float:
    return statistics.fmean(values) if values else 0.0


def show(folder: Path, figures: dict[str, Any]) -> None:
    """Print the table of one benchmark."""
    print(f"\n{folder}: {figures['pages']} pages")
    print("body                       F1  ratio  prec. recall  exact  pages/s  ratio")
    for name, row in figures["body"].items():
        print(
            f"{name:22} {row['f1']:6.4f} {row['f1_ratio']:6.3f} {row['precision']:6.3f} "
            f"{row['recall']:6.3f} {row['exact']:6.3f} {row['pages_per_cpu_second']:8.1f} "
            f"{row['pages_per_cpu_second_ratio']:6.2f}"
        )
    for name, row in figures["fields"].items():
        shares = "  ".join(f"{key} {share:.3f}" for key, share in row.items())
        print(f"{'fields: ' + name:22} {shares}")


def main() -> None:
    """Measure every directory that is named."""
    parser = argparse.ArgumentParser(description="Score the extraction of articles from web pages.")
    parser.add_argument("folders", nargs="+", type=Path, metavar="DIR", help="a benchmark")
    parser.add_argument("--limit", type=int, help="so many pages of each only")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    arguments = parser.parse_args()
    all_figures = {}
    for folder in arguments.folders:
        figures = measure(folder, arguments.limit)
        show(folder, figures)
        all_figures[str(folder)] = figures
    if arguments.json:
        arguments.json.write_text(json.dumps(all_figures, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
