"""How many articles a method does in a second, and how much memory its process takes."""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from typing import TYPE_CHECKING, Any

from benchmarks.summary_methods import BUDGETS, methods
from schemas.verdict import Verdict, VerdictKind
from tasks.options import Options
from tasks.summarize.stage import Summarizer, judged
from tasks.summarize.version_memory import MemoryVersions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.summary_methods import Text

WHOLE_STAGE = "whole stage"
"""Ours from the text to the summary with keywords, names, quotes and what is kept for versions."""

LONGEST_SECONDS = 20.0
MEGABYTE = 1_000_000
_UNIT = 1 if sys.platform == "darwin" else 1024


def cost(name: str, texts: Sequence[Text]) -> tuple[float, float]:
    """Articles per second and peak memory in megabytes, of a process that does nothing else."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measure, (name, texts))


def _measure(name: str, texts: Sequence[Text]) -> tuple[float, float]:
    method = _stage if name == WHOLE_STAGE else methods()[name]
    method(texts[0], BUDGETS[1])
    began, done = time.perf_counter(), 0
    for text in texts:
        text.__dict__.pop("news", None)
        method(text, BUDGETS[1])
        done += 1
        if time.perf_counter() - began > LONGEST_SECONDS:
            break
    rate = done / (time.perf_counter() - began)
    return rate, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT / MEGABYTE


def _stage(text: Text, _: Any) -> str:
    verdict = Verdict(kind=VerdictKind.ORIGINAL, canonical_id=text.id, reason="")
    summarizer = Summarizer(Options(), MemoryVersions())
    item = judged(text.article, verdict)
    summary = summarizer.summary(text.id, item, summarizer.look_up({text.id: item}))
    return summary.to_json() if summary else ""
