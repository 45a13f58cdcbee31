from __future__ import annotations

import json
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from schemas.article import Article
from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.fields import stated_fields
from tasks.normalize.objects.item import MOST_WITHOUT, draft_of_object, items_of
from tasks.normalize.objects.value import parse_json
from tasks.normalize.objects.wrapper import entries_of, first_object
from tasks.normalize.reader import Draft
from tasks.normalize.source import Limits
from tests.samples import source_of

PLAIN = {"title": "Ferry sails", "text": "It does."}
NINJS = {"uri": "urn:x:1", "type": "text", "pubstatus": "usable", "headline": "A", "body_text": "B"}
SCHEMA_ORG = {"@type": "NewsArticle", "headline": "A", "articleBody": "B"}
CRAWLED = {"title": "A", "maintext": "B", "date_publish": "2026-11-24 12:00:00"}
AP = {"altids": {"itemid": "1"}, "type": "text", "headline": "A", "body_text": "B"}


def items(value: Any, **known: Any) -> list[Draft | RejectedError]:
    return list(items_of(source_of(json.dumps(value), "a.json", **known)))


def headlines(value: Any) -> list[Any]:
    return [item.fields.get("headline") for item in items(value) if isinstance(item, Draft)]


@pytest.mark.parametrize(
    ("value", "vocabulary"),
    [
        (PLAIN, "json"),
        (NINJS, "ninjs"),
        (SCHEMA_ORG, "json-ld"),
        (CRAWLED, "news-json"),
        (AP, "ap-json"),
    ],
)
def test_an_object_is_read_in_its_vocabulary(value: dict[str, Any], vocabulary: str) -> None:
    assert draft_of_object(value).reader == vocabulary


@pytest.mark.parametrize(
    "value",
    [
        PLAIN,
        [PLAIN],
        {"articles": [PLAIN]},
        {"status": "ok", "totalResults": 1, "articles": [PLAIN]},
        {"data": {"items": [{"meta": {}, "item": PLAIN}]}},
        {"data": {"item": PLAIN}},
        {"response": {"results": [PLAIN]}},
        {"hits": {"total": 1, "hits": [{"_id": "1", "_source": PLAIN}]}},
        {"data": [{"id": "1", "attributes": PLAIN}]},
        [{"article": PLAIN}],
    ],
)
def test_what_services_wrap_around_articles_is_taken_off(value: Any) -> None:
    assert headlines(value) == ["Ferry sails"]


def test_an_article_with_related_items_is_no_answer_that_holds_them() -> None:
    assert headlines({**PLAIN, "items": [{"title": "Other", "text": "Else."}]}) == ["Ferry sails"]


def test_each_entry_has_its_member() -> None:
    assert [item.member for item in items({"items": [PLAIN, 5, NINJS]})] == ["0", "1", "2"]


def test_an_entry_that_is_no_object_is_its_own_error() -> None:
    _, bad, _ = items([PLAIN, 5, PLAIN])
    assert isinstance(bad, RejectedError)
    assert (bad.reason, bad.message) == (
        FailureReason.NO_TEXT,
        "member 1 of the array is no object",
    )


@pytest.mark.parametrize("value", [[], 5, "text", None])
def test_json_without_an_object_holds_no_article(value: Any) -> None:
    with pytest.raises(RejectedError, match="the JSON holds no article"):
        items(value)


def test_rows_of_other_data_are_refused_once() -> None:
    with pytest.raises(RejectedError) as caught:
        items([{"x": 1}] * MOST_WITHOUT)
    assert (caught.value.reason, caught.value.message) == (
        FailureReason.NO_TEXT,
        "none of its first 1,000 entries holds an article",
    )


def test_an_article_may_come_late() -> None:
    found = items([*[{"x": 1}] * (MOST_WITHOUT - 1), PLAIN, {"x": 1}])
    assert [isinstance(item, Draft) for item in found[-3:]] == [False, True, True]


def test_a_feed_states_what_its_items_do_not() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Nordwire",
        "language": "en",
        "authors": [{"name": "Ada Example"}],
        "items": [{"id": "1", "title": "Ferry", "content_text": "It sails.", "language": "nb"}],
    }
    (item,) = items(feed)
    assert isinstance(item, Draft)
    assert (item.fields["source"], item.fields["language"], item.fields["byline"]) == (
        "Nordwire",
        "nb",
        [{"name": "Ada Example"}],
    )


def test_an_article_longer_than_a_page_is_its_own_error() -> None:
    long, short = items([{"text": ["long " * 20]}, PLAIN], limits=Limits(page=90))
    assert isinstance(long, RejectedError)
    assert isinstance(short, Draft)
    assert (long.reason, long.member, long.message) == (
        FailureReason.TOO_LARGE,
        "0",
        "there are more than 90 bytes of it (WIREDESK_MAX_PAGE_BYTES)",
    )


def test_a_single_article_longer_than_a_page_is_refused() -> None:
    with pytest.raises(RejectedError, match="more than 90 bytes"):
        items({"text": "long " * 20}, limits=Limits(page=90))


@pytest.mark.parametrize("depth", [5, 400])
def test_wrappers_within_wrappers_have_an_end(depth: int) -> None:
    value = parse_json('{"data": {"items": ' * depth + "[]" + "}}" * depth)
    assert first_object(value) == value


def test_an_empty_answer_is_taken_as_it_is() -> None:
    assert entries_of({"articles": []}) == ({"articles": []}, {})


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=9) | st.integers(),
    lambda held: (
        st.lists(held, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                "uri type headlines bodies value items item data version title text body authors byline "
                "associations altids itemid renditions bylines source html fields sections name role "
                "datelinelocation signals pubstatus pubStatus @type maintext publishedAt id".split()
            ),
            held,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(JSON)
@example({"pubstatus": [None], "altids": {"itemid": "1"}})
def test_any_json_is_read_or_refused(value: Any) -> None:
    try:
        found = items(value)
    except RejectedError:
        return
    for item in found:
        if isinstance(item, Draft):
            assert stated_fields(item, ZoneInfo("UTC")).keys() <= Article.model_fields.keys()
