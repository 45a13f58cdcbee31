"""Sample values that several tests start from."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING, Any

from schemas.article import Article
from schemas.document import Document, article_id, new_document_id
from schemas.failure import ADVICE, Failure, FailureReason, Stage
from schemas.provenance import Provenance
from schemas.verdict import Verdict, VerdictKind
from tasks.normalize.content import BytesContent
from tasks.normalize.normalize import normalize
from tasks.normalize.source import Source
from tasks.options import Options
from tasks.publish.event import make_event
from tasks.summarize.news import read_news
from tasks.summarize.summarize import summarize
from worker.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from schemas.document import DocumentState
    from schemas.errors import RejectedError
    from schemas.event import ArticleEvent
    from tasks.state import State

NOON = dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.UTC)
TEXT = b"Ferry service resumes\n\nThe ferry to Skarvik sails again. The storm has passed.\n"


def make_document(raw: bytes = TEXT, path: str = "ferry.txt", **fields: Any) -> Document:
    """A document with these bytes."""
    defaults: dict[str, Any] = {"id": new_document_id(), "mtime": NOON}
    digest = hashlib.sha256(raw).hexdigest()
    return Document(path=path, size=len(raw), sha256=digest, **{**defaults, **fields})


def make_article(**fields: Any) -> Article:
    """An article of two sentences."""
    defaults: dict[str, Any] = {
        "uri": "urn:example:ferry",
        "headline": "Ferry service resumes",
        "body_text": "The ferry to Skarvik sails again. The storm has passed.",
        "language": "en",
        "provenance": Provenance(document="ferry.txt", sha256="0", format="text", reader="text"),
    }
    return Article(**{**defaults, **fields})


def make_verdict(article: str, kind: VerdictKind = VerdictKind.ORIGINAL) -> Verdict:
    """A verdict without scores."""
    return Verdict(kind=kind, canonical_id=article, reason="made for a test")


def sample_event(
    kind: VerdictKind = VerdictKind.ORIGINAL, document_id: str | None = None, **fields: Any
) -> ArticleEvent:
    """The event of an article with these fields."""
    document_id = document_id or new_document_id()
    identity = article_id(document_id, 0)
    article = make_article(**fields)
    return make_event(
        document_id=document_id,
        article_id=identity,
        source="wiredesk/spool",
        article=article,
        verdict=make_verdict(identity, kind),
        summary=summarize(read_news(article), Settings()),
    )


def sample_failure() -> Failure:
    """The dead letter of a document that is no JSON."""
    return Failure(
        document_id="0" * 32,
        document="broken.json",
        stage=Stage.NORMALIZE,
        reason=FailureReason.MALFORMED,
        message="line 3, column 7: a comma is missing",
        advice=ADVICE[FailureReason.MALFORMED],
        time=NOON,
    )


def source_of(content: str | bytes, name: str = "a.txt", **known: Any) -> Source:
    """What a reader is given for these bytes, or for this text in UTF-8."""
    raw = content.encode() if isinstance(content, str) else content
    return Source(name, BytesContent(raw), received=NOON, **known)


def articles_of(raw: bytes, path: str = "a.txt", **options: Any) -> list[Article | RejectedError]:
    """What the normalize stage makes of these bytes.

    Raises:
        RejectedError: nothing.
    """
    document = make_document(raw, path)
    return list(normalize(document, BytesContent(raw), Options(**options)))


def states(state: State, document_ids: Sequence[str]) -> list[DocumentState | None]:
    """Where documents stand; None for those the server does not know."""
    return [each.state if each else None for each in state.dispositions(document_ids)]
