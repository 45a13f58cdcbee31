from __future__ import annotations

import pytest

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.detect import FOREIGN_BYTES, MEDIA_BYTES, recognize
from tasks.normalize.readers import READERS
from tests.samples import source_of


@pytest.mark.parametrize(("beginning", "what"), [*FOREIGN_BYTES, *MEDIA_BYTES])
def test_foreign_bytes_are_refused_by_name(beginning: bytes, what: str) -> None:
    with pytest.raises(RejectedError) as caught:
        recognize(source_of(beginning + b" and more"), READERS)
    assert caught.value.reason is FailureReason.UNSUPPORTED_FORMAT
    assert caught.value.message == f"this looks like {what}, which is not read"


@pytest.mark.parametrize(
    ("name", "text", "reader"),
    [
        ("a.txt", "[Moscow] is cold\n\nIt is.", "text"),
        ("a.txt", "{ferry} sails", "text"),
        ("a.txt", "[1] and so on", "text"),
        ("a.txt", '{"text": "Ferry"}', "json"),
        ("a", ' [{"text": "Ferry"}]', "json"),
        ("a.json", '{"text": ', "json"),
        ("a.json", "The ferry sails", "text"),
        ("a.md", "The ferry sails", "markdown"),
        ("a.txt", "---\ntitle: Ferry\n---\nIt sails.", "markdown"),
        ("a.txt", "---\nThe ferry sails\n---\nIt does.", "text"),
        ("a.txt", "< 5 degrees at sea", "text"),
        ("a.txt", "Subject: Ferry\n\nIt sails.", "text"),
    ],
)
def test_content_decides_and_the_extension_hints(name: str, text: str, reader: str) -> None:
    assert recognize(source_of(text, name), READERS).reader.format.name == reader
