"""`wiredesk web`: what is said when the page cannot be served."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from schemas.errors import SetupError
from tests.conftest import ROOT
from tests.surroundings import outside
from worker.web.serving import address_of, listening

if TYPE_CHECKING:
    from pathlib import Path

SHORT = "a short one"

COMMAND = """
import sys
sys.modules.update(dict.fromkeys({missing!r}))
sys.argv = ["wiredesk", "web", *{arguments!r}]
from worker.cli import main
main()
"""


def refusal(spool: Path, *arguments: str, missing: tuple[str, ...] = (), **settings: str) -> str:
    """What the command says instead of serving.

    Args:
        missing: modules that cannot be imported.
    """
    script = COMMAND.format(missing=missing, arguments=arguments)
    environment = {**outside(), "WIREDESK_SPOOL": str(spool), **settings}
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    return done.stderr


def test_without_the_extra_its_name_is_told(tmp_path: Path) -> None:
    assert "pip install 'wiredesk[web]'" in refusal(tmp_path, missing=("uvicorn",))


def test_an_address_that_others_reach_needs_a_token(tmp_path: Path) -> None:
    assert "WIREDESK_WEB_TOKEN" in refusal(tmp_path, "--host", "192.0.2.1")


def test_a_short_token_is_refused(tmp_path: Path) -> None:
    said = refusal(tmp_path, WIREDESK_WEB_TOKEN=SHORT)
    assert "WIREDESK_WEB_TOKEN: use at least 16 characters" in said
    assert SHORT not in said


def test_a_port_in_use_is_told() -> None:
    with (
        listening("127.0.0.1", 0) as taken,
        pytest.raises(SetupError, match="choose another --host or --port"),
    ):
        listening("127.0.0.1", taken.getsockname()[1])


@pytest.mark.parametrize("host", ["no such host", "a..b", "a" * 64])
def test_an_address_of_nobody_is_told(host: str) -> None:
    with pytest.raises(SetupError, match="cannot serve at"):
        listening(host, 0)


def test_the_address_can_be_opened_as_it_is_told() -> None:
    with listening("127.0.0.1", 0) as sock:
        assert address_of(sock) == f"http://127.0.0.1:{sock.getsockname()[1]}/"
