"""ROUGE of summaries, with paired bootstrap intervals of the difference to the lead."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

KINDS = ("rouge1", "rouge2", "rougeLsum")
MISSING = "rouge-score is not installed; ROUGE is left out (make bench-summaries)"
RESAMPLES = 2_000
SEED = 1
CONFIDENCE = (2.5, 97.5)


def load_scorer() -> Any:
    """Google's scorer with Porter's stemmer, or None if it is not installed."""
    try:
        module = importlib.import_module("rouge_score.rouge_scorer")
    except ImportError:
        return None
    return module.RougeScorer(KINDS, use_stemmer=True)


def rouge(scorer: Any, references: Sequence[str], sentences: Sequence[str]) -> list[float]:
    """F1 of `KINDS` in percent; of several references the one that agrees best, for each."""
    text = "\n".join(sentences)
    found = [scorer.score(reference, text) for reference in references]
    return [100 * max(each[kind].fmeasure for each in found) for kind in KINDS]


def interval(ours: Sequence[float], theirs: Sequence[float]) -> tuple[float, float]:
    """95 % interval of the mean difference, by resampling articles in pairs (Efron, 1979)."""
    differences = np.asarray(ours) - np.asarray(theirs)
    chance = np.random.default_rng(SEED)
    drawn = chance.integers(0, len(differences), (RESAMPLES, len(differences)))
    low, high = np.percentile(differences[drawn].mean(axis=1), CONFIDENCE)
    return float(low), float(high)
