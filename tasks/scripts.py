"""The Lua scripts that lie beside the modules that call them."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from redis import Redis
    from redis.client import Pipeline


class Script:
    """A script for the server, which runs it as one step: nothing comes between its commands, and
    none of them is left out.

    Args:
        text: in Lua.
    """

    def __init__(self, redis: Redis, text: str) -> None:
        self._text = text
        self._registered = redis.register_script(text)
        self._brought: WeakSet[Pipeline] = WeakSet()

    def __call__(
        self,
        keys: Sequence[str | bytes],
        args: Sequence[str | bytes | float] = (),
        pipeline: Pipeline | None = None,
    ) -> Any:
        """Run it; the answer comes with those of the pipeline, if it is put into one.

        The first call in a pipeline brings the text along. redis-py's own way is to ask the server
        whether it knows the script, before each pipeline.

        Raises:
            redis.RedisError: the server cannot be asked, or the script ends with an error.
        """
        if pipeline is None:
            return self._registered(keys, args)
        if pipeline in self._brought:
            return pipeline.evalsha(self._registered.sha, len(keys), *keys, *args)
        self._brought.add(pipeline)
        return pipeline.eval(self._text, len(keys), *keys, *args)


def load_script(redis: Redis, package: str, *names: str) -> Script:
    """The script of a package's files `name`.lua."""
    parts = [files(package).joinpath(f"{name}.lua").read_text("utf-8") for name in names]
    return Script(redis, "".join(parts))


def flat(fields: Mapping[str, str | float]) -> list[str | float]:
    """Names and values one after another, as Redis takes them."""
    return [part for pair in fields.items() for part in pair]
