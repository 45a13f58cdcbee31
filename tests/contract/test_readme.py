"""The example in README.md reads the private server of a spool, as it stands there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tests.contract.example import add
from tests.contract.golden import GOLDEN, content
from worker.connection import connect
from worker.embedded import EmbeddedServer

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.integration, pytest.mark.timeout(60)]

[EXAMPLE] = re.findall(
    r"^```python\n(.*?)^```$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
)
EVENT = GOLDEN["published.json"]


def test_it_reads(tmp_path: Path) -> None:
    """Named shortly: the path of a socket may not be long."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with EmbeddedServer(tmp_path / "spool" / ".wiredesk") as server:
        with closing(connect(server.url)) as client:
            add(client, EVENT)
        command = [sys.executable, "-c", EXAMPLE]
        with subprocess.Popen(
            command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True
        ) as reader:
            line = reader.stdout.readline() if reader.stdout else ""
            reader.kill()
    assert line.rstrip("\n") == content(EVENT)["headline"]
