"""Why a document or one of its articles could not be published."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import AwareDatetime, Field

from schemas.model import Contract
from schemas.reasons import ADVICE, FailureReason, Stage

__all__ = ["ADVICE", "Failure", "FailureReason", "Stage"]


class Failure(Contract):
    """A dead letter: one document, or one of its articles, that will not be published.

    The same value is the entry's `data` on the failures stream and the `NAME.error.json`
    beside the file in `failed/`.
    """

    document_id: str

    article_id: str | None = None
    """The item that failed, or None when the whole document did."""

    document: str
    """Path of the document below the inbox."""

    member: str | None = None
    """Which item of the document."""

    stage: Stage
    reason: FailureReason

    message: str
    """What is wrong, for a person; never the text of the article."""

    advice: str
    """What to do about it."""

    attempts: int = Field(default=1, ge=1)
    time: AwareDatetime

    def to_entry(self) -> dict[str, str]:
        """This failure as the flat fields of a stream entry."""
        return {
            "document_id": self.document_id,
            "stage": self.stage.value,
            "reason": self.reason.value,
            "attempts": str(self.attempts),
            "time": self.time.isoformat(),
            "data": self.to_json(),
        }

    @classmethod
    def from_entry(cls, entry: Mapping[str, str]) -> Failure:
        """The failure in a stream entry.

        Raises:
            pydantic.ValidationError: the entry's `data` is not a failure.
        """
        return cls.model_validate_json(entry["data"])
