"""Writing fields of many records with one command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.scripts import flat, load_script

if TYPE_CHECKING:
    from collections.abc import Mapping

    from redis import Redis
    from redis.client import Pipeline


class Update:
    """Writes fields of those records that are still there; what is gone stays gone.

    A command costs client and server more than the few fields it writes, so all records of a
    batch share one.
    """

    def __init__(self, redis: Redis) -> None:
        self._update = load_script(redis, "tasks", "update")

    def __call__(
        self,
        records: Mapping[str, Mapping[str, str | float]],
        *,
        over: str = "",
        pipeline: Pipeline | None = None,
    ) -> None:
        """Write the fields, by the records' keys.

        Args:
            over: a field to remove from each.
            pipeline: put the command in there, for the caller to execute.

        Raises:
            redis.RedisError: the server cannot be asked; asking again is safe.
        """
        if not records:
            return
        args: list[str | float] = [over]
        for fields in records.values():
            args += [2 * len(fields), *flat(fields)]
        self._update(keys=list(records), args=args, pipeline=pipeline)
