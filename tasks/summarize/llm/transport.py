"""HTTP that ends in time and in size, whatever the server does."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

import httpx2

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES = 1_000_000
"""A longer answer is none."""


class UnusableResponseError(Exception):
    """A response that is too large, too slow, or packed."""


class BoundedTransport(httpx2.HTTPTransport):
    """Reads no more than `MOST_BYTES` of a response, and not after the deadline.

    Args:
        deadline: on the clock of `time.monotonic`.
    """

    def __init__(self, deadline: float) -> None:
        super().__init__(trust_env=False)
        self._deadline = deadline

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """The response, with a body that ends or raises `UnusableResponseError`."""
        response = super().handle_request(request)
        if response.headers.get("content-encoding", "identity") != "identity":
            response.close()
            raise UnusableResponseError("packed")
        stream = _Bounded(cast("httpx2.SyncByteStream", response.stream), self._deadline)
        return httpx2.Response(response.status_code, headers=response.headers, stream=stream)


class _Bounded(httpx2.SyncByteStream):
    def __init__(self, stream: httpx2.SyncByteStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def __iter__(self) -> Iterator[bytes]:
        left = MOST_BYTES
        for chunk in self._stream:
            left -= len(chunk)
            if left < 0 or time.monotonic() > self._deadline:
                raise UnusableResponseError("too large" if left < 0 else "too slow")
            yield chunk

    def close(self) -> None:
        self._stream.close()


@contextmanager
def bounded_client(deadline: float) -> Iterator[httpx2.Client]:
    """A client for one call: no redirects, no proxy or other setting of the environment.

    A server that sends its headers byte by byte is quick enough for every time-out there is, so
    that the connection is closed under it when time is over.
    """
    seconds = max(0.001, deadline - time.monotonic())
    with httpx2.Client(
        transport=BoundedTransport(deadline),
        trust_env=False,
        follow_redirects=False,
        timeout=seconds,
        headers={"accept-encoding": "identity"},
    ) as client:
        watch = threading.Timer(seconds, client.close)
        watch.daemon = True
        watch.start()
        try:
            yield client
        finally:
            watch.cancel()
