"""What the page is told of an article: a light line for the list, the text on demand."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from schemas.document import claimed_at
from schemas.event import EventType

if TYPE_CHECKING:
    from schemas.event import ArticleEvent
    from schemas.model import Contract

LONGEST_WAIT = dt.timedelta(hours=1)
"""A file that was changed earlier than this before its claim was not written for the inbox."""

_OF_ARTICLE = (
    "version", "headline", "source", "located", "language", "pubstatus", "urgency", "firstcreated",
    "embargoed", "word_count",
)  # fmt: skip
_OF_VERDICT = ("kind", "canonical_id", "version_of", "superseded_by", "related_to", "story_id")
_OF_TEXT = ("body_text", "byline", "ednote", "url", "keywords", "usageterms", "copyrightholder")
_OF_SUMMARY = ("sentences", "changes", "names", "method", "fallback")


def line_of(entry_id: str, event: ArticleEvent) -> dict[str, Any]:
    """An event as the list shows it; what has no value is left out."""
    data, claimed = event.data, claimed_of(event)
    line = {
        "entry": entry_id,
        "id": event.id,
        "uri": event.subject,
        "type": event.type.value.rpartition(".")[2],
        "time": event.time.isoformat(),
        "document": data.provenance.document,
        "seconds": seconds_of(event),
        "waited": _waited(data.provenance.mtime, claimed),
        "summary": data.summary.text if data.summary else None,
        **_some(data, _OF_ARTICLE),
        **_some(data.verdict, _OF_VERDICT),
    }
    return {name: value for name, value in line.items() if value is not None}


def text_of(event: ArticleEvent) -> dict[str, Any]:
    """What is shown when a line is opened.

    Offsets count code points of `body_text`, as everywhere in the contract.
    """
    data = event.data
    text = {
        "id": event.id,
        "reason": data.verdict.reason,
        "scores": data.verdict.scores,
        "reader": data.provenance.reader,
        "member": data.provenance.member,
        "guessed": data.provenance.guessed,
        "warnings": list(data.provenance.warnings),
        "trace": event.traceparent.split("-")[1],
        **_some(data, _OF_TEXT),
        **(_some(data.summary, _OF_SUMMARY) if data.summary else {}),
    }
    return {name: value for name, value in text.items() if value not in (None, [], {}, "")}


def is_withdrawal(event: ArticleEvent) -> bool:
    """Whether this event takes every version of its article back."""
    return event.type is EventType.WITHDRAWN


def claimed_of(event: ArticleEvent) -> dt.datetime | None:
    """When the file was claimed, as the document id in the event's trace says."""
    try:
        return claimed_at(event.traceparent.split("-")[1])
    except (IndexError, ValueError, OverflowError, OSError):
        return None


def seconds_of(event: ArticleEvent) -> float | None:
    """From the claim of the file to the event, in seconds; None where that is not known."""
    claimed = claimed_of(event)
    return None if claimed is None else round((event.time - claimed).total_seconds(), 3)


def _waited(modified: dt.datetime | None, claimed: dt.datetime | None) -> float | None:
    """From the last change of the file to its claim, in seconds."""
    if modified is None or claimed is None:
        return None
    waited = claimed - modified
    return round(waited.total_seconds(), 3) if dt.timedelta(0) <= waited < LONGEST_WAIT else None


def _some(of: Contract, names: tuple[str, ...]) -> dict[str, Any]:
    return of.model_dump(mode="json", include=set(names), exclude_none=True)
