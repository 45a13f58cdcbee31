"""Hostile documents: each is answered, with the right outcome and in bounded memory.

How long each takes is for `benchmarks/hostile.py`; here they only must not take forever.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.hostile.child import answers
from tests.hostile.documents import hostile_documents

if TYPE_CHECKING:
    from tests.hostile.case import Hostile
    from tests.hostile.child import Answer

pytestmark = [
    pytest.mark.acceptance,
    pytest.mark.timeout(360),
    pytest.mark.skipif(sys.platform != "linux", reason="memory is measured by /proc"),
]

QUICK = [each for each in hostile_documents() if each.quick]
MOST_BYTES = 500_000_000


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Answer]:
    """What came of each, by its name; nothing of those after one that ended the process."""
    paths = [tmp_path_factory.mktemp("hostile") / each.name for each in QUICK]
    for path, each in zip(paths, QUICK, strict=True):
        path.write_bytes(each.make())
    return {each.name: each for each in answers(*paths, most_seconds=300)}


@pytest.mark.parametrize("hostile", QUICK, ids=lambda each: each.name)
def test_a_hostile_document_is_answered(found: dict[str, Answer], hostile: Hostile) -> None:
    answer = found[hostile.name]
    assert answer.outcome in hostile.outcomes, answer.message
    assert answer.memory < MOST_BYTES


def test_names_occur_once() -> None:
    names = [each.name for each in hostile_documents()]
    assert len(names) == len(set(names))
