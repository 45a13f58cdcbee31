"""Every log event of the sources is in docs/logs.md with its level and keys, and no other."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from tasks.publish import dead_letters
from tests.conftest import ROOT
from worker import silence

if TYPE_CHECKING:
    from collections.abc import Iterator

LEVELS = {"debug", "info", "warning", "error", "exception", "critical"}
EVENT = re.compile(r"[a-z]+\.[a-z_]+")
ROW = re.compile(
    r"\| `(?P<event>[a-z]+\.[a-z_]+)` \| (?P<levels>[a-z, ]+) \|(?P<keys>[^|]*)\| .+ \|"
)

SETS = {"tasks/batch.py": dead_letters.LOGGED_FIELDS, "worker/silence.py": silence.LOGGED_FIELDS}
"""The keys that a module gives its lines as `**fields`."""


class Said(NamedTuple):
    """What is known of an event: levels and keys."""

    levels: frozenset[str]
    keys: frozenset[str]


def is_log(node: ast.AST) -> bool:
    """Whether this is `log.info`, `log.warning` and so on."""
    return (
        isinstance(node, ast.Attribute)
        and node.attr in LEVELS
        and isinstance(node.value, ast.Name)
        and node.value.id == "log"
    )


def said_in(tree: ast.AST, fields: set[str]) -> Iterator[tuple[str, str, set[str]]]:
    """Event, level and keys of each line that a module writes.

    An event that is chosen when it runs is any string of the module that looks like one; a level
    that is chosen so (`say = log.debug if … else log.error`) is any of its function's.
    """
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        for call in (each for each in ast.walk(function) if isinstance(each, ast.Call)):
            chosen = isinstance(call.func, ast.Name) and call.func.id == "say"
            if not (is_log(call.func) or chosen):
                continue
            levels = {
                node.attr
                for node in ast.walk(function if chosen else call.func)
                if isinstance(node, ast.Attribute) and is_log(node)
            }
            keys: set[str] = set()
            for keyword in call.keywords:
                keys |= fields if keyword.arg is None else {keyword.arg}
            for event in events_of(call.args[0], tree):
                for level in levels:
                    yield event, level, keys


def events_of(first: ast.expr, tree: ast.AST) -> set[str]:
    if isinstance(first, ast.Constant):
        return {str(first.value)}
    strings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    named = {each for each in strings if isinstance(each, str) and EVENT.fullmatch(each)}
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and is_log(node.func))
    return named - {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}


@cache
def written() -> dict[str, Said]:
    """Everything that the sources say."""
    levels: defaultdict[str, set[str]] = defaultdict(set)
    keys: defaultdict[str, set[str]] = defaultdict(set)
    for folder in ("schemas", "tasks", "worker"):
        for path in (ROOT / folder).rglob("*.py"):
            name = path.relative_to(ROOT).as_posix()
            tree = ast.parse(path.read_text("utf-8"))
            for event, level, found in said_in(tree, set(SETS.get(name, ()))):
                levels[event].add(level)
                keys[event] |= found
    return {event: Said(frozenset(levels[event]), frozenset(keys[event])) for event in levels}


def documented() -> dict[str, Said]:
    """Everything that the page says."""
    rows = map(ROW.fullmatch, (ROOT / "docs" / "logs.md").read_text("utf-8").splitlines())
    return {
        row["event"]: Said(
            frozenset(row["levels"].split(", ")), frozenset(re.findall(r"`(\w+)`", row["keys"]))
        )
        for row in rows
        if row
    }


def test_each_event_of_the_sources_is_documented() -> None:
    assert sorted(written().keys() - documented().keys()) == []


def test_each_documented_event_is_in_the_sources() -> None:
    assert sorted(documented().keys() - written().keys()) == []


def test_levels_and_keys_are_as_documented() -> None:
    page = documented()
    wrong = {name: said for name, said in written().items() if page.get(name, said) != said}
    assert wrong == {}


def test_every_event_is_named_thing_and_happening() -> None:
    assert [event for event in written() if not EVENT.fullmatch(event)] == []
