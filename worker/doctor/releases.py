"""Checks of the releases that work on one deployment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schemas.errors import IncompatibleError
from tasks.presence import living
from worker.doctor.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tasks.deployment import Deployment

ADVICE = "finish the upgrade: docs/upgrading.md"


def release_findings(deployment: Deployment) -> Iterator[Finding]:
    """Whether the state is one that this release knows, and whether several releases are alive."""
    keys = deployment.keys
    try:
        deployment.release_check.newer()
    except IncompatibleError as error:
        yield Finding(Level.PROBLEM, "release", str(error), ADVICE)
        return
    alive = [
        each for key in (keys.watchers, keys.workers) for each in living(deployment.redis, key)
    ]
    releases = sorted({each.release or "an early one" for each in alive})
    if len(releases) > 1:
        what = f"processes of several are alive: {', '.join(releases)}"
        yield Finding(Level.WARNING, "release", what, ADVICE)
        return
    yield Finding(Level.OK, "release", f"state of version {keys.version}")
