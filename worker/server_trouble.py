"""What the server refuses, in words that say what to do; and what no waiting mends."""

from __future__ import annotations

import re
from contextlib import closing

import redis
from redis.exceptions import AuthenticationError, NoPermissionError

from schemas.errors import SetupError
from worker.connection import connect_briefly
from worker.tls_trouble import tls_trouble

ANSWER_SECONDS = 5.0

RIGHTS = "docs/security.md lists the rights of each role, deploy/redis/users.acl grants them"

_NO_RIGHT = re.compile(r"NOPERM|no permission|can't (?:run this command|access)", re.IGNORECASE)


def explained(error: Exception, url: str | None) -> str:
    """An error of the server, and what to do where that is known.

    A server that refuses TLS is asked once more to find out why.

    Args:
        url: of the server; None where it is embedded.
    """
    if isinstance(error, AuthenticationError):
        return f"{error} (WIREDESK_REDIS_URL names the user, WIREDESK_REDIS_PASSWORD the password)"
    if isinstance(error, NoPermissionError) or _NO_RIGHT.search(str(error)):
        return f"{error}; {RIGHTS}"
    if url is not None and isinstance(error, (redis.ConnectionError, redis.TimeoutError)):
        try:
            return tls_trouble(url) or str(error)
        except SetupError as trouble:
            return str(trouble)
    return str(error) or type(error).__name__


def refuse_lasting(url: str) -> None:
    """Look whether the server takes this process; one that is away is left to patience.

    Raises:
        SetupError: it does not, and waiting would not help: the certificates, or the password.
    """
    try:
        with closing(connect_briefly(url, ANSWER_SECONDS)) as client:
            client.ping()
    except AuthenticationError as error:
        raise SetupError(f"the server: {explained(error, url)}") from error
    except (redis.ConnectionError, redis.TimeoutError) as error:
        if trouble := tls_trouble(url):
            raise SetupError(trouble) from error
    except redis.RedisError:
        return  # such as a missing right to ask this: the work will tell what it needs
