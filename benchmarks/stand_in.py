"""A worker that does no work: `python -m benchmarks.stand_in URL` publishes what is submitted.

With it the watcher can be measured at numbers of files for which the stages would take an hour.
"""

from __future__ import annotations

import base64
import json
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

from schemas.article import Article
from schemas.document import article_id, new_document_id
from schemas.failure import Stage
from schemas.provenance import Provenance
from schemas.verdict import Verdict, VerdictKind
from tasks.deployment import Deployment
from tasks.keys import Keys
from tasks.options import Options
from tasks.publish.event import make_event
from worker.connection import connect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from redis import Redis

    from schemas.event import ArticleEvent

TAKEN = "taken in"
"""Headline of every event."""


def main(url: str) -> None:
    """Publish an event for each document, batch by batch, until the process is ended."""
    with closing(connect(url)) as client:
        there = Deployment(redis=client, options=Options(), keys=Keys())
        event = _event()
        for ids in _batches(client, there.keys):
            pipeline = client.pipeline(transaction=False)
            for each in ids:
                pipeline.hget(there.keys.document(each), "path")
            paths = zip(ids, pipeline.execute(), strict=True)
            there.stream.publish([(each, _of(event, each, path.decode())) for each, path in paths])


def _batches(client: Redis, keys: Keys) -> Iterator[list[str]]:
    """The document ids of each message that waits, and waits to come."""
    while True:
        found: Any = client.brpop([keys.celery + Stage.NORMALIZE], timeout=0)
        body = json.loads(found[1])["body"]
        yield json.loads(base64.b64decode(body))[0][0]


def _event() -> ArticleEvent:
    """The event of which all others are copies."""
    identity = new_document_id()
    provenance = Provenance(document=TAKEN, sha256="0", format="text", reader="text")
    return make_event(
        document_id=identity,
        article_id=article_id(identity, 0),
        source="wiredesk/bench",
        article=Article(uri="urn:bench", headline=TAKEN, body_text=TAKEN, provenance=provenance),
        verdict=Verdict(kind=VerdictKind.ORIGINAL, canonical_id=identity, reason=TAKEN),
        summary=None,
    )


def _of(event: ArticleEvent, document_id: str, path: str) -> ArticleEvent:
    provenance = event.data.provenance.model_copy(update={"document": path})
    data = event.data.model_copy(update={"provenance": provenance})
    return event.model_copy(update={"id": article_id(document_id, 0), "data": data})


if __name__ == "__main__":
    main(sys.argv[1])
