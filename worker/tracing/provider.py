"""OpenTelemetry in one process: set up as the `OTEL_*` variables say, and ended in time."""

from __future__ import annotations

import os
import threading
from importlib.metadata import entry_points, version
from typing import TYPE_CHECKING, Any

from opentelemetry.instrumentation.celery import CeleryInstrumentor
from opentelemetry.instrumentation.redis import RedisInstrumentor
from opentelemetry.sdk.resources import OTELResourceDetector, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

from schemas.errors import SetupError
from worker.tracing.derived_ids import DerivedIds
from worker.tracing.exporting import CarefulExporter
from worker.tracing.sampling import PipelineSampler

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from opentelemetry.sdk.trace.export import SpanExporter
    from opentelemetry.trace import Tracer

STOP_SECONDS = 2.0
"""How long a process that ends waits for its last spans to be taken, if they were so far."""

INSTRUMENTORS: tuple[Any, ...] = (CeleryInstrumentor, RedisInstrumentor)
"""What makes spans of batches and of what they ask of the server."""

EXPORTERS = "opentelemetry_traces_exporter"
"""The group of entry points by which packages offer exporters."""

OTLP = {"http/protobuf": "otlp_proto_http", "grpc": "otlp_proto_grpc"}
"""Which one `otlp` is, by protocol."""


class Provider:
    """Tracers, and what sends their spans.

    Raises:
        SetupError: an exporter is asked for that is not installed, or that cannot be set up.
    """

    def __init__(
        self, role: str, deployment: str, environment: Mapping[str, str] = os.environ
    ) -> None:
        self._makers = [_exporter(name) for name in exporter_names(environment)]
        self._role = role
        self._deployment = deployment
        self._exporters: list[CarefulExporter] = []
        self._provider: TracerProvider | None = None
        self._tracer: Tracer | None = None
        self.ids = DerivedIds()
        self._try_out()

    def start(self) -> None:
        """Begin to keep spans, and watch Celery and Redis."""
        provider = TracerProvider(
            resource=_resource(self._role, self._deployment),
            id_generator=self.ids,
            # It would wait for half a minute; `stop` does not.
            shutdown_on_exit=False,
        )
        self._sampler = provider.sampler = PipelineSampler(provider.sampler)
        self._exporters = self._made()
        for exporter in self._exporters:
            provider.add_span_processor(BatchSpanProcessor(exporter))
        for instrumentor in INSTRUMENTORS:
            instrumentor().instrument(tracer_provider=provider)
        self._provider = provider
        self._tracer = provider.get_tracer("wiredesk", version("wiredesk"))

    def stop(self) -> None:
        """Send what is left; what is not taken in time is dropped."""
        if self._provider is None:
            return
        for instrumentor in INSTRUMENTORS:
            instrumentor().uninstrument()
        last = threading.Thread(target=self._provider.force_flush, daemon=True)
        last.start()
        failing = any(exporter.failing for exporter in self._exporters)
        last.join(0 if failing else STOP_SECONDS)
        for exporter in self._exporters:
            exporter.shutdown()
        if not last.is_alive():
            self._provider.shutdown()
        self._provider = None

    def _made(self) -> list[CarefulExporter]:
        return [CarefulExporter(make()) for make in self._makers]

    def _try_out(self) -> None:
        """What is wrong is told when the program starts, and not in each of its processes."""
        try:
            for exporter in self._made():
                BatchSpanProcessor(exporter).shutdown()  # type: ignore[no-untyped-call] # it is bare
        except (ValueError, TypeError, OSError) as error:
            message = f"tracing cannot be set up as the OTEL_* variables say: {error}"
            raise SetupError(message) from error

    @property
    def sampler(self) -> PipelineSampler:
        """What decides which traces are recorded."""
        return self._sampler

    @property
    def tracer(self) -> Tracer:
        """What makes spans of our own."""
        if self._tracer is None:
            raise RuntimeError("tracing has not been started in this process")
        return self._tracer


def exporter_names(environment: Mapping[str, str]) -> list[str]:
    """The entry points of the exporters that `OTEL_TRACES_EXPORTER` names; `otlp` by default."""
    stated = environment.get("OTEL_TRACES_EXPORTER") or "otlp"
    protocol = (
        environment.get("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL")
        or environment.get("OTEL_EXPORTER_OTLP_PROTOCOL")
        or "http/protobuf"
    )
    names = [name.strip() for name in stated.split(",") if name.strip() not in {"", "none"}]
    return [OTLP.get(protocol, f"otlp ({protocol})") if name == "otlp" else name for name in names]


def _exporter(name: str) -> Callable[[], SpanExporter]:
    for found in entry_points(group=EXPORTERS, name=name):
        exporter: Callable[[], SpanExporter] = found.load()
        return exporter
    known = ", ".join(sorted(each.name for each in entry_points(group=EXPORTERS)))
    raise SetupError(
        f"there is no exporter {name} for traces, which OTEL_TRACES_EXPORTER or "
        f"OTEL_EXPORTER_OTLP_PROTOCOL asks for: install its package, or use one of {known}"
    )


def _resource(role: str, deployment: str) -> Resource:
    """What the process is; `OTEL_SERVICE_NAME` and `OTEL_RESOURCE_ATTRIBUTES` overrule it."""
    ours = Resource(
        {
            "service.name": f"wiredesk-{role}",
            "service.version": version("wiredesk"),
            "wiredesk.deployment": deployment,
        }
    )
    return Resource.create().merge(ours).merge(OTELResourceDetector().detect())
