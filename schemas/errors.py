"""The error tree, by what to do: reject, retry, wait, mend the set-up, use another release."""

from __future__ import annotations

from schemas.reasons import FailureReason


class WiredeskError(Exception):
    """Anything that Wiredesk raises on purpose; its text is meant for people."""


class RejectedError(WiredeskError):
    """The input will never be accepted as it is: it becomes a failure, with this reason.

    Args:
        reason: the entry of the closed list.
        message: what is wrong, with line and column where there is one; never article text.
        member: the item of the document, when it is not the whole of it.
    """

    def __init__(self, reason: FailureReason, message: str, *, member: str | None = None) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message
        self.member = member


class RetryableError(WiredeskError):
    """The work could not be done now, through no fault of the input: do it again later."""


class IncompleteError(WiredeskError):
    """The file is still being written: leave it and look again."""


class SetupError(WiredeskError):
    """The set-up has to be mended by a person: a setting, a folder, a server."""


EXIT_INCOMPATIBLE = 3
"""Exit status of a process that ends with `IncompatibleError`."""


class IncompatibleError(WiredeskError):
    """The state on the server belongs to another release: this one leaves it as it is."""
