"""TLS to the server: what of it an address says, and files that it cannot do with.

The host name and the certificate are always verified: there is no way to switch that off.
"""

from __future__ import annotations

import os
import ssl
from typing import Any
from urllib.parse import parse_qsl

from schemas.errors import SetupError

CA, CERTIFICATE, KEY = "ssl_ca_certs", "ssl_certfile", "ssl_keyfile"
"""Parameters of an address that name files, as redis-py knows them."""

SCHEMES = frozenset({"rediss", "rediss+sentinel"})
"""Those of addresses that are reached by TLS."""

_NAMES = {CA: "CA", CERTIFICATE: "certificate", KEY: "key"}
_VERIFYING = {"ssl_cert_reqs": "required", "ssl_check_hostname": "true"}
_PREFIX = "ssl_"


_USE = "use rediss:// as address, or rediss+sentinel://"


def speaks_tls(url: str) -> bool:
    """Whether an address asks for TLS."""
    return url.partition("://")[0] in SCHEMES


def tls_of(url: str) -> dict[str, Any]:
    """What a client is to be told beside an address with TLS; nothing for others.

    Raises:
        SetupError: the address would have something not be verified, or names a file that cannot
            be used.
    """
    stated = [each for each in parse_qsl(url.partition("?")[2]) if each[0].startswith(_PREFIX)]
    if not speaks_tls(url):
        if stated:
            raise SetupError(f"{stated[0][0]} is of no use without TLS: {_USE}")
        return {}
    for name, value in stated:
        if name not in _NAMES and _VERIFYING.get(name) != value:
            raise SetupError(
                f"{name}={value} is not taken as part of an address: servers are always verified; "
                "for one with a CA of its own, name that CA's file in WIREDESK_REDIS_CA_FILE"
            )
    files = {name: path for name, path in stated if name in _NAMES}
    context_of(files)
    return {"ssl_cert_reqs": ssl.CERT_REQUIRED, "ssl_check_hostname": True, **files}


def context_of(files: dict[str, str]) -> ssl.SSLContext:
    """A context that verifies as the clients do.

    Args:
        files: by the names of parameters.

    Raises:
        SetupError: one cannot be used.
    """
    for name, path in files.items():
        _read(_NAMES[name], path)
    context = ssl.create_default_context()
    if CA in files:
        try:
            context.load_verify_locations(files[CA])
        except ssl.SSLError as error:
            raise SetupError(f"TLS: {files[CA]} has no certificates in PEM format") from error
    if (CERTIFICATE in files) != (KEY in files):
        raise SetupError("TLS: a certificate of a client needs its key, and a key its certificate")
    if CERTIFICATE in files:
        _load_pair(context, files[CERTIFICATE], files[KEY])
    return context


def _read(name: str, path: str) -> None:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - an error names what was given
            file.read(1)
    except OSError as error:
        message = f"TLS: the {name} file {path} cannot be read by user {os.geteuid()}"
        raise SetupError(f"{message}: {error.strerror}") from error


def _load_pair(context: ssl.SSLContext, certificate: str, key: str) -> None:
    try:
        # With no password at all a key that is encrypted would be asked for at the terminal.
        context.load_cert_chain(certificate, key, password="")
    except ssl.SSLError as error:
        if error.reason == "KEY_VALUES_MISMATCH":
            why = "the key is that of another certificate"
        else:
            why = "both must be PEM files, the key without a password"
        raise SetupError(f"TLS: {certificate} and {key} are not usable: {why}") from error
