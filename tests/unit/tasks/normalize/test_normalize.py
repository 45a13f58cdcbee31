"""The normalize stage on whole documents."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from schemas.article import Article
from schemas.document import article_id
from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.content import BytesContent
from tasks.normalize.normalize import MOST_WITHOUT, normalize
from tasks.normalize.reader import Draft, Format
from tasks.options import Options
from tests.samples import articles_of, make_document

if TYPE_CHECKING:
    from tasks.normalize.source import Source


def test_an_item_without_an_identifier_gets_one_from_its_document() -> None:
    raw = b'[{"text": "It sails."}, {"text": "It sank."}]'
    document = make_document(raw, "a.json")
    found = [
        item.uri
        for item in normalize(document, BytesContent(raw), Options())
        if isinstance(item, Article)
    ]
    assert found == [f"urn:uuid:{article_id(document.id, index)}" for index in (0, 1)]


class Installed:
    """A reader of somebody else's, with these drafts in every source."""

    format = Format("installed", "Installed", "anything", "what it is told")

    def __init__(self, *drafts: Draft) -> None:
        self.drafts = drafts

    def recognizes(self, _source: Source) -> str:
        return "it takes anything"

    def read(self, _source: Source) -> tuple[Draft, ...]:
        return self.drafts


def told(monkeypatch: pytest.MonkeyPatch, *drafts: Draft) -> list[str]:
    """What comes of the drafts: a headline or a reason for each."""
    monkeypatch.setattr("tasks.normalize.normalize.all_readers", lambda: (Installed(*drafts),))
    found = articles_of(b"anything")
    return [str(each.headline) if isinstance(each, Article) else each.reason for each in found]


def test_an_item_that_meets_a_bug_does_not_spoil_its_neighbours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    no_text: list[Any] = [None]
    drafts = [
        Draft({"headline": name}, ["It sails."] if name != "b" else no_text) for name in "abc"
    ]
    assert told(monkeypatch, *drafts) == ["a", "internal_error", "c"]


def test_a_document_in_which_nothing_is_found_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RejectedError, match="there is no article in it"):
        told(monkeypatch)


def test_a_stated_identifier_is_kept() -> None:
    found = articles_of(b'{"text": "It sails.", "guid": "tag:example.org,2026:1"}', "a.json")
    assert [item.uri for item in found if isinstance(item, Article)] == ["tag:example.org,2026:1"]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"headline": "Ferry"}, "there is no article in it: no body was found"),
        ({}, "there is no article in it: no headline and body was found"),
        ({"pubstatus": "canceled"}, "there is no article in it: no headline and body was found"),
    ],
)
def test_an_item_without_a_body_is_refused(fields: dict[str, str], message: str) -> None:
    with pytest.raises(RejectedError) as caught:
        articles_of(json.dumps(fields).encode(), "a.json")
    assert caught.value.reason is FailureReason.NO_TEXT
    assert caught.value.message.partition(";")[0] == message


def test_a_json_without_text_is_told_which_names_were_looked_for() -> None:
    with pytest.raises(RejectedError, match=r"; looked for headline, title, .* and body_text, "):
        articles_of(b'{"heading": "Ferry"}', "a.json")


def test_a_text_without_text_is_told_no_names() -> None:
    with pytest.raises(RejectedError, match=r"no headline and body was found$"):
        articles_of(b" \n ")


def test_a_bad_item_does_not_spoil_the_others() -> None:
    found = articles_of(
        b'[{"text": "It sails."}, 5, {"title": "x"}, {"text": "It sank."}]', "a.json"
    )
    assert [isinstance(item, Article) for item in found] == [True, False, False, True]


def test_an_item_knows_its_member() -> None:
    _, found = articles_of(b'[{"text": "It sails."}, {"text": "It sank."}]', "a.json")
    assert isinstance(found, Article)
    assert found.provenance.member == "1"


@pytest.mark.parametrize(
    ("raw", "options", "reason"),
    [
        (b"", {}, FailureReason.EMPTY_FILE),
        (b"x" * 11, {"max_document_bytes": 10}, FailureReason.TOO_LARGE),
        (b"\x89PNG\r\n", {}, FailureReason.UNSUPPORTED_FORMAT),
    ],
)
def test_a_document_that_cannot_be_read_is_refused(
    raw: bytes, options: dict[str, Any], reason: FailureReason
) -> None:
    with pytest.raises(RejectedError) as caught:
        articles_of(raw, **options)
    assert caught.value.reason is reason


@pytest.mark.parametrize(
    ("raw", "options"),
    [
        (b"x" * 10, {"max_document_bytes": 10}),
        (b'[{"text":"a"}]', {"max_articles_per_document": 1}),
    ],
)
def test_a_document_at_the_limit_is_read(raw: bytes, options: dict[str, Any]) -> None:
    assert len(articles_of(raw, **options)) == 1


@pytest.mark.parametrize(
    ("raw", "path", "reader"),
    [
        (b"Ferry\n\nIt sails.", "a.txt", "text"),
        (b"# Ferry\n\nIt sails.", "a.md", "markdown"),
        (b'{"text": "It sails."}', "a", "json"),
    ],
)
def test_the_format_is_named(raw: bytes, path: str, reader: str) -> None:
    (found,) = articles_of(raw, path)
    assert isinstance(found, Article)
    assert (found.provenance.format, found.provenance.reader) == (reader, reader)


PAIR = b'[{"text": "It sails."}, {"text": "It sank."}]'


def test_more_articles_than_are_allowed_are_not_read() -> None:
    found = articles_of(PAIR, "a.json", max_articles_per_document=1)
    assert isinstance(found[0], Article)
    [error] = [item for item in found if isinstance(item, RejectedError)]
    assert (
        error.message == "the document holds more articles than 1; those after them were not read"
    )


def test_a_document_can_be_taken_up_at_any_item() -> None:
    document = make_document(PAIR, "a.json")
    whole = list(normalize(document, BytesContent(PAIR), Options()))
    for start in range(3):
        rest = list(normalize(document, BytesContent(PAIR), Options(), start))
        assert rest == whole[start:]


def test_what_the_document_is_recognized_as_is_told() -> None:
    told: list[str] = []
    document = make_document(PAIR, "a.json")
    list(
        normalize(document, BytesContent(PAIR), Options(), tell=lambda each: told.append(each.why))
    )
    assert told == ["it begins with a bracket and is called .json"]


def test_a_document_of_nothing_but_errors_is_given_up() -> None:
    raw = b"<rss><channel>" + b"<item><title>Ferry</title></item>" * 5_000 + b"</channel></rss>"
    with pytest.raises(
        RejectedError, match="none of its first 1,000 items is an article"
    ) as caught:
        articles_of(raw, "a.rss")
    assert caught.value.reason is FailureReason.NO_TEXT


def test_errors_before_the_first_article_come_first() -> None:
    bad = b"<item><title>Ferry</title></item>" * (MOST_WITHOUT - 1)
    good = b"<item><title>Ferry</title><description>It sails again today.</description></item>"
    found = articles_of(b"<rss><channel>" + bad + good + b"</channel></rss>", "a.rss")
    assert [isinstance(item, Article) for item in found] == [False] * 999 + [True]
