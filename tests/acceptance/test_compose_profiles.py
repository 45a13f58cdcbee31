"""Compose takes the file with all its profiles, and refuses one for which something is missing."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.acceptance.compose_project import DOCKER, REQUIRED, Project, why_not
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.docker, pytest.mark.acceptance]

STAND_IN = "redis:8"
"""An image that has a shell: nothing of the others is needed to find out what is missing."""

TOKEN = "a token of more than sixteen characters"


@pytest.fixture(autouse=True)
def _engine() -> None:
    reason = why_not()
    if reason and REQUIRED:
        pytest.fail(f"WIREDESK_TEST_DOCKER=required, but {reason}")
    if reason:
        pytest.skip(f"needs a container engine with Compose v2: {reason}")


@pytest.mark.parametrize("profile", ["web", "monitoring", "*"])
def test_a_profile_is_clean(profile: str) -> None:
    done = subprocess.run(
        [str(DOCKER), "compose", "--env-file", os.devnull, "--profile", profile, "config", "-q"],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("missed_by", "settings", "waiting", "told"),
    [
        ("web-token", {}, ["web"], "set WIREDESK_WEB_TOKEN in .env"),
        ("web-token", {"WIREDESK_WEB_TOKEN": "short"}, ["web"], "use at least 16 characters"),
        ("web-token", {}, ["web", "prometheus"], "set WIREDESK_WEB_TOKEN in .env"),
        ("grafana-password", {"WIREDESK_WEB_TOKEN": TOKEN}, ["grafana"], "set GRAFANA_PASSWORD"),
    ],
)
def test_without_its_secret_a_service_is_never_begun_and_up_fails(
    tmp_path: Path, missed_by: str, settings: dict[str, str], waiting: list[str], told: str
) -> None:
    images = ("WIREDESK_IMAGE", "PROMETHEUS_IMAGE", "GRAFANA_IMAGE")
    project = Project(tmp_path / "spool", **dict.fromkeys(images, STAND_IN), **settings)
    try:
        complaint = project.refused("up", "--no-build", "--detach", *waiting)
        assert f'service "{missed_by}" didn\'t complete successfully: exit 1' in complaint
        assert told in project.compose("logs", missed_by)
        assert {project.container(each)["State"]["Status"] for each in waiting} == {"created"}
    finally:
        project.compose("--profile", "*", "down", "--volumes", "--timeout", "5")
