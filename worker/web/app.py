"""The page's addresses, and what each answers."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import redis
from anyio.to_thread import run_sync
from sse_starlette import EventSourceResponse
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from schemas.errors import SetupError
from worker.exposition import CONTENT_TYPE
from worker.metrics import metrics_of
from worker.web.access import COOKIE, Gate, is_token, log, sign_in, token_of
from worker.web.entries import is_withdrawal, text_of
from worker.web.events import Reception
from worker.web.failures import Failures, retry
from worker.web.feed import Feed, ended
from worker.web.figures import Arrivals, Figures
from worker.web.headers import SecurityHeaders
from worker.web.stream import ArticleStream, connect, position

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request

    from schemas.errors import IncompatibleError
    from schemas.event import ArticleEvent
    from tasks.deployment import Deployment
    from worker.settings import Settings

STATIC = Path(__file__).parent / "static"
FIRST_COUNT = 500
ANSWER_SECONDS = 2.0
"""How long the server may take before the page calls it away."""
MOST_BYTES = 16_384
"""Of what an action may send."""


class PlainJSON(JSONResponse):
    """JSON in ASCII: bytes of file names that are no UTF-8 come back as they were sent."""

    def render(self, content: Any) -> bytes:
        """The body of the answer."""
        return json.dumps(content, separators=(",", ":")).encode("ascii")


class Page:
    """What the addresses answer."""

    def __init__(self, settings: Settings, deployment: Deployment, url: str) -> None:
        self._settings = settings
        self._deployment = deployment
        self._token = token_of(settings)
        self._client = connect(url)
        self._stream = ArticleStream(self._client, settings.keys)
        self._failures = Failures(settings.spool)
        arrivals = Arrivals()
        self._feed = Feed(self._stream, arrivals.note)
        self._figures = Figures(deployment, settings, arrivals)

    @asynccontextmanager
    async def running(self, _app: Starlette) -> AsyncIterator[None]:
        """The one reader and the one who looks, for as long as the page is served."""
        tasks = [
            asyncio.create_task(self._feed.run()),
            asyncio.create_task(self._figures.run(self._feed)),
        ]
        try:
            yield
        finally:
            await ended(*tasks)
            await self._client.aclose()

    @property
    def refused(self) -> IncompatibleError | None:
        """Why this release may serve the page no longer: the state is newer."""
        return self._figures.refused

    async def events(self, request: Request) -> Response:
        """The wire as it happens, after the entry that the browser has seen last."""
        after = request.headers.get("last-event-id") or request.query_params.get("after") or None
        if after is not None:
            position(after)
        frames = Reception(self._feed, self._stream, after).frames()
        return EventSourceResponse(frames, ping=15)

    async def entries(self, request: Request) -> Response:
        """A page of the list, newest first."""
        before = request.query_params.get("before") or None
        if before is not None:
            position(before)
        count = int(request.query_params.get("count", FIRST_COUNT))
        oldest, lines = await self._stream.before(before, max(1, min(count, FIRST_COUNT)))
        body = ",".join(line.json for line in lines)
        return Response(
            f'{{"oldest":{json.dumps(oldest)},"entries":[{body}]}}', media_type="application/json"
        )

    async def entry(self, request: Request) -> Response:
        """The text of an article, unless it was withdrawn before it came."""
        entry_id = request.path_params["entry"]
        position(entry_id)
        event = await self._stream.at(entry_id)
        if event is None:
            return JSONResponse({"error": "this entry is not in the stream any more"}, 404)
        if await self._is_taken_back(event):
            return JSONResponse({"error": "this article has been withdrawn"}, 410)
        return JSONResponse(text_of(event))

    async def _is_taken_back(self, event: ArticleEvent) -> bool:
        newer = event.data.verdict.superseded_by
        found = await self._stream.of_article(newer) if newer else None
        return found is not None and is_withdrawal(found)

    async def figures(self, _request: Request) -> Response:
        """The pipeline's last quarter of an hour."""
        return JSONResponse(list(self._figures.history))

    async def metrics(self, _request: Request) -> Response:
        """All that Prometheus asks for."""
        text = await run_sync(metrics_of, self._deployment, self._settings)
        return Response(text, media_type=CONTENT_TYPE)

    async def failures(self, _request: Request) -> Response:
        """What has failed, and why."""
        return PlainJSON(await run_sync(self._failures.told))

    async def retry(self, request: Request) -> Response:
        """Try a failed document again."""
        path = await _stated(request, "path")
        await run_sync(retry, self._settings.spool, path)
        return PlainJSON({"retried": path})

    async def health(self, _request: Request) -> Response:
        """Whether the page answers and its server does; that, and no more, is told to anybody."""
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                await self._client.ping()
        except (TimeoutError, redis.RedisError):
            return Response("away", 503, media_type="text/plain")
        return Response("ok", media_type="text/plain")

    async def session(self, _request: Request) -> Response:
        """Whether there is a token to forget."""
        return JSONResponse({"token": self._token is not None})

    async def sign_in(self, request: Request) -> Response:
        """Exchange the token for a cookie."""
        if self._token is None or not is_token(await _stated(request, "token"), self._token):
            log.warning("web.token_refused", client=request.client.host if request.client else "")
            return JSONResponse({"error": "this is not the token"}, 403)
        response = Response(status_code=204)
        sign_in(request, response, self._token)
        return response

    async def sign_out(self, _request: Request) -> Response:
        """Forget the cookie."""
        response = Response(status_code=204)
        response.delete_cookie(COOKIE)
        return response

    def app(self) -> Starlette:
        """All of it as an ASGI application."""
        return Starlette(
            routes=[
                Route("/", _file("index.html")),
                Route("/login", _file("login.html")),
                Route("/login", self.sign_in, methods=["POST"]),
                Route("/health", self.health),
                Route("/session", self.session),
                Route("/logout", self.sign_out, methods=["POST"]),
                Route("/events", self.events),
                Route("/entries", self.entries),
                Route("/entries/{entry}", self.entry),
                Route("/figures", self.figures),
                Route("/metrics", self.metrics),
                Route("/failures", self.failures),
                Route("/failures/retry", self.retry, methods=["POST"]),
                Mount("/static", StaticFiles(directory=STATIC)),
            ],
            middleware=[Middleware(SecurityHeaders), Middleware(Gate, token=self._token)],
            exception_handlers={
                ValueError: _not_understood,
                SetupError: _not_possible,
                redis.RedisError: _away,
            },
            lifespan=self.running,
        )


def _file(name: str) -> Any:
    async def answer(_request: Request) -> Response:
        return FileResponse(STATIC / name)

    return answer


async def _stated(request: Request, name: str) -> str:
    """A text in the JSON object that was sent.

    Raises:
        ValueError: there is none.
    """
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BYTES:
            raise ValueError("that is too long")
    stated: Any = None
    with suppress(ValueError, RecursionError):
        stated = json.loads(body)
    text = stated.get(name) if isinstance(stated, dict) else None
    if isinstance(text, str):
        return text
    raise ValueError(f'send {{"{name}": "…"}} as JSON')


async def _not_understood(_request: Request, error: Exception) -> Response:
    return JSONResponse({"error": str(error)}, 400)


async def _not_possible(_request: Request, error: Exception) -> Response:
    return PlainJSON({"error": str(error)}, 409)


async def _away(_request: Request, _error: Exception) -> Response:
    return JSONResponse({"error": "the server of the stream is away"}, 503)
