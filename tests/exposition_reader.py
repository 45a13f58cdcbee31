"""Reads Prometheus' text format, version 0.0.4, and refuses whatever is not quite that."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*"
VALUE = r"\+Inf|-Inf|NaN|-?[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?"
LABEL = r'([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\["\\n])*)"'
HEAD = re.compile(rf"# (HELP|TYPE) ({NAME}) (.*)")
SAMPLE = re.compile(rf"({NAME})(?:\{{({LABEL}(?:,{LABEL})*)\}})? ({VALUE})")
SUFFIXES = {"histogram": ("_bucket", "_sum", "_count"), "counter": ("",), "gauge": ("",)}
ESCAPED = {r"\\": "\\", r"\"": '"', r"\n": "\n"}

Labels = tuple[tuple[str, str], ...]


@dataclass
class Family:
    """A metric as it was read: samples by name and labels, in their order."""

    help: str
    kind: str = ""
    samples: dict[tuple[str, Labels], float] = field(default_factory=dict)

    def value(self, suffix: str = "", **labels: str) -> float:
        """The one sample with these labels.

        Raises:
            KeyError: there is none.
        """
        name = next(iter(self.samples))[0]
        base = re.sub("_(bucket|sum|count)$", "", name) if self.kind == "histogram" else name
        return self.samples[base + suffix, tuple(labels.items())]


def read_exposition(text: str) -> dict[str, Family]:
    """The families of a text by name.

    Raises:
        ValueError: a line is not what may come there.
    """
    if text and not text.endswith("\n"):
        raise ValueError("the last line has no end")
    families: dict[str, Family] = {}
    name = ""
    for line in text.split("\n")[:-1]:
        head = HEAD.fullmatch(line)
        if head and head[1] == "HELP":
            name = _opened(families, head[2], head[3])
        elif head:
            _typed(families, name, head[2], head[3])
        else:
            _sampled(families, name, line)
    for each, family in families.items():
        _check(each, family)
    return families


def _opened(families: dict[str, Family], name: str, text: str) -> str:
    if name in families:
        raise ValueError(f"{name} comes twice")
    families[name] = Family(re.sub(r"\\[\\n]", lambda found: ESCAPED[found[0]], text))
    return name


def _typed(families: dict[str, Family], current: str, name: str, kind: str) -> None:
    family = families.get(name)
    if family is None or name != current or family.kind or family.samples or kind not in SUFFIXES:
        raise ValueError(f"the type of {name} does not belong here")
    family.kind = kind


def _sampled(families: dict[str, Family], current: str, line: str) -> None:
    found = SAMPLE.fullmatch(line)
    family = families.get(current)
    if found is None or family is None or not family.kind:
        raise ValueError(f"not a sample: {line}")
    if found[1] not in {current + suffix for suffix in SUFFIXES[family.kind]}:
        raise ValueError(f"{found[1]} is not of {current}")
    labels = tuple((name, _unescaped(value)) for name, value in re.findall(LABEL, found[2] or ""))
    if (found[1], labels) in family.samples or len(dict(labels)) != len(labels):
        raise ValueError(f"comes twice: {line}")
    family.samples[found[1], labels] = float(found.groups()[-1])


def _unescaped(value: str) -> str:
    return re.sub(r'\\["\\n]', lambda found: ESCAPED[found[0]], value)


def _check(name: str, family: Family) -> None:
    if not family.samples:
        raise ValueError(f"{name} has no sample")
    if family.kind == "counter" and not name.endswith("_total"):
        raise ValueError(f"a counter is called {name}")
    if family.kind == "histogram":
        _check_histogram(name, family)


def _check_histogram(name: str, family: Family) -> None:
    buckets: dict[Labels, list[tuple[float, float]]] = {}
    for (sample, labels), value in family.samples.items():
        if sample.endswith("_bucket"):
            buckets.setdefault(labels[:-1], []).append((float(dict(labels)["le"]), value))
    for labels, found in buckets.items():
        if found != sorted(found) or [each for _, each in found] != sorted(e for _, e in found):
            raise ValueError(f"buckets of {name} do not rise")
        if found[-1] != (float("inf"), family.samples[f"{name}_count", labels]):
            raise ValueError(f"{name} counts otherwise than its buckets")
        if (f"{name}_sum", labels) not in family.samples:
            raise ValueError(f"{name} has no sum")
