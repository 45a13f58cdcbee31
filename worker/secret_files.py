"""Secrets that stand in files, such as those that Compose and Kubernetes mount."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from schemas.errors import SetupError

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "_FILE"
"""After the name of a secret's variable: the variable that names the file it stands in."""


def secret_in(path: str, name: str, given: Mapping[str, str]) -> str:
    """What stands in a secret's file, without the line's end.

    Args:
        name: the secret's variable.
        given: all variables that are set.

    Raises:
        SetupError: it cannot be read, is empty, or the secret is given twice.
    """
    if name in given:
        raise SetupError(f"{name} and {name}{FILE} are both set: keep one of them")
    try:
        secret = Path(path).read_text("utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise SetupError(f"{name}{FILE}: {path} cannot be read: {why}") from error
    if not secret:
        raise SetupError(f"{name}{FILE}: {path} is empty")
    return secret
