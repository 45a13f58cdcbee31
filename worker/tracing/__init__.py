"""Tracing with OpenTelemetry, where it is switched on: docs/tracing.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schemas.errors import SetupError
from tasks.tracing import NO_TRACING, Tracing

if TYPE_CHECKING:
    from worker.settings import Settings


def tracing_of(settings: Settings, role: str) -> Tracing:
    """What keeps the traces of a process; `NO_TRACING`, without loading anything, if it is off.

    Args:
        role: what `service.name` says after `wiredesk-`.

    Raises:
        SetupError: packages are missing, or an `OTEL_*` variable asks for what is not there.
    """
    if not settings.tracing:
        return NO_TRACING
    try:
        from worker.tracing.document_spans import DocumentSpans  # noqa: PLC0415 - only if it is on
        from worker.tracing.provider import Provider  # noqa: PLC0415
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "opentelemetry":
            raise
        raise SetupError(
            "WIREDESK_TRACING is on, and tracing needs some more packages: "
            "pip install 'wiredesk[otel]'"
        ) from error
    return DocumentSpans(Provider(role, settings.deployment), settings.keys.articles)
