"""The doctor on the rights of the roles' Redis users, asked of a real server."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from redis import Redis

from tasks.deployment import Deployment
from tasks.keys import Keys
from tests.redis_users import ADMIN, ROLES, password, server_with_users
from worker.doctor.finding import Level
from worker.doctor.users import user_findings
from worker.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from worker.doctor.finding import Finding


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with server_with_users(tmp_path_factory.mktemp("users")) as found:
        yield found


def findings(port: int, role: str = "operator", name: str = "wiredesk") -> list[Finding]:
    with closing(Redis(port=port, username=f"wiredesk-{role}", password=password(role))) as client:
        return list(user_findings(Deployment(redis=client, options=Settings(), keys=Keys(name))))


def told_without(port: int, role: str, rule: str) -> str:
    """What is told of a user that some rule has been applied to; it is as it was afterwards."""
    with closing(Redis(port=port, username=ADMIN, password=ADMIN)) as admin:
        admin.execute_command("ACL", "SETUSER", f"wiredesk-{role}", *rule.split())  # type: ignore[no-untyped-call]
        try:
            [problem] = [found for found in findings(port) if found.level is Level.PROBLEM]
        finally:
            admin.acl_load()
    return problem.what


def test_users_with_their_rights_are_well(port: int) -> None:
    assert [(each.level, each.what) for each in findings(port)] == [
        (Level.OK, f"wiredesk-{role} has the rights of its role") for role in ROLES
    ]


def test_a_missing_command_is_told(port: int) -> None:
    told = told_without(port, "worker", "-brpop")
    assert told.startswith("wiredesk-worker lacks rights: BRPOP: ")
    assert "'brpop' command" in told


def test_a_missing_key_is_told(port: int) -> None:
    told = told_without(port, "web", "resetkeys %R~{wiredesk}:3:* %R~{wiredesk}:dead:*")
    assert "XREAD" in told
    assert "'{wiredesk}:articles' key" in told


def test_a_deployment_without_such_users_has_no_findings(port: int) -> None:
    assert findings(port, name="desk2") == []


def test_who_may_not_ask_is_told_nothing(port: int) -> None:
    assert findings(port, "web") == []
