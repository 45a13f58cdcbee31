"""What has become of one article: its entry, its failure, or how far it has come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from schemas.failure import Stage
from tasks.record import OUTPUT, Record
from worker.reading import StreamReader

if TYPE_CHECKING:
    from schemas.event import ArticleEvent
    from tasks.deployment import Deployment

STAGES = (Stage.DEDUPLICATE, Stage.SUMMARIZE, Stage.PUBLISH)
"""The stages that an article goes through by itself."""


def outcome(deployment: Deployment, article: str) -> dict[str, Any]:
    """What has become of an article, as JSON: one of these, beside its `id`.

    - `entry`, `type`, `published`, `verdict`, `summary`: it is on the stream
    - `failure`: entry id of its dead letter
    - `gone`, `withdrawn_by`: its entry was there and is not any more, and why
    - `done`, `attempts`: the stages that it has behind it
    """
    keys = deployment.keys
    entry, withdrawn_by = (
        _text(deployment, key(article)) for key in (keys.published, keys.withdrawn)
    )
    if entry is None:
        return {"id": article, **_progress(deployment, article)}
    event = StreamReader(deployment.redis, keys.articles).at(entry)
    if event is not None:
        return {"id": article, "entry": entry, **_told(event)}
    if deployment.redis.xrange(keys.failures, entry, entry):
        return {"id": article, "failure": entry}
    return {"id": article, "gone": entry, "withdrawn_by": withdrawn_by}


def document_of(deployment: Deployment, article: str) -> str | None:
    """The document of an article: from its record, its event or its dead letter; else None."""
    keys, client = deployment.keys, deployment.redis
    known: Any = client.hget(keys.article(article), "document_id")
    if known:
        return str(known.decode())
    entry = _text(deployment, keys.published(article))
    if entry is None:
        return None
    event = StreamReader(client, keys.articles).at(entry)
    if event is not None:
        return event.traceparent.split("-")[1]
    buried: Any = client.xrange(keys.failures, entry, entry)
    return str(buried[0][1][b"document_id"].decode()) if buried else None


def _told(event: ArticleEvent) -> dict[str, Any]:
    verdict, summary = event.data.verdict, event.data.summary
    return {
        "type": event.type.value,
        "published": event.time.isoformat(),
        "verdict": verdict.model_dump(mode="json", exclude_none=True, exclude_defaults=True),
        "summary": summary.method if summary else None,
    }


def _progress(deployment: Deployment, article: str) -> dict[str, Any]:
    fields: Any = deployment.redis.hgetall(deployment.keys.article(article))
    record = Record(article, fields)
    return {
        "done": [stage.value for stage in STAGES if record.has(OUTPUT[stage])],
        "attempts": {s.value: record.attempts(s) for s in STAGES if record.attempts(s)},
    }


def _text(deployment: Deployment, key: str) -> str | None:
    value: Any = deployment.redis.get(key)
    return None if value is None else str(value.decode())
