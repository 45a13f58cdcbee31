from __future__ import annotations

import pytest

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.detect import FOREIGN_BYTES, recognize, refuse_foreign_bytes
from tasks.normalize.reader import Source
from tasks.normalize.readers import READERS


@pytest.mark.parametrize(("beginning", "what"), FOREIGN_BYTES)
def test_foreign_bytes_are_refused_by_name(beginning: bytes, what: str) -> None:
    with pytest.raises(RejectedError) as caught:
        refuse_foreign_bytes(beginning + b" and more")
    assert caught.value.message == f"this looks like {what}, which is not read"


MAIL = "From: ada@example.org\nTo: bo@example.org\nSubject: Ferry\n folded\n\nIt sails."


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("<!DOCTYPE html><p>Ferry", "an HTML page"),
        ("\n <html lang=en>", "an HTML page"),
        ("<?xml version='1.0'?><nitf/>", "a NewsML or NITF document"),
        ("<rss version='2.0'>", "an RSS or Atom feed"),
        ("<newsItem>", "a NewsML or NITF document"),
        ("<?xml version='1.0'?>\n<feed>", "an RSS or Atom feed"),
        ("<p>The ferry sails.</p>", "an HTML page"),
        ("<?xml version='1.0'?><recipe/>", "an XML document"),
        ("<!-- note --><a/>", "an XML document"),
        (MAIL, "an e-mail"),
        ("\x01\x02\x03\x04 ferry", "binary data"),
    ],
)
def test_a_foreign_text_is_refused_by_name(text: str, what: str) -> None:
    with pytest.raises(RejectedError) as caught:
        recognize(Source("a.txt", text), READERS)
    assert (caught.value.reason, caught.value.message) == (
        FailureReason.UNSUPPORTED_FORMAT,
        f"this looks like {what}, which is not read",
    )


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
        ("a.txt", "", "text"),
    ],
)
def test_content_decides_and_the_extension_hints(name: str, text: str, reader: str) -> None:
    assert recognize(Source(name, text), READERS).name == reader
