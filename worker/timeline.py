"""What became of one document: when each step began, and what each of its articles is now."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schemas.document import article_id, claimed_at
from schemas.errors import SetupError
from schemas.failure import Stage
from tasks.record import OUTPUT, Record
from worker.reading import StreamReader
from worker.settling import SIDECAR_SUFFIX
from worker.spool import FOLDERS, Spool, walk

if TYPE_CHECKING:
    from schemas.event import ArticleEvent
    from tasks.deployment import Deployment

MOST_ARTICLES = 50
"""Articles that are told about; of a longer document the others are counted only."""

STAGES_OF_ARTICLES = (Stage.DEDUPLICATE, Stage.SUMMARIZE, Stage.PUBLISH)

_DOCUMENT_ID = re.compile(r"[0-9a-f]{32}")
_ARTICLE_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CLAIMED = re.compile(r"([0-9a-f]{32})__.+", re.DOTALL)


@dataclass
class Timeline:
    """A document and its articles.

    Attributes:
        path: below the inbox, as it was dropped.
        places: where its file is now, below the spool.
        steps: name of each step and when it began (UTC), in order.
        attempts: stage -> attempts that have begun and not ended.
        articles: each with its event, or how far it has come.
        further: articles that are not among these.
    """

    document_id: str
    path: str
    state: str
    places: list[str]
    steps: list[tuple[str, dt.datetime]]
    attempts: dict[str, int] = field(default_factory=dict)
    articles: list[dict[str, Any]] = field(default_factory=list)
    further: int = 0
    failures: list[dict[str, Any]] = field(default_factory=list)


def timeline(deployment: Deployment, spool: Spool, name: str) -> Timeline:
    """What became of a document.

    Args:
        name: id of the document or of one of its articles, or its file: a path, or its name
            in any of the spool's folders. Of several documents of one name the newest.

    Raises:
        SetupError: the server does not know such a document.
    """
    found = _document_id(deployment, spool, name)
    fields: Any = deployment.redis.hgetall(deployment.keys.document(found)) if found else {}
    if found is None or not fields:
        raise SetupError(
            f"nothing is known of {name!r}: give a file of this spool, or the id of a document or "
            "an article; records are kept for WIREDESK_HISTORY_SECONDS"
        )
    record = Record(found, fields)
    items = record.number(OUTPUT[Stage.NORMALIZE]) or record.number("progress")
    told = range(min(items, MOST_ARTICLES))
    attempts = {stage.value: record.attempts(stage) for stage in Stage if record.attempts(stage)}
    return Timeline(
        document_id=found,
        path=record.path,
        state=record.text("state"),
        places=_places(spool, found, record.path),
        steps=_steps(record),
        attempts=attempts,
        articles=[_article(deployment, article_id(found, index)) for index in told],
        further=items - len(told),
        failures=[failure.model_dump(mode="json") for failure in record.failures],
    )


def _document_id(deployment: Deployment, spool: Spool, name: str) -> str | None:
    if _DOCUMENT_ID.fullmatch(name):
        return name
    if _ARTICLE_ID.fullmatch(name):
        return _document_of(deployment, name)
    file = Path(name)
    if claimed := _CLAIMED.fullmatch(file.name):
        return claimed[1]
    return _newest_named(deployment, _inside(spool, file))


def _document_of(deployment: Deployment, article: str) -> str | None:
    """The document of an article: from its record, or from its event's trace."""
    found: Any = deployment.redis.hget(deployment.keys.article(article), "document_id")
    if found:
        return str(found.decode())
    published = _event(deployment, article)
    return published[1].traceparent.split("-")[1] if published else None


def _inside(spool: Spool, file: Path) -> str:
    """A file's path as it was dropped: without the spool, its folder and, if so, the day."""
    try:
        top, *parts = file.absolute().relative_to(spool.root.absolute()).parts
    except ValueError:
        return str(file)
    if top not in FOLDERS:
        return str(file)
    return "/".join(parts[1:] if top == "processed" else parts)


def _newest_named(deployment: Deployment, path: str) -> str | None:
    """The newest document of this path, or without a folder in it, of this file name."""
    pattern, newest = deployment.keys.document("*"), ""
    start = len(pattern) - 1
    for key in deployment.redis.scan_iter(match=_literally(pattern), count=1_000):
        found: Any = deployment.redis.hget(key, "path")
        known = found.decode() if found else ""
        if known == path or ("/" not in path and known.rpartition("/")[2] == path):
            newest = max(newest, key.decode()[start:])
    return newest or None


def _literally(pattern: str) -> str:
    """The pattern with everything but its star taken as it is."""
    return re.sub(r"([\[\]?\\])", r"\\\1", pattern)


def _steps(record: Record) -> list[tuple[str, dt.datetime]]:
    """Modified, claimed, then what the record has the time of."""
    steps = [("modified", record.document.mtime), ("claimed", claimed_at(record.id))]
    for name in (*Stage, "processed", "failed"):
        if record.has(f"at:{name}"):
            moment = dt.datetime.fromtimestamp(float(record.text(f"at:{name}")), tz=dt.UTC)
            steps.append((name, moment))
    return steps


def _article(deployment: Deployment, article: str) -> dict[str, Any]:
    published = _event(deployment, article)
    if published is not None:
        entry, event = published
        verdict, summary = event.data.verdict, event.data.summary
        return {
            "id": article,
            "entry": entry,
            "type": event.type.value,
            "published": event.time.isoformat(),
            "verdict": verdict.model_dump(mode="json", exclude_none=True, exclude_defaults=True),
            "summary": summary.method if summary else None,
        }
    keys = deployment.keys
    entry_id, by = (_text(deployment, key(article)) for key in (keys.published, keys.withdrawn))
    if entry_id is not None:
        return {"id": article, "gone": entry_id, "withdrawn_by": by}
    fields: Any = deployment.redis.hgetall(keys.article(article))
    record = Record(article, fields)
    done = [stage.value for stage in STAGES_OF_ARTICLES if record.has(OUTPUT[stage])]
    attempts = {s.value: record.attempts(s) for s in STAGES_OF_ARTICLES if record.attempts(s)}
    return {"id": article, "done": done, "attempts": attempts}


def _event(deployment: Deployment, article: str) -> tuple[str, ArticleEvent] | None:
    """The stream entry that an article has become; None if it has none, or it was trimmed."""
    entry = _text(deployment, deployment.keys.published(article))
    if entry is None:
        return None
    event = StreamReader(deployment.redis, deployment.keys.articles).at(entry)
    return None if event is None else (entry, event)


def _text(deployment: Deployment, key: str) -> str | None:
    value: Any = deployment.redis.get(key)
    return None if value is None else str(value.decode())


def _places(spool: Spool, document_id: str, path: str) -> list[str]:
    """Files of the spool that are this document's, as far as their names or reasons say."""
    places = []
    for folder in (spool.processing, spool.processed, spool.failed):
        for entry in walk(folder):
            file = Path(entry.path)
            if file.name.endswith(SIDECAR_SUFFIX):
                continue
            if document_id in file.name or _is_settled_as(spool, file, path, document_id):
                places.append(str(file.relative_to(spool.root)))
    return places


def _is_settled_as(spool: Spool, file: Path, path: str, document_id: str) -> bool:
    if _inside(spool, file) != path:
        return False
    if file.is_relative_to(spool.processed):
        return file.relative_to(spool.processed).parts[0] == str(claimed_at(document_id).date())
    try:
        sidecar = json.loads(file.with_name(file.name + SIDECAR_SUFFIX).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(sidecar, dict) and sidecar.get("document_id") == document_id
