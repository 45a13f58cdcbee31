"""The floors of the house: imports go schemas <- tasks <- worker; modules are short, well named."""

from __future__ import annotations

import ast
import sys
from pathlib import PurePath
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

FLOORS = ("schemas", "tasks", "worker")
"""From the bottom up: a floor imports from itself and from those below."""

OUTSIDE = {"tests", "seeds", "benchmarks"}
"""What stands beside the house and is imported by none of its floors."""

MESSAGING = {"celery", "kombu", "billiard"}

WITH_CELERY = {"tasks/base.py", "tasks/batch.py", "tasks/pipeline.py", "tasks/transient.py"}
"""The modules below `worker/` that know Celery; the stages' pure functions do not."""

MAX_LINES = 250

NAMELESS = {"util", "utils", "helper", "helpers", "manager", "managers", "handler", "handlers"}
"""Names that do not say what is in a module."""

MODULES = sorted(
    str(path.relative_to(ROOT)) for floor in FLOORS for path in (ROOT / floor).rglob("*.py")
)


def wrong_imports(module: str, source: str) -> list[str]:
    """What a module imports and must not, as `line: reason`.

    Args:
        module: its path below the project's root.
    """
    floor = module.partition("/")[0]
    found = sorted(set(_imports(ast.parse(source))))
    return [f"{line}: {why}" for line, name in found if (why := _objection(floor, module, name))]


def _objection(floor: str, module: str, name: str) -> str | None:
    top = name.partition(".")[0]
    if not top:
        return "a relative import"
    if top in OUTSIDE or top in FLOORS[FLOORS.index(floor) + 1 :]:
        return f"{floor} imports {name}"
    if floor == "schemas" and top not in {"schemas", "pydantic", *sys.stdlib_module_names}:
        return f"{name}: schemas know pydantic and the standard library only"
    if floor == "tasks" and top in MESSAGING and module not in WITH_CELERY:
        return f"{name}: only {', '.join(sorted(WITH_CELERY))} know Celery"
    return None


def _imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and name of everything that is imported, in functions and under conditions too."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, alias.name) for alias in names)
            case ast.ImportFrom(module=name, level=level):
                yield node.lineno, "." * level + (name or "")
            case ast.Call(
                func=ast.Name(id=called) | ast.Attribute(attr=called),
                args=[ast.Constant(value=str(name)), *_],
            ) if called in {"import_module", "__import__"}:
                yield node.lineno, name


def nameless(module: str) -> set[str]:
    """The words of a module's path, folders included, that do not say what is in it."""
    return NAMELESS & {
        w for part in PurePath(module).with_suffix("").parts for w in part.split("_")
    }


@pytest.mark.parametrize("module", MODULES)
def test_a_module_has_at_most_250_lines(module: str) -> None:
    assert len((ROOT / module).read_text("utf-8").splitlines()) <= MAX_LINES


@pytest.mark.parametrize("module", MODULES)
def test_a_module_is_named_for_what_is_in_it(module: str) -> None:
    assert nameless(module) == set()


@pytest.mark.parametrize(
    ("module", "words"),
    [
        ("tasks/utils.py", {"utils"}),
        ("worker/spool_manager.py", {"manager"}),
        ("tasks/helpers/dates.py", {"helpers"}),
        ("worker/settling.py", set()),
    ],
)
def test_a_name_that_says_nothing_is_found(module: str, words: set[str]) -> None:
    assert nameless(module) == words


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_from_its_own_floor_and_those_below(module: str) -> None:
    assert wrong_imports(module, (ROOT / module).read_text("utf-8")) == []


def test_there_are_modules_on_every_floor() -> None:
    assert {module.partition("/")[0] for module in MODULES} == set(FLOORS)


def test_the_modules_that_may_know_celery_are_there() -> None:
    assert set(MODULES) >= WITH_CELERY


@pytest.mark.parametrize(
    ("module", "source", "objection"),
    [
        ("tasks/state.py", "import worker.settings", "1: tasks imports worker.settings"),
        ("tasks/state.py", "from worker import app", "1: tasks imports worker"),
        ("tasks/state.py", "def f():\n    from worker import app", "2: tasks imports worker"),
        ("tasks/state.py", "if TYPE_CHECKING:\n    import worker", "2: tasks imports worker"),
        ("tasks/state.py", "import_module('worker.app')", "1: tasks imports worker.app"),
        ("tasks/state.py", "importlib.import_module('worker')", "1: tasks imports worker"),
        ("tasks/state.py", "from . import keys", "1: a relative import"),
        ("tasks/state.py", "import json, tests.samples", "1: tasks imports tests.samples"),
        ("schemas/event.py", "from tasks.keys import Keys", "1: schemas imports tasks.keys"),
        ("worker/app.py", "from tests.samples import TEXT", "1: worker imports tests.samples"),
        (
            "schemas/event.py",
            "import redis",
            "1: redis: schemas know pydantic and the standard library only",
        ),
        (
            "tasks/normalize/normalize.py",
            "from celery import shared_task",
            "1: celery: only tasks/base.py, tasks/batch.py, tasks/pipeline.py, tasks/transient.py know Celery",
        ),
    ],
)
def test_a_wrong_import_is_found(module: str, source: str, objection: str) -> None:
    assert wrong_imports(module, source) == [objection]


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("worker/app.py", "import tasks.pipeline, schemas.event\nfrom celery import Celery"),
        ("tasks/base.py", "from celery import Task"),
        ("tasks/state.py", "from schemas.failure import Stage\nimport redis"),
        ("schemas/event.py", "import json\nfrom pydantic import Field\nimport schemas.model"),
    ],
)
def test_a_right_import_is_passed(module: str, source: str) -> None:
    assert wrong_imports(module, source) == []
