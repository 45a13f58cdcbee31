"""What has to hold for every input, whatever is in it."""

from __future__ import annotations

import datetime as dt
import json
import time
import unicodedata
from typing import TYPE_CHECKING, Any

from schemas.article import Article
from schemas.document import Document
from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.content import BytesContent
from tasks.normalize.normalize import normalize
from tasks.options import Options

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_SECONDS = 10.0
"""What one small document may take."""

FORBIDDEN = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Categories of characters that make a message more than one line, or no text."""

UNSENT = frozenset({"Cc", "Cs"})
"""Categories of characters that no article has, but for newlines."""

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
                _check_article(item)
    except RejectedError as error:
        _check_refusal(error)
    seconds = time.process_time() - begun
    if seconds > LONGEST_SECONDS:
        raise LawBrokenError(f"it took {seconds:.0f} seconds")


def _check_article(article: Article) -> None:
    sent = article.to_json()
    if Article.model_validate_json(sent) != article:
        raise LawBrokenError("an article is not the same after it was sent")
    stated = json.loads(sent)
    # The document's own name stays as it is: it is what people look for.
    stated["provenance"].pop("document")
    for text in _strings(stated):
        if UNSENT & set(map(unicodedata.category, text.replace("\n", ""))):
            raise LawBrokenError(f"an article has control characters: {text[:200]!r}")


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _strings(each)
    elif isinstance(value, str):
        yield value


def _check_refusal(error: RejectedError) -> None:
    if error.reason is FailureReason.INTERNAL_ERROR:
        raise LawBrokenError(f"a part came upon a bug: {error.message}")
    for shown in (error.message, error.member or ""):
        if FORBIDDEN & set(map(unicodedata.category, shown)):
            raise LawBrokenError(f"this is not one line of text: {shown!r}") from error
    if not error.message:
        raise LawBrokenError("a refusal does not say why")
