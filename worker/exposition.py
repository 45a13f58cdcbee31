"""The text format in which Prometheus reads metrics (version 0.0.4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tasks.counters import Metric

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_IN_HELP = str.maketrans({"\\": r"\\", "\n": r"\n"})
_IN_LABEL = str.maketrans({"\\": r"\\", "\n": r"\n", '"': r"\""})


@dataclass(frozen=True)
class Sample:
    """One number of a metric.

    Attributes:
        values: of the metric's labels, in their order.
        suffix: what follows the metric's name, such as `_bucket`.
        bound: of a bucket.
    """

    value: float
    values: tuple[str, ...] = ()
    suffix: str = ""
    bound: str | None = None


def exposition(families: Iterable[tuple[Metric, Iterable[Sample]]]) -> str:
    """Metrics with their samples, as text; a metric without samples is left out."""
    return "".join(_family(metric, list(samples)) for metric, samples in families)


def _family(metric: Metric, samples: list[Sample]) -> str:
    if not samples:
        return ""
    head = [
        f"# HELP {metric.name} {metric.help.translate(_IN_HELP)}\n",
        f"# TYPE {metric.name} {metric.kind}\n",
    ]
    return "".join([*head, *(_line(metric, sample) for sample in samples)])


def _line(metric: Metric, sample: Sample) -> str:
    labels = [*zip(metric.labels, sample.values, strict=True)]
    if sample.bound is not None:
        labels.append(("le", sample.bound))
    told = ",".join(f'{name}="{value.translate(_IN_LABEL)}"' for name, value in labels)
    name = metric.name + sample.suffix
    return f"{name}{{{told}}} {sample.value}\n" if told else f"{name} {sample.value}\n"
