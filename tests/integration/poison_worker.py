"""The command line with a normalize stage that some documents make crash, loop or grow.

A stand-in for a faulty parser: `python poison_worker.py work`.
"""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

from tasks import pipeline
from tasks.normalize.normalize import normalize as healthy
from worker.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas.article import Article
    from schemas.document import Document
    from schemas.errors import RejectedError
    from tasks.normalize.content import Content
    from tasks.options import Options

POISON = b"this text ends its worker"
EATER = b"this text eats all memory"
LOOP = b"this text is never done with"
STUCK = b"this text hears no signal"


def normalize(
    document: Document, content: Content, options: Options, start: int
) -> Iterator[Article | RejectedError]:
    """Misbehave as the text says, or do what the real one does."""
    with content.open() as stream:
        text = stream.read()
    if POISON in text:
        os._exit(3)
    eaten = []
    while EATER in text:
        eaten.append(bytearray(1_000_000))
    while LOOP in text:
        pass
    if STUCK in text:
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    while STUCK in text:
        pass
    return healthy(document, content, options, start)


if __name__ == "__main__":
    vars(pipeline)["normalize"] = normalize
    main()
