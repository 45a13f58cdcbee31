"""Questions to a backend that asks a language model."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from tasks.summarize.backend import BackendError, Brief
from tests.samples import make_article

if TYPE_CHECKING:
    from schemas.article import Article
    from tasks.summarize.backend import Backend

BODY = (
    "The council of Tarnholm will close the old harbour bridge from Monday for repairs that take "
    "14 weeks, the city engineer Marta Lindqvist said. Inspectors had found cracks in August."
)
SECONDS = 20.0


def article(body: str = BODY) -> Article:
    """An article with this text."""
    return make_article(headline="Bridge", body_text=body, language="en", description=None)


def ask(backend: Backend, item: Article | None = None, seconds: float = SECONDS) -> str:
    """The backend's summary."""
    brief = Brief(words=40, deadline=time.monotonic() + seconds)
    return backend.summarize(item or article(), brief)


def refusal(backend: Backend, item: Article | None = None, seconds: float = SECONDS) -> str:
    """Why there is none."""
    with pytest.raises(BackendError) as found:
        ask(backend, item, seconds)
    return found.value.reason
