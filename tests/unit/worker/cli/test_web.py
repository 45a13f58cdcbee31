"""`wiredesk web`: what is said when the page cannot be served."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from schemas.errors import SetupError
from worker.cli.web import web
from worker.web.serving import address_of, listening

if TYPE_CHECKING:
    from pathlib import Path


def refusal(spool: Path, host: str | None = None, port: int | None = None) -> str:
    """What is said instead of serving."""
    with pytest.raises(SetupError) as refused:
        web(host=host, port=port, spool=spool)
    return str(refused.value)


def test_without_the_extra_its_name_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "worker.web.serving")
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert "pip install 'wiredesk[web]'" in refusal(tmp_path)


def test_an_address_that_others_reach_needs_a_token(tmp_path: Path) -> None:
    assert "WIREDESK_WEB_TOKEN" in refusal(tmp_path, host="192.0.2.1")


def test_a_short_token_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIREDESK_WEB_TOKEN", "short")
    said = refusal(tmp_path)
    assert "WIREDESK_WEB_TOKEN: use at least 16 characters" in said
    assert "short" not in said


def test_a_port_in_use_is_told() -> None:
    with (
        listening("127.0.0.1", 0) as taken,
        pytest.raises(SetupError, match="choose another --host or --port"),
    ):
        listening("127.0.0.1", taken.getsockname()[1])


def test_an_address_of_nobody_is_told() -> None:
    with pytest.raises(SetupError, match="cannot serve at"):
        listening("no such host", 0)


def test_the_address_can_be_opened_as_it_is_told() -> None:
    with listening("127.0.0.1", 0) as sock:
        assert address_of(sock) == f"http://127.0.0.1:{sock.getsockname()[1]}/"
