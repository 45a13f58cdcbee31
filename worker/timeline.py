"""What became of one document: its steps, its file, and what each of its articles is now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from schemas.document import article_id, claimed_at
from schemas.errors import SetupError
from schemas.failure import Stage
from tasks.record import OUTPUT, Record, done_field
from worker.identity import documents_of
from worker.outcome import outcome
from worker.places import places, settled_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tasks.deployment import Deployment
    from worker.spool import Claimed, Spool

MOST_ARTICLES = 50
"""Articles that are told about; of a longer document the others are counted only."""

MOST_NAMESAKES = 10
"""Other documents of the same name that are told about."""

UNKNOWN = "claimed, and not known to the server yet"
"""State of a document whose file lies in `processing/` and whose record is not there."""


@dataclass(frozen=True)
class Step:
    """One step of a document.

    Attributes:
        at: when it began (UTC).
        seconds: how long it took, for the stages that have ended. A batch of documents shares
            it; of a document of several batches it is the last one's.
    """

    name: str
    at: dt.datetime
    seconds: float | None = None


@dataclass
class Timeline:
    """A document and its articles.

    Attributes:
        path: below the inbox, as it was dropped.
        places: where its file is now, below the spool.
        steps: in their order, as far as their times are known.
        attempts: stage -> attempts that have begun and not ended.
        articles: each with what has become of it (`worker.outcome`).
        further: articles that are not among these.
        namesakes: other documents of that name: `document_id`, `path` and `state`, newest first.
    """

    document_id: str
    path: str
    state: str
    places: list[str]
    steps: list[Step]
    attempts: dict[str, int] = field(default_factory=dict)
    articles: list[dict[str, Any]] = field(default_factory=list)
    further: int = 0
    failures: list[dict[str, Any]] = field(default_factory=list)
    namesakes: list[dict[str, str]] = field(default_factory=list)


def timeline(deployment: Deployment, spool: Spool, name: str) -> Timeline:
    """What became of a document.

    Args:
        name: id of the document or of one of its articles, or its file: a path, or its name
            in any of the spool's folders. Of several documents of one name the newest.

    Raises:
        SetupError: neither the server nor the spool knows such a document.
    """
    found = documents_of(deployment, spool, name)
    fields: Any = deployment.redis.hgetall(deployment.keys.document(found[0])) if found else {}
    if fields:
        told = _of_record(deployment, spool, Record(found[0], fields))
        told.namesakes = [_namesake(deployment, each) for each in found[1 : MOST_NAMESAKES + 1]]
        return told
    for claimed in spool.claimed() if found else []:
        if claimed.document_id == found[0]:
            return _of_claimed(spool, claimed)
    raise SetupError(
        f"nothing is known of {name!r}: give a file of this spool, or the id of a document or "
        "an article; records are kept for WIREDESK_HISTORY_SECONDS"
    )


def _of_record(deployment: Deployment, spool: Spool, record: Record) -> Timeline:
    items = record.number(OUTPUT[Stage.NORMALIZE]) or record.number("progress")
    told = range(min(items, MOST_ARTICLES))
    files = places(spool, record.id, record.path, record.text("state"))
    return Timeline(
        document_id=record.id,
        path=record.path,
        state=record.text("state"),
        places=[str(file.relative_to(spool.root)) for file in files],
        steps=list(_steps(spool, record, files)),
        attempts={stage.value: record.attempts(stage) for stage in Stage if record.attempts(stage)},
        articles=[outcome(deployment, article_id(record.id, index)) for index in told],
        further=items - len(told),
        failures=[failure.model_dump(mode="json") for failure in record.failures],
    )


def _of_claimed(spool: Spool, claimed: Claimed) -> Timeline:
    return Timeline(
        document_id=claimed.document_id,
        path=claimed.path,
        state=UNKNOWN,
        places=[str(spool.location(claimed).relative_to(spool.root))],
        steps=[
            Step("modified", claimed.modified),
            Step("claimed", claimed_at(claimed.document_id)),
        ],
    )


def _steps(spool: Spool, record: Record, files: list[Path]) -> Iterator[Step]:
    yield Step("modified", record.document.mtime)
    yield Step("claimed", claimed_at(record.id))
    for stage in Stage:
        if begun := _time(record, stage):
            yield Step(stage, begun, _seconds(record, stage, begun))
    for end in ("processed", "failed"):
        if ended := _time(record, end):
            yield Step(end, ended)
    for file in files:
        if settled := settled_at(spool, file):
            yield Step("settled", settled)


def _seconds(record: Record, stage: Stage, begun: dt.datetime) -> float | None:
    """How long a stage took; None while it works, or where no end was noted."""
    if stage is Stage.PUBLISH:
        ended = _time(record, "processed") or _time(record, "failed")
    else:
        done = record.done.get(done_field(stage))
        ended = dt.datetime.fromtimestamp(done, tz=dt.UTC) if done else None
    return (ended - begun).total_seconds() if ended and ended >= begun else None


def _time(record: Record, name: str) -> dt.datetime | None:
    if not record.has(f"at:{name}"):
        return None
    return dt.datetime.fromtimestamp(float(record.text(f"at:{name}")), tz=dt.UTC)


def _namesake(deployment: Deployment, document_id: str) -> dict[str, str]:
    key = deployment.keys.document(document_id)
    fields: Any = deployment.redis.hmget(key, "path", "state")
    path, state = ((value or b"").decode() for value in fields)
    return {"document_id": document_id, "path": path, "state": state}
