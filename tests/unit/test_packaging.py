"""What is shipped: the locks, the wheel, and the files that run it in containers."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions, version
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.conftest import ROOT
from worker.secret_files import FILE
from worker.settings import PREFIX, SECRETS, VARIABLES

if TYPE_CHECKING:
    from pathlib import Path

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
FLOORS = ("schemas", "tasks", "worker")
LOCKS = ("run", "build", "bench", "examples", "fuzz", "dev")

OPTIONAL = {"attrs", "greenlet"}
"""Distributions that a dependency uses where they happen to be there: rich and Celery do."""

LOADED = """
import json, sys
from_the_start = set(sys.modules)
import kombu.transport.redis, worker.app, worker.cli, worker.oneshot, worker.supervisor
import worker.watch, tasks.normalize.normalize, worker.cli.render, worker.status
loaded = {name.partition(".")[0] for name in set(sys.modules) - from_the_start}
print(json.dumps(sorted(loaded)))
"""


def locked(lock: str) -> dict[str, set[str]]:
    """Name -> the versions that a lock pins; some have one for each Python."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8")
    pins: dict[str, set[str]] = {}
    for name, pinned in re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE):
        pins.setdefault(name, set()).add(pinned)
    return pins


def names(requirements: list[str]) -> set[str]:
    """The normalized names of some requirements."""
    return {re.split(r"[^A-Za-z0-9-]", requirement)[0].lower() for requirement in requirements}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names of the files in the wheel."""
    folder: Path = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as archive:
        return archive.namelist()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_of_a_lock_has_a_hash(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8")
    entries = re.split(r"^(?=\S)", text, flags=re.MULTILINE)[1:]
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("lock", ["run", "build"])
def test_what_runs_is_what_is_tested(lock: str) -> None:
    tested = locked("dev")
    assert {name: pins for name, pins in locked(lock).items() if tested.get(name) != pins} == {}


def test_every_dependency_is_in_the_lock_that_runs() -> None:
    assert names(PROJECT["project"]["dependencies"]) <= locked("run").keys()


def test_nothing_is_loaded_that_only_developers_have() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=ROOT, check=True, capture_output=True, text=True
    )
    providers = packages_distributions()
    loaded = {
        re.sub(r"[-_.]+", "-", name).lower()
        for module in json.loads(done.stdout)
        for name in providers.get(module, [])
    }
    assert loaded - locked("run").keys() - OPTIONAL - {"wiredesk"} == set()


def test_every_dependency_is_explained() -> None:
    development = [each for each in PROJECT["dependency-groups"]["dev"] if isinstance(each, str)]
    groups = [
        each
        for group in ("build", "bench", "examples", "fuzz")
        for each in PROJECT["dependency-groups"][group]
    ]
    extras = [
        each for more in PROJECT["project"]["optional-dependencies"].values() for each in more
    ]
    wanted = names([*PROJECT["project"]["dependencies"], *development, *groups, *extras])
    text = (ROOT / "docs/dependencies.md").read_text("utf-8").lower()
    assert {name for name in wanted if f"| `{name}` |" not in text} == set()


def test_the_wheel_has_every_file_of_the_three_packages(wheel: list[str]) -> None:
    sources = {
        str(path.relative_to(ROOT))
        for floor in FLOORS
        for path in (ROOT / floor).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {name for name in wheel if ".dist-info/" not in name} == sources


def test_the_version_is_the_installed_one() -> None:
    assert version("wiredesk") == PROJECT["project"]["version"]


def test_the_image_is_labelled_with_the_version() -> None:
    assert f"ARG VERSION={PROJECT['project']['version']}\n" in (ROOT / "Dockerfile").read_text()


def test_compose_hands_every_setting_through() -> None:
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
    settings = {PREFIX + field.upper() for field in VARIABLES}
    # Of its own server Compose sets the address, and the password is for both sides.
    files = {PREFIX + field.upper() + FILE for field in SECRETS - {"redis_url", "redis_password"}}
    ours = {name for name in compose["x-settings"] if name.startswith(PREFIX)}
    assert ours == settings | files
