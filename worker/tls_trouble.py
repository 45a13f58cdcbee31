"""Why a connection by TLS fails: found out by one of our own, and told with what to do."""

from __future__ import annotations

import socket
import ssl
from contextlib import closing, suppress
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from worker.sentinel import SentinelAddress, is_sentinel
from worker.tls import CA, CERTIFICATE, KEY, context_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from urllib.parse import SplitResult

PATIENCE_SECONDS = 3.0
"""How long a server may take for a handshake, and for an answer."""

_PORT = 6379
_PING = b"PING\r\n"

_VERIFYING = {
    "certificate has expired": "its certificate has expired: renew it, and see that both clocks"
    " are right",
    "not yet valid": "its certificate is not valid yet: see that both clocks are right",
    "mismatch": "its certificate is for other names: use one of these in WIREDESK_REDIS_URL, or"
    " have a certificate made that names {host}",
    "issuer": "its certificate comes from a CA that is not known here: name that CA's file in"
    " WIREDESK_REDIS_CA_FILE",
    "self-signed": "its certificate comes from a CA that is not known here: name that CA's file in"
    " WIREDESK_REDIS_CA_FILE",
}
"""What OpenSSL says of a server's certificate, and what that means."""

_NOT_TAKEN = (
    "its certificate or its CA's is not taken: {why}; Python from 3.13 on asks for all extensions"
    " of RFC 5280: have it made anew with them"
)

_REFUSING = {
    "CERTIFICATE_REQUIRED": "it asks its clients for a certificate: set WIREDESK_REDIS_CERT_FILE"
    " and WIREDESK_REDIS_KEY_FILE",
    "HANDSHAKE_FAILURE": "it refuses the handshake; if it asks its clients for a certificate, set"
    " WIREDESK_REDIS_CERT_FILE and WIREDESK_REDIS_KEY_FILE",
    "UNKNOWN_CA": "it does not know the CA of the certificate in WIREDESK_REDIS_CERT_FILE",
    "CERTIFICATE_EXPIRED": "the certificate in WIREDESK_REDIS_CERT_FILE has expired: renew it",
    "BAD_CERTIFICATE": "it refuses the certificate in WIREDESK_REDIS_CERT_FILE",
}
"""How the alerts of a server end, and what they mean."""

_PLAIN = (
    "it does not speak TLS at this port: use its TLS port, or set it up with one (tls-port);"
    " redis:// would send all in the clear"
)


def tls_trouble(url: str) -> str | None:
    """What is wrong between an address and its server; None if that is not TLS.

    Raises:
        SetupError: the address names a file that cannot be used.
    """
    if is_sentinel(url):
        found = (_trouble_with(each) for each in _addresses(SentinelAddress.parse(url)))
        return next(filter(None, found), None)
    return _trouble_with(url)


def _addresses(behind: SentinelAddress) -> Iterator[str]:
    """That of each sentinel, and of the server that they name, as if it were stated."""
    files = urlencode({k: v for k, v in behind.tls.items() if k in {CA, CERTIFICATE, KEY}})
    for host, port in behind.places():
        place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        yield f"rediss://{place}?{files}" if behind.tls else f"redis://{place}"


def _trouble_with(url: str) -> str | None:
    parts = urlsplit(url)
    if parts.scheme not in {"redis", "rediss"}:
        return None
    encrypted = parts.scheme == "rediss"
    try:
        found = _with_tls(parts) if encrypted else _without_tls(parts)
    except OSError:
        return None
    place = f"{parts.hostname}:{parts.port or _PORT}"
    return found and f"TLS with the server at {place} fails: {found.format(host=parts.hostname)}"


def _with_tls(parts: SplitResult) -> str | None:
    files = {k: v for k, v in parse_qsl(parts.query) if k in {CA, CERTIFICATE, KEY}}
    context = context_of(files)
    try:
        with (
            closing(_connected(parts)) as plain,
            context.wrap_socket(plain, server_hostname=parts.hostname) as encrypted,
        ):
            _greet(encrypted)
    except ssl.SSLCertVerificationError as error:
        known = (told for sign, told in _VERIFYING.items() if sign in error.verify_message)
        return next(known, _NOT_TAKEN.format(why=error.verify_message))
    except ssl.SSLError as error:
        reason = error.reason or str(error)
        return next((told for sign, told in _REFUSING.items() if reason.endswith(sign)), reason)
    except OSError:
        with closing(_connected(parts)) as plain:
            return _PLAIN if _greet(plain)[:1] in {b"+", b"-"} else None
    return None


def _without_tls(parts: SplitResult) -> str | None:
    try:
        with closing(_connected(parts)) as plain:
            if _greet(plain):
                return None
    except ConnectionError:
        pass
    try:
        context = ssl.create_default_context()
        with closing(_connected(parts)) as plain:
            context.wrap_socket(plain, server_hostname=parts.hostname).close()
    except ssl.SSLCertVerificationError:
        pass
    return "it speaks TLS at this port: use rediss:// in WIREDESK_REDIS_URL, or rediss+sentinel://"


def _connected(parts: SplitResult) -> socket.socket:
    place = parts.hostname or "localhost", parts.port or _PORT
    return socket.create_connection(place, PATIENCE_SECONDS)


def _greet(connection: socket.socket) -> bytes:
    """The first bytes that a server answers; what it has against a client comes only with these."""
    with suppress(ssl.SSLEOFError):
        # A server that has closed has said why before.
        connection.sendall(_PING)
    return connection.recv(64)
