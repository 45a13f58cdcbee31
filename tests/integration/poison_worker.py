"""The command line with a normalize stage that ends its process on some documents.

A stand-in for a parser that crashes: `python poison_worker.py work`.
"""

from __future__ import annotations

import os
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


def normalize(
    document: Document, content: Content, options: Options, start: int
) -> Iterator[Article | RejectedError]:
    """Die like a crashing C extension, or do what the real one does."""
    with content.open() as stream:
        if POISON in stream.read():
            os._exit(1)
    return healthy(document, content, options, start)


if __name__ == "__main__":
    vars(pipeline)["normalize"] = normalize
    main()
