"""From an error to the dead letter that tells people about it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from schemas.failure import ADVICE, Failure, Stage

if TYPE_CHECKING:
    from schemas.errors import RejectedError
    from tasks.record import Record

LOGGED_FIELDS = {"document_id", "article_id", "document", "stage", "reason", "message", "attempts"}
"""The fields of a failure that a log line carries."""


def make_failure(record: Record, stage: Stage, error: RejectedError, attempts: int = 1) -> Failure:
    """The dead letter that an error makes of a record.

    Args:
        record: the document that failed as a whole, or the article that did.
        attempts: how often the stage was tried, the last time included.
    """
    return Failure(
        document_id=record.document_id,
        article_id=record.article_id,
        document=record.path,
        member=error.member or record.member,
        stage=stage,
        reason=error.reason,
        message=error.message,
        advice=ADVICE[error.reason],
        attempts=attempts,
        time=dt.datetime.now(dt.UTC),
    )
