"""Prometheus' own programs, for tests of what `deploy/` gives it.

Where they are missing the test is skipped and says so; in CI it fails.
"""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from tests.conftest import ROOT

REQUIRED = os.environ.get("WIREDESK_TEST_PROMTOOL") == "required"
PROMETHEUS = ROOT / "deploy" / "prometheus"


def program(name: str) -> str:
    """Path of `promtool` or `prometheus`; the test is skipped where there is none."""
    found = shutil.which(name)
    if found:
        return found
    reason = f"there is no {name} (it is in the Debian package `prometheus`)"
    if REQUIRED:
        pytest.fail(reason)
    pytest.skip(reason)


def promtool(*arguments: str) -> str:
    """What a command of promtool says; its complaints are the failure's message."""
    done = subprocess.run(
        [program("promtool"), *arguments],
        cwd=PROMETHEUS, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    if done.returncode:
        pytest.fail(f"promtool {' '.join(arguments)}\n{done.stdout}{done.stderr}"[-8000:])
    return done.stdout
