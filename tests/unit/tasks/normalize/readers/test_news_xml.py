from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.readers.news_xml import NewsXmlReader
from tests.samples import source_of

if TYPE_CHECKING:
    from tasks.normalize.reader import Draft

ITEM = "<item><title>Ferry</title><text>The ferry to Skarvik sails again.</text></item>"


def read(document: str) -> list[Draft]:
    return list(NewsXmlReader().read(source_of(document, "a.xml")))


@pytest.mark.parametrize(
    ("text", "recognized"),
    [
        ("<?xml version='1.0'?><a>", "it begins with an XML declaration"),
        ("<!DOCTYPE a><a/>", "it begins with an XML declaration"),
        ("<a><b/></a>", "it is XML throughout"),
        ("<a><b></a>", None),
        ("A < B", None),
        ("<A Press Release>", None),
    ],
)
def test_xml_is_told_by_its_declaration_or_its_form(text: str, recognized: str | None) -> None:
    assert NewsXmlReader().recognizes(source_of(text)) == recognized


def test_an_article_is_read() -> None:
    (draft,) = read(ITEM)
    assert (draft.fields["headline"], draft.member) == ("Ferry", None)


def test_articles_are_numbered() -> None:
    assert [draft.member for draft in read(f"<r>{ITEM}{ITEM}</r>")] == ["0", "1"]


def test_xml_without_articles_is_refused_by_its_root() -> None:
    with pytest.raises(RejectedError, match="the root element config") as caught:
        read("<config><port>80</port></config>")
    assert caught.value.reason is FailureReason.UNSUPPORTED_FORMAT


@given(st.text(alphabet="<>&;/pbr aé\n='\"[]!CDAT"))
def test_any_text_is_read_or_refused(text: str) -> None:
    for document in (text, f"<r><title>A</title><text>{text}</text></r>"):
        with suppress(RejectedError):
            read(document)
