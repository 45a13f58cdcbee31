"""A document that ends its worker process harms nobody and comes to an end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from schemas.document import DocumentState
from schemas.failure import FailureReason, Stage
from tasks.pipeline import submit
from tests.conftest import ROOT
from tests.integration.poison_worker import POISON
from tests.samples import make_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tasks.base import PipelineApp

pytestmark = pytest.mark.integration


@pytest.fixture
def _worker(app: PipelineApp, server_url: str) -> Iterator[None]:
    command = [sys.executable, str(Path(__file__).parent / "poison_worker.py"), "work"]
    outside = {k: v for k, v in os.environ.items() if not k.startswith("WIREDESK_")}
    environment = {**outside, "PYTHONPATH": str(ROOT), "WIREDESK_REDIS_URL": server_url}
    process = subprocess.Popen(
        [*command, "--concurrency", "2"], env=environment, stderr=subprocess.DEVNULL
    )
    yield
    process.terminate()
    process.wait(60)
    app.close()


@pytest.mark.usefixtures("_worker")
def test_poison_is_buried_after_three_attempts_and_its_neighbours_are_published(
    app: PipelineApp, wait_until: Callable[..., None]
) -> None:
    raws = [f"Report {n}\n\nAll is well in district {n}.".encode() for n in range(10)]
    raws.insert(5, b"Report 10\n\nAnd " + POISON)
    documents = [make_document(raw, f"{n}.txt") for n, raw in enumerate(raws)]
    state = app.deployment.state
    state.admit(list(zip(documents, raws, strict=True)), "wiredesk/spool")
    ids = [document.id for document in documents]
    submit(app, ids)
    wait_until(lambda: all(each and each.final for each in state.states(ids)), 60)
    expected = [DocumentState.PROCESSED] * 10
    expected.insert(5, DocumentState.FAILED)
    assert state.states(ids) == expected
    disposition = state.disposition(ids[5])
    assert disposition is not None
    [failure] = disposition.failures
    assert (failure.reason, failure.stage) == (FailureReason.POISON, Stage.NORMALIZE)
    assert failure.attempts == 3
