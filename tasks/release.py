"""Releases that meet on one server: which version of the state it has, and who may work on it.

Releases with the same version of the state may run side by side. One that meets a newer state ends
and changes nothing; one that meets an older state begins its own when nobody and nothing is left of
the older one.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from schemas.errors import IncompatibleError
from tasks.presence import living, this_release
from tasks.scripts import load_script

if TYPE_CHECKING:
    from redis import Redis

    from tasks.keys import Keys

PAGE = "docs/upgrading.md"


class ReleaseCheck:
    """What a process asks before it works on a deployment's state, and again and again after.

    Args:
        keys: of the version of the state that this release knows.
        release: what to call it.
    """

    def __init__(self, redis: Redis, keys: Keys, release: str | None = None) -> None:
        self._redis = redis
        self._keys = keys
        self._release = release or this_release()
        self._raise_state = load_script(redis, "tasks", "raise_state")
        self._entered = False

    @property
    def entered(self) -> bool:
        """Whether this process may work on the state, as far as it has been asked."""
        return self._entered

    def newer(self) -> None:
        """Does nothing unless the state is newer than this release.

        Raises:
            IncompatibleError: it is; nothing was changed.
            redis.RedisError: the server cannot be asked.
        """
        found: Any = self._redis.hmget(self._keys.release, ["state", "release"])
        noted, by = int(found[0] or 0), (found[1] or b"a later release").decode()
        if noted > self._keys.version:
            raise IncompatibleError(
                f"the state of the deployment {self._keys.deployment} is of version {noted} "
                f"(wiredesk {by}); this is wiredesk {self._release}, which knows version "
                f"{self._keys.version}. Nothing was changed: upgrade this machine, or see {PAGE}"
            )

    def enter(self, unsettled: int | None = None) -> None:
        """The same, and the first time also whether anything is left of an older state.

        Args:
            unsettled: files in `processing/`, for a watcher: it brings documents in, and with
                them the state of its release. None for a worker, which only works on them.

        Raises:
            IncompatibleError: the state is newer, or an older one is in use; nothing was changed.
            redis.RedisError: the server cannot be asked.
        """
        self.newer()
        if self._entered:
            return
        older = self._older()
        if older is not None:
            self._refuse_unless_over(older, unsettled or 0)
        if unsettled is not None:
            # Another release may have been quicker.
            self._raise_state(
                keys=[self._keys.release], args=[self._keys.version, self._release, time.time()]
            )
            self.newer()
        self._entered = True

    def _older(self) -> Keys | None:
        """The keys of an older state, if that is what the server has."""
        noted: Any = self._redis.hget(self._keys.release, "state")
        if noted is not None:
            older = replace(self._keys, version=int(noted))
            return older if older.version < self._keys.version else None
        # The first releases did not note it.
        for number in range(self._keys.version - 1, 0, -1):
            keys = replace(self._keys, version=number)
            if self._redis.exists(keys.pending, keys.workers, keys.watchers):
                return keys
        return None

    def _refuse_unless_over(self, older: Keys, unsettled: int) -> None:
        alive = [
            each for key in (older.watchers, older.workers) for each in _names(self._redis, key)
        ]
        in_flight = int(self._redis.zcard(older.pending))
        if not (alive or in_flight or unsettled):
            return
        told = [f"processes are alive ({', '.join(alive)})"] if alive else []
        told += [f"{in_flight} documents are in flight"] if in_flight else []
        told += [f"{unsettled} files lie in processing/"] if unsettled else []
        raise IncompatibleError(
            f"the deployment {self._keys.deployment} has state of version {older.version}, and "
            f"this is wiredesk {self._release} with version {self._keys.version}; of the older "
            f"one {', '.join(told)}. Nothing was changed: let the release before finish "
            f"(`wiredesk run --until-idle`) and stop it, then start this one; see {PAGE}"
        )


def _names(redis: Redis, key: str) -> list[str]:
    return [each.name for each in living(redis, key)]
