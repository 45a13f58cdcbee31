"""The closed lists that failures are told by: the reasons, and the stages.

Apart from the failure itself, as a command that only names a reason need not load the models.
"""

from __future__ import annotations

from enum import StrEnum


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
