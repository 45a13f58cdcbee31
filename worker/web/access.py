"""Who may see the page and act on it.

On this machine's own addresses everybody who reaches them may, if the page was asked for by one
of their names: a foreign name that points here is another site's attempt (DNS rebinding). Anywhere
else a token is needed, once in a form or with every request.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import re
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import structlog
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse

from schemas.errors import SetupError

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import ASGIApp, Receive, Scope, Send

    from worker.settings import Settings

log = structlog.get_logger()

COOKIE = "wiredesk_web"
COOKIE_SECONDS = 7 * 86_400
ACTION_HEADER = "x-wiredesk"
"""Every action has it: a form of another site cannot send it, nor can a script without asking."""

_EXPIRES = re.compile(r"([0-9]{1,12})\.")
_WITHOUT_TOKEN = ("/login", "/static/", "/health")


def is_loopback(host: str | None) -> bool:
    """Whether an address or a name is one of this machine that others cannot reach."""
    if host == "localhost":
        return True
    try:
        return host is not None and ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def token_of(settings: Settings) -> bytes | None:
    """The token that is asked for, None where none is needed.

    Raises:
        SetupError: one is needed, and none is set.
    """
    if settings.web_token is not None:
        return settings.web_token.get_secret_value().encode()
    if not is_loopback(settings.web_host):
        raise SetupError(
            f"whoever reaches {settings.web_host} could read the wire: set WIREDESK_WEB_TOKEN "
            "(`openssl rand -hex 32` makes one), or serve the page at 127.0.0.1"
        )
    return None


class Gate:
    """Lets requests through, or answers them itself.

    Args:
        token: what is asked for; None where the page is this machine's own.
    """

    def __init__(self, app: ASGIApp, token: bytes | None) -> None:
        self._app = app
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        refusal = self._refusal(Request(scope)) if scope["type"] == "http" else None
        await (refusal or self._app)(scope, receive, send)

    def _refusal(self, request: Request) -> Response | None:
        if self._token is None and not is_loopback(_host_name(request)):
            return _refused(403, "without a token this page answers to localhost only")
        bearer = self._token is not None and self._has_bearer(request)
        if request.method not in {"GET", "HEAD"} and not (bearer or _is_from_page(request)):
            return _refused(403, "actions are taken on the page itself")
        if self._token is None or bearer or self._has_cookie(request):
            return None
        # The path of `request.url` is not to be trusted: it is made with the Host header.
        path = request.scope["path"]
        if path.startswith(_WITHOUT_TOKEN):
            return None
        if path == "/":
            return RedirectResponse("/login", 303)
        return _refused(401, "give the token", {"www-authenticate": "Bearer"})

    def _has_bearer(self, request: Request) -> bool:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and is_token(given.strip(), self._token)

    def _has_cookie(self, request: Request) -> bool:
        value = request.cookies.get(COOKIE, "")
        found = _EXPIRES.match(value)
        if self._token is None or found is None:
            return False
        expires = int(found[1])
        return same(value, cookie_value(self._token, expires)) and expires > time.time()


def is_token(given: str, token: bytes | None) -> bool:
    """Whether this is the token; how long that takes does not say how much of it is right."""
    return token is not None and hmac.compare_digest(given.encode("utf-8", "replace"), token)


def same(one: str, other: str) -> bool:
    """Whether two texts are equal, likewise."""
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode())


def cookie_value(token: bytes, expires: int) -> str:
    """A cookie that only who has the token can make; the token cannot be read from it.

    Args:
        expires: in seconds since the epoch.
    """
    proof = hmac.new(token, f"wiredesk web until {expires}".encode(), hashlib.sha256)
    return f"{expires}.{proof.hexdigest()}"


def sign_in(request: Request, response: Response, token: bytes) -> None:
    """Put the cookie into a response."""
    response.set_cookie(
        COOKIE,
        cookie_value(token, int(time.time()) + COOKIE_SECONDS),
        max_age=COOKIE_SECONDS,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )


def _is_from_page(request: Request) -> bool:
    """Whether a script of this very page sent it, as far as a browser tells."""
    if ACTION_HEADER not in request.headers:
        return False
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    # Browsers leave that out where the page is not encrypted.
    origin = urlsplit(request.headers.get("origin", "")).netloc
    return bool(origin) and origin == request.headers.get("host")


def _host_name(request: Request) -> str | None:
    try:
        return urlsplit(f"//{request.headers.get('host', '')}").hostname
    except ValueError:
        return None


def _refused(status: int, why: str, headers: dict[str, str] | None = None) -> JSONResponse:
    return JSONResponse({"error": why}, status, headers)
