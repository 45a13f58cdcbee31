"""The users of deploy/redis for a test's server."""

from __future__ import annotations

import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.conftest import ROOT
from tests.tls_server import free_port, running
from worker.embedded import server_program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER = ROOT / "deploy" / "redis"

ROLES = ("watcher", "worker", "web", "subscriber", "operator", "metrics")

ADMIN = "admin"
"""Name and password of the test's own user, who may do everything."""

SINCE_7_2 = " +client|setinfo"


def password(role: str) -> str:
    """One with all that an address could misunderstand."""
    return f"p@ss:w/rd #?%2F \"é' {role}"


def users_file(folder: Path, server: str, deployment: str = "wiredesk") -> Path:
    """The file for a server, made as the documentation says.

    Args:
        server: its program: an old one does not know every command.
    """
    passwords = folder / "passwords"
    passwords.mkdir(exist_ok=True)
    for role in ROLES:
        (passwords / role).write_text(f"{password(role)}\n")
    made = filled(passwords, deployment)
    version = subprocess.run([server, "--version"], check=True, capture_output=True, text=True)
    if "v=7.0." in version.stdout:
        made = made.replace(SINCE_7_2, "")
    made += f"user {ADMIN} on >{ADMIN} ~* &* +@all\n"
    found = folder / f"{deployment}.acl"
    found.write_text(made)
    return found


@contextmanager
def server_with_users(folder: Path) -> Iterator[int]:
    """The port of a server that has these users, as long as the context."""
    server, port = server_program(), free_port()
    users = users_file(folder, server)
    with running(folder, port, "--port", str(port), "--aclfile", users, server=server):
        yield port


def filled(passwords: Path, deployment: str = "wiredesk") -> str:
    """The users with the hashes of their passwords."""
    with (FOLDER / "users.acl").open("rb") as template:
        done = subprocess.run(
            ["/bin/sh", FOLDER / "users.sh", passwords, deployment],
            stdin=template,
            capture_output=True,
            text=True,
            check=True,
        )
    return done.stdout
