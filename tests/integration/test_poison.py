"""A document that ends its worker process harms nobody and comes to an end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from schemas.document import DocumentState
from schemas.failure import FailureReason, Stage
from tasks.ledger import Ledger
from tasks.options import Options
from tasks.pipeline import submit
from tests.conftest import ROOT
from tests.integration.poison_worker import EATER, LOOP, POISON, STUCK
from tests.samples import make_document, states
from tests.surroundings import outside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tasks.base import PipelineApp

LIMITS = {"soft_time_limit_seconds": 2, "hard_time_limit_seconds": 11, "lease_seconds": 13}
"""A busy main process may take 10 s to see that a process has died: the hard limit comes after."""

pytestmark = pytest.mark.integration


@pytest.fixture
def _worker(app: PipelineApp, server_url: str) -> Iterator[None]:
    command = [sys.executable, str(Path(__file__).parent / "poison_worker.py"), "work"]
    environment = {
        **outside(),
        "PYTHONPATH": str(ROOT),
        "WIREDESK_REDIS_URL": server_url,
        "WIREDESK_WORKER_MEMORY_BYTES": "100000000",
        **{f"WIREDESK_{name.upper()}": str(seconds) for name, seconds in LIMITS.items()},
    }
    process = subprocess.Popen(
        [*command, "--concurrency", "2"],
        env=environment,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    yield
    # A copy of what loops may be in work: nothing here can be asked to stop.
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(60)
    app.close()


@pytest.mark.usefixtures("_worker")
@pytest.mark.parametrize(
    ("text", "reason", "evidence"),
    [
        (POISON, FailureReason.POISON, "exitcode 3"),
        (EATER, FailureReason.POISON, "more memory"),
        (LOOP, FailureReason.TIME_LIMIT, "more than 2 s"),
        (STUCK, FailureReason.POISON, "hard time limit of 11 s"),
    ],
)
def test_what_breaks_its_worker_is_buried_after_three_attempts_and_its_neighbours_are_published(
    app: PipelineApp,
    wait_until: Callable[..., None],
    text: bytes,
    reason: FailureReason,
    evidence: str,
) -> None:
    raws = [f"Report {n}\n\nAll is well in district {n}.".encode() for n in range(10)]
    raws.insert(5, b"Report 10\n\nAnd " + text)
    documents = [make_document(raw, f"{n}.txt") for n, raw in enumerate(raws)]
    state = app.deployment.state
    state.admit(list(zip(documents, raws, strict=True)), "wiredesk/spool")
    ids = [document.id for document in documents]
    submit(app, ids)
    wait_until(lambda: settled_or_resubmitted(app, ids), 150)
    expected = [DocumentState.PROCESSED] * 10
    expected.insert(5, DocumentState.FAILED)
    assert states(state, ids) == expected
    disposition = state.dispositions([ids[5]])[0]
    assert disposition is not None
    [failure] = disposition.failures
    assert (failure.reason, failure.stage) == (reason, Stage.NORMALIZE)
    assert failure.attempts == 3
    assert evidence in failure.message


def settled_or_resubmitted(app: PipelineApp, ids: list[str]) -> bool:
    """Whether all have ended; what is lost with its process is submitted again, as by a watcher."""
    deployment = app.deployment
    lost = Ledger(deployment.redis, deployment.keys, Options(**LIMITS)).take_overdue(100)
    if lost:
        submit(app, lost)
    return all(each and each.final for each in states(app.deployment.state, ids))
