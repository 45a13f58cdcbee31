"""What a backend that writes summaries is: one method; and how an installed one is found."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Protocol

from schemas.errors import SetupError

if TYPE_CHECKING:
    from collections.abc import Callable

    from redis import Redis

    from schemas.article import Article
    from tasks.keys import Keys
    from tasks.options import Options

ENTRY_POINTS = "wiredesk.summarizers"
"""Group under which a distribution announces its backends: name = `module:make_backend`."""


class BackendError(Exception):
    """A backend has no summary of an article. The extractive one goes out, with this reason.

    Args:
        reason: in a few words for subscribers and operators, without any of the article's.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, kw_only=True)
class Brief:
    """What is asked for.

    Attributes:
        words: the length to aim for.
        deadline: when an answer comes too late, on the clock of `time.monotonic`, in seconds.
    """

    words: int
    deadline: float


class Backend(Protocol):
    """Writes summaries. It is called from several threads at a time."""

    def summarize(self, article: Article, brief: Brief) -> str:
        """A summary in the article's language, of what the article says and nothing else.

        Its numbers, names and addresses are checked against the article before it goes out.

        Raises:
            BackendError: there is none; any other exception is taken for a bug in the backend,
                with the same consequence.
        """


@dataclass(frozen=True, kw_only=True)
class Resources:
    """What a backend is made with: workers share their server, and with it limits and a cache."""

    options: Options
    redis: Redis
    keys: Keys


def load_backend(name: str, resources: Resources) -> Backend:
    """The installed backend of that name.

    Raises:
        SetupError: there is none, or it cannot be made.
    """
    found = {each.name: each for each in entry_points(group=ENTRY_POINTS)}
    if name not in found:
        known = ", ".join(["extractive", "lead", *sorted(found)])
        raise SetupError(f"no summarizer is called {name!r}; installed are: {known}")
    try:
        make: Callable[[Resources], Backend] = found[name].load()
        return make(resources)
    except SetupError:
        raise
    except Exception as error:
        message = f"the summarizer {name} ({found[name].value}) cannot be loaded"
        raise SetupError(f"{message}: {type(error).__name__}: {error}") from error
