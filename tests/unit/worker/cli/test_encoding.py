"""What is printed where the locale is none of Unicode."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.conftest import ROOT, SEEDS
from tests.surroundings import outside


def test_events_are_utf8_whatever_the_locale() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "worker", "process", SEEDS / "ledokol.txt"],
        cwd=ROOT,
        env={**outside(), "PYTHONIOENCODING": "latin-1"},
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout.decode("utf-8"))["data"]["located"] == "МУРМАНСК"
