"""Whatever comes in, articles or refusals come out, and every article can be sent."""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from schemas.article import Article
from schemas.errors import RejectedError
from tasks.normalize.objects.names import BODY_NAMES, NAMES
from tests.samples import articles_of


@pytest.mark.parametrize("field", [field for field in NAMES if field not in {"uri", "headline"}])
def test_a_value_of_a_wrong_type_is_warned_of_by_name(field: str) -> None:
    raw = json.dumps({"headline": "Ferry", "text": "It sails.", field: {"unknown": [1]}})
    (found,) = articles_of(raw.encode(), "a.json")
    assert isinstance(found, Article)
    assert found.provenance.warnings == (f"the {field} is not of a usable form and was left out",)


def _strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in _strings(item)]
    if isinstance(value, list):
        return [text for item in value for text in _strings(item)]
    return [value] if isinstance(value, str) else []


def _check(raw: bytes, path: str) -> None:
    """Articles or a refusal, nothing else; and every article can be sent and read again."""
    try:
        found = articles_of(raw, path)
    except RejectedError:
        return
    for item in found:
        if isinstance(item, Article):
            sent = item.to_json()
            assert Article.model_validate_json(sent) == item
            text = "".join(_strings(json.loads(sent))).replace("\n", "")
            assert not {"Cc", "Cs"} & set(map(unicodedata.category, text))
            assert not item.dateline or item.dateline.text in item.body_text


PATHS = st.sampled_from(["a.txt", "a.json", "a.md", "a"])


@given(st.binary(max_size=300), PATHS)
@example(b"\xff\xfe\x00", "a.txt")
def test_any_bytes_are_articles_or_refused(raw: bytes, path: str) -> None:
    _check(raw, path)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300), PATHS)
def test_any_text_is_articles_or_refused(text: str, path: str) -> None:
    _check(text.encode(), path)


ANY_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(exclude_categories=()), max_size=20)
    | st.datetimes(timezones=st.timezones() | st.none()).map(dt.datetime.isoformat),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "title", "@id", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)
ANY_NAME = st.sampled_from([*(name for names in NAMES.values() for name in names), *BODY_NAMES])


@given(st.dictionaries(ANY_NAME, ANY_JSON, max_size=8))
def test_any_value_of_any_field_is_used_or_left_out(fields: dict[str, Any]) -> None:
    _check(json.dumps({"text": "It sails.", **fields}).encode(), "a.json")


@pytest.mark.parametrize("name", [name for names in NAMES.values() for name in names])
def test_deep_nesting_in_any_field_is_survived(name: str) -> None:
    nested = "[" * 900 + '"a"' + "]" * 900
    _check(f'{{"text": "It sails.", "{name}": {nested}}}'.encode(), "a.json")
