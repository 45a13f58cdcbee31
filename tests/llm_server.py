"""A real HTTP server that answers as language models do, well and badly."""

from __future__ import annotations

import gzip
import json
import threading
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TOKENS = 500
DRIP_SECONDS = 0.05


class LlmServer:
    """What the server is to do, and what it was asked.

    Attributes:
        behave: called with the handler and the question for every request.
        most_at_once: how many requests were open at the same time at most.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.behave: Callable[[Any, dict[str, Any]], None] = answer("The bridge closes.")
        self.asked: list[dict[str, Any]] = []
        self.most_at_once = 0
        self.closing = threading.Event()
        self._open = 0
        self._lock = threading.Lock()

    def handle(self, handler: Any, question: dict[str, Any]) -> None:
        """Answer one request."""
        with self._lock:
            self.asked.append(question)
            self._open += 1
            self.most_at_once = max(self.most_at_once, self._open)
        try:
            with suppress(ConnectionError):
                self.behave(handler, question)
        finally:
            with self._lock:
                self._open -= 1


@contextmanager
def llm_server() -> Iterator[LlmServer]:
    """A server on a port of its own, until the context ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers.get("content-length", 0))
            question = json.loads(self.rfile.read(length))
            question["headers"] = {name.lower(): value for name, value in self.headers.items()}
            self.close_connection = True
            made.handle(self, question)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    made = LlmServer(f"http://127.0.0.1:{http.server_port}/v1")
    thread = threading.Thread(target=http.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield made
    finally:
        made.closing.set()
        http.shutdown()
        http.server_close()
        thread.join()


def completion(content: Any) -> bytes:
    """The body of a chat completion."""
    message = {"role": "assistant", "content": content}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    usage = {"prompt_tokens": TOKENS - 100, "completion_tokens": 100, "total_tokens": TOKENS}
    return json.dumps(
        {
            "id": "1",
            "object": "chat.completion",
            "created": 1,
            "model": "tiny",
            "choices": [choice],
            "usage": usage,
        }
    ).encode()


def answer(*sentences: str) -> Callable[[Any, dict[str, Any]], None]:
    """A good answer."""
    return content(json.dumps({"sentences": sentences}))


def content(text: Any) -> Callable[[Any, dict[str, Any]], None]:
    """Whatever a model may say."""
    return body(completion(text))


def body(
    payload: bytes, status: int = 200, **headers: str
) -> Callable[[Any, dict[str, Any]], None]:
    """Any response."""

    def behave(handler: Any, _: dict[str, Any]) -> None:
        handler.send_response(status)
        known = {"content-type": "application/json", "content-length": str(len(payload))}
        for name, value in {**known, **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(payload)

    return behave


def packed(payload: bytes) -> Callable[[Any, dict[str, Any]], None]:
    """A response that was not asked to be packed."""
    return body(gzip.compress(payload), content_encoding="gzip")


def hang(server: LlmServer) -> Callable[[Any, dict[str, Any]], None]:
    """No answer until the server closes."""

    def behave(_handler: Any, _question: dict[str, Any]) -> None:
        server.closing.wait(60)

    return behave


def drip(server: LlmServer, payload: bytes) -> Callable[[Any, dict[str, Any]], None]:
    """Byte by byte, quick enough for every time-out between two bytes."""

    def behave(handler: Any, _: dict[str, Any]) -> None:
        for each in payload:
            if server.closing.wait(DRIP_SECONDS):
                return
            handler.wfile.write(bytes((each,)))

    return behave


def hang_up(handler: Any, _: dict[str, Any]) -> None:
    """Close the connection without an answer."""
    handler.connection.close()
