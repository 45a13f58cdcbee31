"""A deployment with Docker Compose whose containers are killed, scaled and cut off.

The files are dropped by another user than the containers', and the events are read from outside,
over the network of the project.
"""

from __future__ import annotations

import json
import os
import subprocess
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import redis

from tests.acceptance.compose_project import DOCKER, Project
from tests.chaos.system import QUICK

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

SETTINGS = {
    **QUICK,
    "WIREDESK_HIGH_WATER_DOCUMENTS": "400",
    "WIREDESK_CONCURRENCY": "1",
    "WIREDESK_UID": "1000",
    "WIREDESK_GID": "1000",
}

STOP_SECONDS = 30
"""Longer than a batch."""

SERVICES = ("redis", "watcher", "worker")
DROPPER = 4_242
"""User id of who drops files; the containers' is another one."""


class Fleet:
    """The containers of a project, as `tests.chaos.traffic` and a person at the terminal see them.

    Attributes:
        done: what was done to them, in words.
    """

    def __init__(self, spool: Path, **variables: str) -> None:
        self.spool = spool
        self.inbox = spool / "inbox"
        self.project = Project(spool, **SETTINGS, **variables)
        self.done: list[str] = []

    def up(self, workers: int = 1, *options: str) -> None:
        """Start what does not run, with so many workers."""
        scale = ("--scale", f"worker={workers}")
        stop = ("--timeout", str(STOP_SECONDS))
        self.project.compose("up", "--detach", "--quiet-pull", *stop, *scale, *options)

    def containers(self, *services: str) -> list[str]:
        """The ids of containers that run."""
        listed = self.project.compose("ps", "--quiet", "--status", "running", *services)
        return listed.split()

    def client(self) -> redis.Redis:
        """A client outside of the containers, at the address that the project's network gave."""
        [container] = self.containers("redis")
        [inspected] = json.loads(docker("inspect", container))
        networks = inspected["NetworkSettings"]["Networks"].values()
        [address] = [each["IPAddress"] for each in networks]
        return redis.Redis(host=address, socket_timeout=20)

    def kill(self, chance: random.Random) -> None:
        """`docker kill` of a container at random."""
        service = chance.choice(SERVICES)
        if found := self.containers(service):
            # It may have gone by itself a moment ago.
            with suppress(subprocess.CalledProcessError):
                docker("kill", chance.choice(found))
                self.done.append(f"killed a {service}")

    def pause(self, chance: random.Random, seconds: float) -> None:
        """Freeze a worker or the watcher for a while."""
        service = chance.choice(SERVICES[1:])
        if found := self.containers(service):
            victim = chance.choice(found)
            docker("pause", victim)
            time.sleep(seconds)
            docker("unpause", victim)
            self.done.append(f"paused a {service} for {seconds:.0f} s")

    def restart(self, container: str) -> None:
        """Stop and start a container in order."""
        docker("restart", "--time", str(STOP_SECONDS), container)

    def cut_off(self, container: str, seconds: float) -> None:
        """Take a container off the network, and put it back."""
        network = f"{self.project.name}_default"
        docker("network", "disconnect", network, container)
        time.sleep(seconds)
        docker("network", "connect", network, container)
        self.done.append(f"cut a container off for {seconds:.0f} s")

    def wait(self, condition: Callable[[], object], seconds: float) -> bool:
        """Whether something came true in time; a server that is away counts as not yet."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            with suppress(redis.RedisError, ValueError):
                if condition():
                    return True
            time.sleep(0.25)
        return False

    def logs(self) -> str:
        """What all containers have written."""
        return self.project.compose("logs", "--no-color")


def docker(*arguments: str) -> str:
    """What a command of the engine prints.

    Raises:
        subprocess.CalledProcessError: it fails.
    """
    done = subprocess.run(
        [DOCKER or "docker", *arguments], capture_output=True, text=True, timeout=200, check=True
    )
    return done.stdout.strip()


def hand_over(drafts: Path, inbox: Path) -> None:
    """Move files into the inbox, as those of another user where this process may give them away."""
    for path in sorted(drafts.iterdir()):
        if os.getuid() == 0:
            os.chown(path, DROPPER, DROPPER)
        path.rename(inbox / path.name)
