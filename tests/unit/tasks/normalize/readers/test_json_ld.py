from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.readers.json_ld import JsonLdReader
from tests.samples import source_of

READER = JsonLdReader()
ARTICLE = {"@type": "NewsArticle", "headline": "Ferry", "articleBody": "It sails."}


@pytest.mark.parametrize(
    "value",
    [
        {"@context": "https://schema.org", **ARTICLE},
        [ARTICLE, ARTICLE],
        {"@graph": [{"@type": "WebSite"}, ARTICLE]},
    ],
)
def test_articles_of_schema_org_are_recognized(value: object) -> None:
    assert (
        READER.recognizes(source_of(json.dumps(value))) == "it is JSON-LD with a schema.org article"
    )


@pytest.mark.parametrize(
    "text",
    [
        '{"headline": "Ferry", "articleBody": "It sails."}',
        '{"@type": "Person", "name": "Ann Berg"}',
        '{"@type": "NewsArticle"',
        '"@type"',
        "A text about @type.",
    ],
)
def test_other_values_are_not(text: str) -> None:
    assert READER.recognizes(source_of(text, "a.jsonld")) is None


def test_one_article_is_the_document_itself() -> None:
    (draft,) = READER.read(source_of(json.dumps(ARTICLE)))
    assert (draft.fields, draft.paragraphs, draft.member) == (
        {"headline": "Ferry"},
        ["It sails."],
        None,
    )


def test_articles_of_a_list_are_its_members() -> None:
    drafts = READER.read(source_of(json.dumps([ARTICLE, {"@type": "Person"}, ARTICLE])))
    assert [draft.member for draft in drafts] == ["0", "1"]


def test_broken_json_is_refused_with_its_place() -> None:
    with pytest.raises(RejectedError) as caught:
        list(READER.read(source_of('{"@type":\n x}')))
    assert caught.value.reason is FailureReason.MALFORMED
    assert caught.value.message.startswith("line 2, column 2")


def test_json_without_an_article_has_no_text() -> None:
    with pytest.raises(RejectedError) as caught:
        list(READER.read(source_of('{"@type": "Person"}')))
    assert caught.value.reason is FailureReason.NO_TEXT


@given(st.text(alphabet='{}[]",:@typeArticl ', max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    source = source_of(text)
    READER.recognizes(source)
    with contextlib.suppress(RejectedError):
        list(READER.read(source))
