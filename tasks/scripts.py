"""The Lua scripts that lie beside the modules that call them."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from redis import Redis
    from redis.commands.core import Script


def load_script(redis: Redis, package: str, *names: str) -> Script:
    """The script of a package's files `name`.lua, ready to be called or put into a pipeline.

    The server runs a script as one step: nothing comes between its commands, and none
    of them is left out.
    """
    parts = [files(package).joinpath(f"{name}.lua").read_text("utf-8") for name in names]
    return redis.register_script("".join(parts))


def flat(fields: Mapping[str, str | float]) -> list[str | float]:
    """Names and values one after another, as Redis takes them."""
    return [part for pair in fields.items() for part in pair]
