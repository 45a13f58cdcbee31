"""What the `OTEL_*` variables say."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from schemas.errors import SetupError
from tasks.tracing import NO_TRACING
from tests.conftest import ROOT
from worker.settings import Settings
from worker.tracing import tracing_of
from worker.tracing.provider import STOP_SECONDS, Provider, exporter_names

if TYPE_CHECKING:
    from tests.unit.worker.tracing.conftest import Kept

OFF = """
import sys
sys.modules["opentelemetry"] = None
import worker.app, worker.watch, worker.supervisor
from worker.settings import Settings
from worker.tracing import tracing_of
tracing_of(Settings(), "worker")
print([name for name in sys.modules if name.startswith("opentelemetry.")])
"""

MISSING = """
import sys
sys.modules["opentelemetry"] = None
sys.argv = ["wiredesk", "work"]
from worker.cli import main
main()
"""


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "names"),
    [
        ({}, ["otlp_proto_http"]),
        ({"OTEL_TRACES_EXPORTER": "otlp"}, ["otlp_proto_http"]),
        ({"OTEL_TRACES_EXPORTER": "none"}, []),
        ({"OTEL_TRACES_EXPORTER": "console, otlp"}, ["console", "otlp_proto_http"]),
        ({"OTEL_EXPORTER_OTLP_PROTOCOL": "grpc"}, ["otlp_proto_grpc"]),
        (
            {
                "OTEL_EXPORTER_OTLP_PROTOCOL": "grpc",
                "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL": "http/protobuf",
            },
            ["otlp_proto_http"],
        ),
    ],
)
def test_the_exporters_are_those_of_the_variables(
    environment: dict[str, str], names: list[str]
) -> None:
    assert exporter_names(environment) == names


def test_an_exporter_that_is_not_installed_is_told_with_those_that_are() -> None:
    with pytest.raises(SetupError, match=r"no exporter otlp_proto_grpc .* one of console, otlp"):
        Provider("worker", "wiredesk", {"OTEL_EXPORTER_OTLP_PROTOCOL": "grpc"})


def test_a_variable_that_cannot_be_used_is_told_at_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_BSP_MAX_QUEUE_SIZE", "0")
    with pytest.raises(SetupError, match=r"OTEL_\* variables say: max_queue_size must be"):
        Provider("worker", "wiredesk", {})


def resource(kept: Kept) -> dict[str, object]:
    kept.provider.start()
    kept.provider.tracer.start_span("one").end()
    [span] = kept.all()
    return dict(span.resource.attributes)


def test_a_process_is_named_for_its_role(kept: Kept) -> None:
    attributes = resource(kept)
    assert attributes["service.name"] == "wiredesk-worker"
    assert attributes["wiredesk.deployment"] == "wiredesk"


def test_the_name_of_the_service_can_be_given(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_SERVICE_NAME", "news")
    monkeypatch.setenv("OTEL_RESOURCE_ATTRIBUTES", "service.name=other,desk=sport")
    attributes = resource(kept)
    assert (attributes["service.name"], attributes["desk"]) == ("news", "sport")


def test_a_collector_that_does_not_answer_delays_the_end_a_little(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"http://127.0.0.1:{port}")
        provider = Provider("worker", "wiredesk", {})
        provider.start()
        began = time.monotonic()
        for _ in range(10_000):
            provider.tracer.start_span("one").end()
        kept_seconds = time.monotonic() - began
        provider.stop()
        took = time.monotonic() - began - kept_seconds
    assert STOP_SECONDS <= took < STOP_SECONDS + 3


def test_what_is_off_is_nobody() -> None:
    assert tracing_of(Settings(), "worker") is NO_TRACING


def test_what_is_off_needs_no_package() -> None:
    assert run(OFF).stdout == "[]\n"


def test_a_missing_package_is_told_with_what_to_do() -> None:
    done = run(MISSING, WIREDESK_TRACING="true")
    assert done.returncode == 2
    assert done.stderr == (
        "wiredesk: WIREDESK_TRACING is on, and tracing needs some more packages: "
        "pip install 'wiredesk[otel]'\n"
    )
