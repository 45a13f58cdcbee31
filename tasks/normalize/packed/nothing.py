"""What is said of an archive without any article."""

from __future__ import annotations

from schemas.errors import RejectedError
from schemas.failure import FailureReason


def nothing_in_it() -> RejectedError:
    """The error for an archive of which everything is skipped."""
    message = "there is no article in it: it is empty, or holds hidden files and pictures only"
    return RejectedError(FailureReason.NO_TEXT, message)
