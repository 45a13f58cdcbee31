"""Summaries: how they compare with the lead and with what people have written, and what they cost.

    python -m benchmarks.summarize [CORPUS]

The corpus is JSON Lines, `.gz` or not: id, title, text, and refs, a list of summaries by people
(may be empty: then there is no ROUGE). Without one, our own articles are taken.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any

from benchmarks.summary_cost import WHOLE_STAGE, cost
from benchmarks.summary_methods import BUDGETS, MISSING, Text, methods
from benchmarks.summary_scores import MISSING as NO_ROUGE
from benchmarks.summary_scores import interval, load_scorer, rouge
from tasks.options import Options
from tasks.summarize.summarize import summarize

if TYPE_CHECKING:
    from collections.abc import Sequence

OWN = Path(__file__).with_name("dedup_corpus.jsonl")
REPEATED = 0.7
"""Share of a sentence's words that one before it has, from which on it repeats that."""


def read(path: Path, without: str | None = None) -> list[Text]:
    """The texts of a corpus but those of one source; a `body` is a text, too."""
    content = path.read_bytes()
    text = gzip.decompress(content) if path.suffix == ".gz" else content
    rows = [json.loads(line) for line in text.splitlines() if line.strip()]
    return [_text(row) for row in rows if without is None or row.get("source") != without]


def _text(row: dict[str, Any]) -> Text:
    return Text(
        id=str(row["id"]),
        title=row.get("title") or "",
        body=row.get("text") or row.get("body") or "",
        references=tuple(row.get("refs") or ()),
    )


def report_rouge(texts: Sequence[Text]) -> None:
    """Print ROUGE-1/2/Lsum of every method at every budget."""
    scorer = load_scorer()
    if scorer is None:
        print(NO_ROUGE)
        return
    for budget in BUDGETS:
        print(f"{budget}: ROUGE-1/2/Lsum; (R1+R2)/2 against the lead with 95 % interval")
        scores = {
            name: [rouge(scorer, text.references, method(text, budget)) for text in texts]
            for name, method in methods().items()
        }
        lead = [mean(each[:2]) for each in scores["lead"]]
        for name, found in scores.items():
            means = "/".join(f"{mean(column):.2f}" for column in zip(*found, strict=True))
            both = [mean(each[:2]) for each in found]
            low, high = interval(both, lead)
            gain = f"{mean(both) - mean(lead):+.2f} ({low:+.2f} to {high:+.2f})"
            print(f"  {name:10} {means:20} {gain}")


def report_cost(texts: Sequence[Text]) -> None:
    """Print articles per second and memory of every method, each in a process of its own."""
    print("60 words, sentences split anew, one process each")
    for name in (*methods(), WHOLE_STAGE):
        rate, megabytes = cost(name, texts)
        print(f"  {name:12} {rate:8.0f} articles/s {megabytes:6.0f} MB")


def report_checks(texts: Sequence[Text]) -> None:
    """Print how many sentences are not where their offsets say, and how many repeat another one."""
    wrong = repeated = count = empty = 0
    for text in texts:
        summary = summarize(text.news, Options())
        empty += summary is None or not summary.text
        sentences = summary.sentences if summary else ()
        words = [{*each.text.lower().split()} for each in sentences]
        for place, each in enumerate(sentences):
            count += 1
            wrong += text.body[each.start : each.end] != each.text
            others = (other for other in words[:place])
            repeated += any(_overlap(words[place], other) >= REPEATED for other in others)
    print(f"{count} sentences: {wrong} not verbatim, {repeated} repeat one before; {empty} empty")


def _overlap(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def main() -> None:
    """Run all of it."""
    parser = argparse.ArgumentParser(description="Measure summaries.")
    parser.add_argument("corpus", type=Path, nargs="?", default=OWN, help="JSON Lines (.gz)")
    parser.add_argument("--without", metavar="SOURCE", help="leave out rows of this `source`")
    arguments = parser.parse_args()
    texts = read(arguments.corpus, arguments.without)
    with_references = [text for text in texts if text.references]
    print(f"{arguments.corpus.name}: {len(texts)} texts, {len(with_references)} with summaries")
    if "LexRank" not in methods():
        print(MISSING)
    if with_references:
        report_rouge(with_references)
    report_checks(texts)
    report_cost(texts)


if __name__ == "__main__":
    main()
