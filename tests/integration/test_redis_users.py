"""What the users of deploy/redis may not do, asked of a real server."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from redis import Redis
from redis.exceptions import AuthenticationError, NoPermissionError, ResponseError

from schemas.document import new_document_id
from tasks.arrivals import Arrivals
from tasks.keys import STATE_VERSION, Keys
from tasks.options import Options
from tasks.source_rules import SourceRules, Sources
from tests.conftest import ROOT
from tests.redis_users import ADMIN, FOLDER, ROLES, filled, password, server_with_users

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEYS = Keys()
ARTICLES, FAILURES = KEYS.articles, KEYS.failures
DEAD, QUEUE = KEYS.dead("desk"), KEYS.celery + "normalize"

ADMINISTRATION = (
    "FLUSHALL",
    "FLUSHDB",
    "SHUTDOWN NOSAVE",
    "CONFIG GET *",
    "CONFIG SET maxmemory 1",
    "ACL LIST",
    "ACL SETUSER x",
    "KEYS *",
    "MONITOR",
    "CLIENT LIST",
    "CLIENT KILL TYPE normal",
    "SCRIPT FLUSH",
    "SCRIPT KILL",
    "FUNCTION LIST",
    "REPLICAOF NO ONE",
    "SAVE",
    "BGREWRITEAOF",
    "SLOWLOG GET",
    "MODULE LIST",
    "PUBLISH c m",
    "SUBSCRIBE c",
    "SWAPDB 0 1",
)
"""What no role may do."""

BEYOND = {
    "watcher": (f"XADD {ARTICLES} * a b", f"XDEL {ARTICLES} 1-1", f"DEL {ARTICLES}", "SCAN 0",
                f"XREADGROUP GROUP g c STREAMS {ARTICLES} >", f"RPUSH {QUEUE} m",
                f"XADD {DEAD} * a b", f"LPUSH {KEYS.celery}publish m", f"HGETALL {KEYS.index}x"),
    "worker": (f"XTRIM {ARTICLES} MAXLEN 0", f"XGROUP DESTROY {ARTICLES} g", "INFO", "SCAN 0",
               f"XREADGROUP GROUP g c STREAMS {ARTICLES} >", f"XACK {ARTICLES} g 1-1"),
    "web": (f"XADD {ARTICLES} * a b", f"XTRIM {ARTICLES} MAXLEN 0", f"DEL {ARTICLES}",
            f"XACK {ARTICLES} g 1-1", f"LPUSH {QUEUE} m", f"GET {KEYS.raw('x')}",
            f"HGETALL {KEYS.article('x')}", f"HSET {KEYS.workers} a b", "SCAN 0",
            "SCRIPT LOAD return", "EVAL return 0"),
    "subscriber": (f"XADD {ARTICLES} * a b", f"XTRIM {ARTICLES} MAXLEN 0", f"DEL {ARTICLES}",
                   f"XDEL {ARTICLES} 1-1", f"XGROUP DESTROY {ARTICLES} g", "SCAN 0", "INFO",
                   f"XGROUP SETID {ARTICLES} g 0", f"XGROUP DELCONSUMER {ARTICLES} g c",
                   f"XRANGE {FAILURES} - +", f"GET {KEYS.raw('x')}", f"HGETALL {KEYS.workers}",
                   f"LLEN {QUEUE}", f"LPUSH {QUEUE} m", f"XTRIM {DEAD} MAXLEN 0",
                   f"XADD {KEYS.trims} * a b", "EVAL return 0"),
    "operator": (f"XADD {ARTICLES} * a b", f"XTRIM {ARTICLES} MAXLEN 0", f"DEL {ARTICLES}",
                 f"XDEL {ARTICLES} 1-1", f"UNLINK {KEYS.pending}", f"LPUSH {QUEUE} m",
                 f"SET {KEYS.raw('x')} y", f"XADD {DEAD} * a b", f"ZREM {KEYS.pending} x",
                 "EVAL return 0"),
    "metrics": (f"XADD {ARTICLES} * a b", f"DEL {ARTICLES}", f"XREAD STREAMS {ARTICLES} 0",
                f"GET {KEYS.raw('x')}", f"HGETALL {KEYS.article('x')}", "SCAN 0",
                f"XACK {ARTICLES} g 1-1", f"HSET {KEYS.counters} a 1", "EVAL return 0"),
}  # fmt: skip

MAY = {
    "watcher": f"LPUSH {QUEUE} m",
    "worker": f"XADD {ARTICLES} * a b",
    "web": f"XREAD STREAMS {ARTICLES} 0",
    "subscriber": f"XADD {DEAD} * a b",
    "operator": f"XRANGE {ARTICLES} - +",
    "metrics": f"XLEN {ARTICLES}",
}
"""One thing of each that shows that its user is in force."""


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with server_with_users(tmp_path_factory.mktemp("users")) as found:
        yield found


def ask(port: int, role: str, command: str) -> Any:
    with closing(Redis(port=port, username=f"wiredesk-{role}", password=password(role))) as client:
        return client.execute_command(*command.split(" "))  # type: ignore[no-untyped-call]


def is_refused(port: int, role: str, command: str) -> bool:
    try:
        ask(port, role, command)
    except NoPermissionError:
        return True
    except ResponseError:
        return False
    return False


@pytest.mark.parametrize("role", ROLES)
def test_a_role_may_do_its_own(port: int, role: str) -> None:
    assert not is_refused(port, role, MAY[role])


@pytest.mark.parametrize("role", ROLES)
def test_a_role_may_not_administrate_the_server(port: int, role: str) -> None:
    assert [each for each in ADMINISTRATION if not is_refused(port, role, each)] == []


@pytest.mark.parametrize("role", ROLES)
def test_a_role_may_not_do_what_is_anothers(port: int, role: str) -> None:
    assert [each for each in BEYOND[role] if not is_refused(port, role, each)] == []


@pytest.mark.parametrize("role", ROLES)
def test_a_role_does_not_reach_another_deployment(port: int, role: str) -> None:
    other = [MAY[role].replace("{wiredesk}", name) for name in ("{desk2}", "{wiredesk2}", "x")]
    assert [each for each in other if not is_refused(port, role, each)] == []


@pytest.mark.parametrize("role", ROLES)
def test_a_script_that_is_known_may_no_more_than_its_user(port: int, role: str) -> None:
    if is_refused(port, role, "EVALSHA 0 0"):
        return
    with closing(Redis(port=port, username=ADMIN, password=ADMIN)) as admin:
        sha = admin.script_load("return redis.call('SET', '{desk2}:x', 1)")
    with pytest.raises(ResponseError, match=r"NOPERM|ACL failure|can't access"):
        ask(port, role, f"EVALSHA {sha} 0")


@pytest.mark.parametrize("role", ["watcher", "worker"])
def test_a_script_that_is_brought_along_may_no_more_than_its_user(port: int, role: str) -> None:
    with pytest.raises(ResponseError, match=r"NOPERM|ACL failure|can't access"):
        ask(port, role, "EVAL redis.call('SET','{desk2}:x',1) 0")


def test_a_watcher_learns_of_sources_and_raises_alarms(port: int) -> None:
    rules = Sources(sources={"wire": SourceRules(silence_seconds=1e-6)})
    name, secret = "wiredesk-watcher", password("watcher")
    with closing(Redis(port=port, username=name, password=secret)) as client:
        arrivals = Arrivals(client, KEYS, Options(rules=rules))
        arrivals.note([(new_document_id(), "wire")])
        assert [alarm.source for alarm in arrivals.look(1)] == ["wire"]


def test_nobody_without_a_name_gets_in(port: int) -> None:
    with closing(Redis(port=port)) as client, pytest.raises(AuthenticationError):
        client.ping()


def test_no_secret_stands_in_the_template() -> None:
    text = (FOLDER / "users.acl").read_text()
    hashes = re.findall(r"#(@\w+@|[0-9a-f]{64})", text)
    assert hashes == [f"@{role.upper()}@" for role in ROLES]


def test_a_role_without_a_password_gets_no_user(tmp_path: Path) -> None:
    (tmp_path / "web").write_text("secret\n")
    names = [line.split()[1] for line in filled(tmp_path, "desk").splitlines()]
    assert names == ["default", "desk-web"]


def test_another_deployment_has_users_and_keys_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "web").write_text("secret")
    made = filled(tmp_path, "desk.2")
    assert "wiredesk" not in made
    assert "%R~{desk.2}:articles" in made


def test_the_rights_are_those_of_todays_state() -> None:
    text = (FOLDER / "users.acl").read_text()
    named = Counter(map(int, re.findall(r"\{wiredesk\}:(\d+):", text)))
    # What is left of an older state is looked for at the start, and only read.
    assert set(named) == set(range(1, STATE_VERSION + 1))
    for older in range(1, STATE_VERSION):
        read = re.findall(rf"%R~\{{wiredesk\}}:{older}:(pending|workers|watchers)", text)
        assert Counter(read) == {"pending": 2, "workers": 2, "watchers": 2}
        assert named[older] == len(read)


SCRIPTS = {
    "watcher": ("admit", "alarm", "count", "heard", "overdue", "update", "publish/dispose",
                "publish/trim"),
    "worker": ("count", "update", "publish/dispose", "publish/withdrawal",
               "deduplicate/tables", "deduplicate/postings", "deduplicate/settle", "deduplicate/release",
               "deduplicate/stories/join", "deduplicate/stories/count",
               "summarize/llm/admit", "summarize/llm/settle"),
}  # fmt: skip
CALL = re.compile(r"call\('([A-Z]+)'(?:, ?'([A-Z]+)')?")
CONTAINERS = {"MEMORY", "XGROUP", "XINFO"}


@pytest.mark.parametrize("role", SCRIPTS)
def test_a_role_may_run_every_command_of_its_scripts(role: str, tmp_path: Path) -> None:
    (tmp_path / role).write_text("secret")
    granted = set(filled(tmp_path).splitlines()[1].replace(")", "").split())
    for script in SCRIPTS[role]:
        for name, part in CALL.findall((ROOT / "tasks" / f"{script}.lua").read_text()):
            command = f"{name}|{part}" if name in CONTAINERS else name
            assert f"+{command.lower()}" in granted, script
