"""Labelled pairs of a corpus: what our rule and the usual ones suppress of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from benchmarks import dedup_baselines as usual
from benchmarks.dedup_rule import FOR_SCANS, Articles, by_pair, in_stream, normalized
from benchmarks.dedup_scores import print_kinds, print_scores
from benchmarks.dedup_story import COPY, UNCLEAR, Pair, Story

LEGEND = """\
  ours: the second article of a pair, when only the first one was here before
  stream: the same after all of the corpus before it, in the order of its dates
  scan rules: as ours, where one folder's articles are known to be scanned
  LSH: datasketch's MinHash; Jaccard: share of common 3-grams, with * the best threshold on these
  pairs; both within 72 hours"""

LSH_THRESHOLDS = (0.8, 0.5)
USUAL_JACCARD = 0.8


@dataclass(frozen=True)
class Labelled:
    """A corpus as the stage before ours reads it, with pairs of which the earlier one is first."""

    stories: dict[str, Story]
    articles: Articles
    pairs: list[Pair]

    @classmethod
    def of(cls, stories: dict[str, Story], pairs: list[Pair]) -> Labelled:
        """The pairs that can be decided on; what cannot be read counts as not labelled."""
        articles = normalized(list(stories.values()))
        known = [p for p in pairs if p.label != UNCLEAR and {p.a, p.b} <= articles.keys()]
        return cls(stories, articles, [_earlier_first(pair, stories) for pair in known])

    @cached_property
    def is_copy(self) -> list[bool]:
        """Which of the pairs are copies."""
        return [pair.label == COPY for pair in self.pairs]

    def print_all(self, *, errors: bool) -> None:
        """Print scores, kinds, candidates, and on demand what ours gets wrong."""
        found = by_pair(self.articles, self.pairs)
        verdicts, index = in_stream(self.articles, self._order())
        ours = [verdict.suppressed for verdict, _ in found]
        streamed = [
            verdicts[pair.b].suppressed
            and verdicts[pair.b].canonical_id
            in ({pair.a, verdicts[pair.a].canonical_id} if copy else {pair.a})
            for pair, copy in zip(self.pairs, self.is_copy, strict=True)
        ]
        rules = {"ours": ours, "stream": streamed, **self._with_rules(), **self._usual()}
        print(LEGEND)
        print_scores(self.is_copy, rules)
        print_kinds(self.pairs, rules)
        copies = [place for place, copy in enumerate(self.is_copy) if copy]
        alone = sum(found[place][1] for place in copies)
        among = sum(
            bool(index.told[pair.b] & {pair.a, verdicts[pair.a].canonical_id})
            for pair in map(self.pairs.__getitem__, copies)
        )
        print(f"  candidates: recall {alone} of {len(copies)}, in the stream {among}; ", end="")
        print(_mean_and_most([len(index.told[each]) for each in self.articles]))
        print(f"  keys: {_mean_and_most(list(index.keys.values()))}")
        for pair, copy, (verdict, told) in zip(self.pairs, self.is_copy, found, strict=True):
            if errors and copy != verdict.suppressed:
                seen = "" if told else " (was no candidate)"
                print(f"  {pair.label} {pair.a} {pair.b} {pair.kind}: {verdict.reason}{seen}")

    def _order(self) -> list[str]:
        return sorted(self.articles, key=lambda each: self.stories[each].date)

    def _with_rules(self) -> dict[str, list[bool]]:
        """What is suppressed when the folder of the scanned articles is known as such."""
        if not any(story.folder for story in self.stories.values()):
            return {}
        articles = normalized(list(self.stories.values()), FOR_SCANS)
        found = by_pair(articles, self.pairs, FOR_SCANS)
        return {"scan rules": [verdict.suppressed for verdict, _ in found]}

    def _usual(self) -> dict[str, list[bool]]:
        both = [(self.stories[pair.a], self.stories[pair.b]) for pair in self.pairs]
        rules = {}
        datasketch = usual.load_datasketch()
        for threshold in LSH_THRESHOLDS if datasketch else ():
            rules[f"LSH {threshold}"] = usual.lsh_finds(datasketch, threshold, both)
        if datasketch is None:
            print(f"  {usual.MISSING}")
        values = [usual.jaccard(*each) for each in both]
        best = usual.best_threshold(values, self.is_copy)
        rules[f"Jaccard {USUAL_JACCARD}"] = [value >= USUAL_JACCARD for value in values]
        rules[f"Jaccard {best:.2f}*"] = [value >= best for value in values]
        return rules


def _earlier_first(pair: Pair, stories: dict[str, Story]) -> Pair:
    a, b = sorted((pair.a, pair.b), key=lambda each: stories[each].date)
    return Pair(a, b, pair.label, pair.kind)


def _mean_and_most(counts: list[int]) -> str:
    return f"{sum(counts) / len(counts):.1f} each, at most {max(counts)}"
