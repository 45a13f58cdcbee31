"""Compose takes the file with all its profiles, and has nothing to complain about."""

from __future__ import annotations

import os
import subprocess

import pytest

from tests.acceptance.compose_project import DOCKER, REQUIRED, why_not
from tests.conftest import ROOT

pytestmark = [pytest.mark.docker, pytest.mark.acceptance]


@pytest.mark.parametrize("profile", ["web", "monitoring", "*"])
def test_a_profile_is_clean(profile: str) -> None:
    reason = why_not()
    if reason and REQUIRED:
        pytest.fail(f"WIREDESK_TEST_DOCKER=required, but {reason}")
    if reason:
        pytest.skip(f"needs a container engine with Compose v2: {reason}")
    done = subprocess.run(
        [str(DOCKER), "compose", "--env-file", os.devnull, "--profile", profile, "config", "-q"],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
