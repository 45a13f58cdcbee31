"""Installed backends are found by their name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from schemas.errors import SetupError
from tasks.summarize.backend import Resources, load_backend

if TYPE_CHECKING:
    from pathlib import Path

    from tasks.deployment import Deployment

MODULE = """
from tasks.summarize.backend import BackendError

class First:
    def summarize(self, article, brief):
        return article.body_text[:9]

def make(resources):
    return First()

def broken(resources):
    raise ValueError("no licence")
"""
ENTRY_POINTS = """[wiredesk.summarizers]
first = first_summarizer:make
broken = first_summarizer:broken
"""


@pytest.fixture
def resources(deployment: Deployment) -> Resources:
    return Resources(options=deployment.options, redis=deployment.redis, keys=deployment.keys)


@pytest.fixture(autouse=True)
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A distribution of somebody else, in a folder of its own."""
    (tmp_path / "first_summarizer.py").write_text(MODULE)
    metadata = tmp_path / "first_summarizer-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: first-summarizer\nVersion: 1.0\n"
    )
    (metadata / "entry_points.txt").write_text(ENTRY_POINTS)
    monkeypatch.syspath_prepend(tmp_path)


def test_a_backend_is_made_by_its_distribution(resources: Resources) -> None:
    assert type(load_backend("first", resources)).__name__ == "First"


def test_an_unknown_name_is_told_with_those_that_are_known(resources: Resources) -> None:
    with pytest.raises(SetupError, match=r"'frist'; installed are: extractive, lead, .*first"):
        load_backend("frist", resources)


def test_one_that_cannot_be_made_says_why(resources: Resources) -> None:
    with pytest.raises(SetupError, match=r"broken .* cannot be loaded: ValueError: no licence"):
        load_backend("broken", resources)
