from __future__ import annotations

import datetime as dt
import json
import unicodedata
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from schemas.article import Article, Author, Dateline, PubStatus
from schemas.document import article_id
from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.content import BytesContent
from tasks.normalize.normalize import normalize
from tasks.normalize.readers.plain_json import BODY_NAMES, NAMES
from tasks.options import Options
from tests.samples import make_document

OPTIONS = Options()
STORY = """\
Ferry to Skarvik sails again

By Ada Example

OSLO, 24 Nov (NTB) - The ferry to the island of Skarvik sails again, the
harbour said, because the storm has passed.

“We are glad,” said its captain.

(Reporting by Ada Example; Editing by Bo Sample)
"""


def articles(raw: bytes, path: str = "ferry.txt", **options: Any) -> list[Article | RejectedError]:
    document = make_document(raw, path)
    return list(normalize(document, BytesContent(raw), OPTIONS.model_copy(update=options)))


def article(text: str, path: str = "ferry.txt") -> Article:
    (found,) = articles(text.encode(), path)
    assert isinstance(found, Article)
    return found


def of_json(**fields: Any) -> Article:
    return article(json.dumps({"headline": "Ferry", "text": "It sails.", **fields}), "a.json")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("headline", "Ferry to Skarvik sails again"),
        ("byline", "Ada Example"),
        ("authors", (Author(name="Ada Example"),)),
        (
            "body_text",
            (
                "OSLO, 24 Nov (NTB) - The ferry to the island of Skarvik sails again, the harbour "
                "said, because the storm has passed.\n“We are glad,” said its captain."
            ),
        ),
        (
            "dateline",
            Dateline(
                text="OSLO, 24 Nov (NTB)", place="OSLO", date=dt.date(2026, 11, 24), agency="NTB"
            ),
        ),
        ("located", "OSLO"),
        ("firstcreated", dt.datetime(2026, 11, 24, tzinfo=dt.UTC)),
        ("language", "en"),
        ("ednote", "(Reporting by Ada Example; Editing by Bo Sample)"),
        ("word_count", 28),
        ("pubstatus", PubStatus.USABLE),
        ("source", None),
    ],
)
def test_a_wire_story_becomes_an_article(field: str, value: Any) -> None:
    assert getattr(article(STORY), field) == value


def test_what_was_guessed_is_named() -> None:
    assert article(STORY).provenance.guessed == {
        "dateline.date": "year from the file's modification time",
        "firstcreated": "date of the dateline; year from the file's modification time; "
        "time of day unknown",
        "language": "detected from the text",
    }


def test_a_guessed_encoding_is_named() -> None:
    (found,) = articles("Café reopens\n\nThe café is open, said the owner.".encode("cp1252"))
    assert isinstance(found, Article)
    assert found.provenance.guessed["encoding"] == "by the frequency of its bytes"


def test_a_stated_date_goes_before_the_dateline() -> None:
    found = of_json(text="OSLO, 24 Nov - It sails.", date="2026-11-23T10:00:00Z")
    assert found.firstcreated == dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)


def test_the_subfolder_is_the_source() -> None:
    assert article(STORY, "wire/sea/ferry.txt").source == "wire/sea"


def test_a_stated_source_goes_before_the_subfolder() -> None:
    found = article('{"text": "It sails.", "source": "Example Wire"}', "sea/a.json")
    assert found.source == "Example Wire"


def test_a_source_from_the_subfolder_is_a_guess() -> None:
    assert article(STORY, "sea/a.txt").provenance.guessed["source"] == "the inbox's subfolder"


def test_an_item_without_an_identifier_gets_one_from_its_document() -> None:
    raw = b'[{"text": "It sails."}, {"text": "It sank."}]'
    document = make_document(raw, "a.json")
    found = [
        item.uri
        for item in normalize(document, BytesContent(raw), OPTIONS)
        if isinstance(item, Article)
    ]
    assert found == [f"urn:uuid:{article_id(document.id, index)}" for index in (0, 1)]


def test_a_stated_identifier_is_kept() -> None:
    assert of_json(guid="tag:example.org,2026:1").uri == "tag:example.org,2026:1"


def test_a_kill_needs_no_body() -> None:
    found = of_json(text="", pubstatus="canceled")
    assert (found.headline, found.body_text) == ("Ferry", "")


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
        articles(json.dumps(fields).encode(), "a.json")
    assert caught.value.reason is FailureReason.NO_TEXT
    assert caught.value.message.partition(";")[0] == message


def test_a_json_without_text_is_told_which_names_were_looked_for() -> None:
    with pytest.raises(RejectedError, match="; looked for headline, title, name and body_text, "):
        articles(b'{"heading": "Ferry"}', "a.json")


def test_a_text_without_text_is_told_no_names() -> None:
    with pytest.raises(RejectedError, match=r"no headline and body was found$"):
        articles(b" \n ")


def test_a_bad_item_does_not_spoil_the_others() -> None:
    found = articles(b'[{"text": "It sails."}, 5, {"title": "x"}, {"text": "It sank."}]', "a.json")
    assert [isinstance(item, Article) for item in found] == [True, False, False, True]


def test_an_item_knows_its_member() -> None:
    _, found = articles(b'[{"text": "It sails."}, {"text": "It sank."}]', "a.json")
    assert isinstance(found, Article)
    assert found.provenance.member == "1"


@pytest.mark.parametrize(
    ("raw", "options", "reason"),
    [
        (b"", {}, FailureReason.EMPTY_FILE),
        (b"x" * 11, {"max_document_bytes": 10}, FailureReason.TOO_LARGE),
        (b'[{"text":"a"},{"text":"b"}]', {"max_articles_per_document": 1}, FailureReason.TOO_LARGE),
        (b"%PDF-1.7", {}, FailureReason.UNSUPPORTED_FORMAT),
    ],
)
def test_a_document_that_cannot_be_read_is_refused(
    raw: bytes, options: dict[str, Any], reason: FailureReason
) -> None:
    with pytest.raises(RejectedError) as caught:
        articles(raw, **options)
    assert caught.value.reason is reason


@pytest.mark.parametrize(
    ("raw", "options"),
    [
        (b"x" * 10, {"max_document_bytes": 10}),
        (b'[{"text":"a"}]', {"max_articles_per_document": 1}),
    ],
)
def test_a_document_at_the_limit_is_read(raw: bytes, options: dict[str, Any]) -> None:
    assert len(articles(raw, **options)) == 1


@pytest.mark.parametrize(
    ("raw", "path", "reader"),
    [
        (b"Ferry\n\nIt sails.", "a.txt", "text"),
        (b"# Ferry\n\nIt sails.", "a.md", "markdown"),
        (b'{"text": "It sails."}', "a", "json"),
    ],
)
def test_the_format_is_named(raw: bytes, path: str, reader: str) -> None:
    (found,) = articles(raw, path)
    assert isinstance(found, Article)
    assert (found.provenance.format, found.provenance.reader) == (reader, reader)


@pytest.mark.parametrize("field", [field for field in NAMES if field not in {"uri", "headline"}])
def test_a_value_of_a_wrong_type_is_warned_of_by_name(field: str) -> None:
    found = of_json(**{field: {"unknown": [1]}})
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
        found = articles(raw, path)
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
