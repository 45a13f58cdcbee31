"""Why a document or one of its articles could not be published."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from pydantic import AwareDatetime, Field

from schemas.model import Contract


class FailureReason(StrEnum):
    """The closed list of reasons; each says what a person can do about it."""

    EMPTY_FILE = "empty_file"
    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"
    UNSUPPORTED_FORMAT = "unsupported_format"
    UNDECODABLE = "undecodable"
    MALFORMED = "malformed"
    NO_TEXT = "no_text"
    TIME_LIMIT = "time_limit"
    POISON = "poison"
    INTERNAL_ERROR = "internal_error"


ADVICE: dict[FailureReason, str] = {
    FailureReason.EMPTY_FILE: "Drop the file again once it has content.",
    FailureReason.TOO_LARGE: "Split the file, or raise the setting that the message names.",
    FailureReason.UNREADABLE: "Give the watcher's user read permission, then retry.",
    FailureReason.UNSUPPORTED_FORMAT: "Convert it to a supported format (see docs/formats.md).",
    FailureReason.UNDECODABLE: "Save it as UTF-8, then retry.",
    FailureReason.MALFORMED: "Repair the file at the place that the message names, then retry.",
    FailureReason.NO_TEXT: "Give the article a headline and a body, then retry.",
    FailureReason.TIME_LIMIT: "Split the document, or raise WIREDESK_SOFT_TIME_LIMIT_SECONDS.",
    FailureReason.POISON: "It ended its worker at every attempt: keep it for a bug report.",
    FailureReason.INTERNAL_ERROR: "This is a bug in Wiredesk: please report the message.",
}
"""What a person can do about each reason."""


class Stage(StrEnum):
    """The steps on an article's way; `admit` is the watcher's, the others are tasks."""

    ADMIT = "admit"
    NORMALIZE = "normalize"
    DEDUPLICATE = "deduplicate"
    SUMMARIZE = "summarize"
    PUBLISH = "publish"


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
