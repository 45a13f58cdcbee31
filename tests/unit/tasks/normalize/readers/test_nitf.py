from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.errors import RejectedError
from tasks.normalize.readers.nitf import NitfReader
from tests.samples import source_of

if TYPE_CHECKING:
    from tasks.normalize.reader import Draft


def read(document: str) -> Draft:
    (draft,) = NitfReader().read(source_of(document, "a.xml"))
    return draft


@pytest.mark.parametrize("text", ["<nitf/>", "<!DOCTYPE nitf SYSTEM 'a.dtd'><nitf/>", "<n:nitf/>"])
def test_it_is_told_by_its_root(text: str) -> None:
    assert NitfReader().recognizes(source_of(text)) == "its root element is nitf"


def test_other_roots_are_not_recognized() -> None:
    assert NitfReader().recognizes(source_of("<html/>")) is None


def test_the_article_is_read() -> None:
    body = "<body.head><hedline><hl1>A</hl1></hedline></body.head><body.content><p>B</p></body.content>"
    draft = read(f"<nitf><body>{body}</body></nitf>")
    assert (draft.fields["headline"], draft.paragraphs) == ("A", ["B"])


def test_captions_are_not_in_the_text() -> None:
    media = "<media><media-caption>No.</media-caption></media>"
    draft = read(f"<nitf><body><body.content><p>A</p>{media}<p>B</p></body.content></body></nitf>")
    assert draft.paragraphs == ["A", "B"]


@given(st.text(alphabet="<>&;/pbr aé\n='\"[]!CDAT"))
def test_any_text_in_a_body_is_read_or_refused(text: str) -> None:
    for inside in (text, f"<body.content>{text}</body.content>"):
        with suppress(RejectedError):
            read(f"<nitf><body>{inside}</body></nitf>")
