"""What has to hold for every input, whatever is in it."""

from __future__ import annotations

import datetime as dt
import time
import unicodedata

from schemas.document import Document
from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.content import BytesContent
from tasks.normalize.normalize import normalize
from tasks.options import Options

LONGEST_SECONDS = 10.0
"""What one small document may take."""

FORBIDDEN = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Categories of characters that make a message more than one line, or no text."""

OPTIONS = Options()
NOON = dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.UTC)


class LawBrokenError(AssertionError):
    """Something came out that is neither an article nor a refusal that can be shown."""


def check(raw: bytes, name: str) -> None:
    """Normalize a document to its end.

    Raises:
        LawBrokenError: it took too long, came upon a bug, or a message cannot be shown.
        Exception: whatever is raised that is no refusal; that is a bug by itself.
    """
    document = Document(id="0" * 32, path=name, size=len(raw), sha256="0", mtime=NOON)
    begun = time.process_time()
    try:
        for item in normalize(document, BytesContent(raw), OPTIONS):
            if isinstance(item, RejectedError):
                _check_refusal(item)
            else:
                item.to_json()
    except RejectedError as error:
        _check_refusal(error)
    seconds = time.process_time() - begun
    if seconds > LONGEST_SECONDS:
        raise LawBrokenError(f"it took {seconds:.0f} seconds")


def _check_refusal(error: RejectedError) -> None:
    if error.reason is FailureReason.INTERNAL_ERROR:
        raise LawBrokenError(f"a part came upon a bug: {error.message}")
    for shown in (error.message, error.member or ""):
        if FORBIDDEN & set(map(unicodedata.category, shown)):
            raise LawBrokenError(f"this is not one line of text: {shown!r}")
    if not error.message:
        raise LawBrokenError("a refusal does not say why")
