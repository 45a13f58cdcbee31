"""The server's address, put together from the settings that say parts of it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from worker.tls import CA, CERTIFICATE, KEY, speaks_tls

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from worker.settings import Settings


def address_in(settings: Settings) -> str | None:
    """The address with its password, and with the files of TLS as parameters.

    It is all that any client takes; None where the server is embedded.

    Raises:
        ValueError: settings contradict each other.
    """
    named = {
        CA: settings.redis_ca_file,
        CERTIFICATE: settings.redis_cert_file,
        KEY: settings.redis_key_file,
    }
    files = {name: path for name, path in named.items() if path is not None}
    if settings.redis_url is None:
        if settings.redis_password is not None:
            raise ValueError("redis_password is of no use without redis_url")
        if files:
            raise ValueError("files for TLS are of no use without redis_url")
        return None
    url = _with_files(settings.redis_url.get_secret_value(), files)
    secret = settings.redis_password
    return url if secret is None else _with_password(url, secret.get_secret_value())


def _with_password(url: str, password: str) -> str:
    if urlsplit(url).password is not None:
        return url
    scheme, _, rest = url.partition("://")
    user, _, place = rest.rpartition("@")
    return f"{scheme}://{user.removesuffix(':')}:{quote(password, safe='')}@{place}"


def _with_files(url: str, files: Mapping[str, Path]) -> str:
    if not files:
        return url
    query = url.partition("?")[2]
    if not speaks_tls(url):
        raise ValueError(
            "files for TLS are of no use unless redis_url begins with rediss:// or "
            "rediss+sentinel://"
        )
    if both := sorted(files.keys() & parse_qs(query).keys()):
        raise ValueError(f"{both[0]} is part of redis_url and set beside it: keep one of them")
    added = urlencode({name: str(path) for name, path in files.items()})
    return f"{url}{'&' if query else '?'}{added}"
