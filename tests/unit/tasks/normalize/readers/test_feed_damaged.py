"""Feeds that are not what they should be: broken off, no XML, hostile, too large."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.reader import Draft
from tasks.normalize.readers.feed import FeedReader
from tasks.normalize.source import HEAD_BYTES, Limits
from tests.samples import source_of

ITEM = "<item><title>A</title><description>One</description></item>"


def read(text: str | bytes, **known: Any) -> tuple[list[Draft], RejectedError | None]:
    """The drafts, and what ended them."""
    drafts: list[Draft] = []
    try:
        for found in FeedReader().read(source_of(text, "a.xml", **known)):
            assert isinstance(found, Draft)
            drafts.append(found)
    except RejectedError as error:
        return drafts, error
    return drafts, None


@pytest.mark.parametrize(
    ("inside", "headline"),
    [
        ("<title>A & B</title>", "A & B"),
        ("<title>A&nbsp;B &hellip;</title>", "A\u00a0B …"),
        ("<title>A\x0bB</title>", "AB"),
        ("<title>A &bogus; B</title>", "A &bogus; B"),
        ("<title>A&#xd83d;&#0;&#1; &amp; &#8211;</title>", "A\ufffd\ufffd & –"),
        ("<dc:title>A</dc:title>", "A"),
        ("<title><![CDATA[A & B]]> & C</title>", "A & B & C"),
    ],
)
def test_small_faults_are_mended(inside: str, headline: str) -> None:
    drafts, error = read(f"<rss><item>{inside}</item></rss>")
    assert (error, [draft.fields["headline"] for draft in drafts]) == (None, [headline])


def test_what_comes_before_the_declaration_is_no_matter() -> None:
    drafts, error = read(f"\n <?xml version='1.0'?><rss>{ITEM}</rss>")
    assert (error, len(drafts)) == (None, 1)


def test_mending_goes_on_where_the_feed_broke_off() -> None:
    drafts, error = read(
        f"<rss><channel><title>N</title>{ITEM}<item><title>R&D</title></item></channel></rss>"
    )
    assert [(d.member, d.fields["source"], d.fields["headline"]) for d in drafts] == [
        ("0", "N", "A"),
        ("1", "N", "R&D"),
    ]
    assert error is None


def test_tag_soup_is_read_leniently_with_a_warning() -> None:
    drafts, error = read(
        f"<rss><channel>{ITEM}<item><title>B</title><author>a@b.example (Anna)</author>"
        "<pubDate>24 Nov 26 10:00 EST</pubDate><category>C</category>"
        "<description>Two<br>Three</description></item></channel></rss>"
    )
    assert error is None
    assert drafts[1] == Draft(
        fields={
            "headline": "B",
            "byline": "Anna",
            "firstcreated": "2026-11-24T10:00:00-05:00",
            "subject": ["C"],
        },
        paragraphs=["Two", "Three"],
        warnings=["this is no well-formed XML, and was read leniently"],
        member="1",
    )


def test_an_end_without_a_beginning_is_no_text() -> None:
    drafts, error = read("<rss><item><title>B<title></content:encoded></item>")
    assert (error, [draft.paragraphs for draft in drafts]) == (None, [[]])


def test_a_broken_end_leaves_the_items_before_it() -> None:
    drafts, error = read(f"<rss>\n{ITEM}\n<item><title>B</ti")
    assert [draft.fields["headline"] for draft in drafts] == ["A"]
    assert error is not None
    assert (error.reason, error.message.partition(":")[0]) == (
        FailureReason.MALFORMED,
        "line 3, column 19",
    )


def test_entities_are_not_expanded() -> None:
    _, error = read(f'<!DOCTYPE rss [<!ENTITY a "b">]><rss>{ITEM}</rss>')
    assert error is not None
    assert (error.reason, error.message) == (
        FailureReason.MALFORMED,
        "it declares entities, which are not expanded",
    )


def test_the_usual_entities_may_be_declared_and_nothing_is_loaded() -> None:
    drafts, error = read(
        '<!DOCTYPE rss [<!ENTITY nbsp "x"><!ENTITY % h PUBLIC "-//A" "http://127.0.0.1:9/a.ent">%h;]>'
        "<rss><item><title>caf&eacute;</title></item></rss>"
    )
    assert (error, drafts[0].fields["headline"]) == (None, "café")


def test_a_document_type_elsewhere_is_not_loaded() -> None:
    drafts, error = read(f'<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/rss.dtd"><rss>{ITEM}</rss>')
    assert (error, len(drafts)) == (None, 1)


def test_depth_has_an_end() -> None:
    drafts, error = read("<rss><channel>" + "<a>" * 10_000)
    assert (drafts, error and error.reason) == ([], FailureReason.MALFORMED)


def test_an_item_that_does_not_end_is_refused() -> None:
    drafts, error = read(f"<rss><channel>{ITEM}" + "<a/>" * 1_100_000)
    assert len(drafts) == 1
    assert error is not None
    assert (error.reason, error.member) == (FailureReason.TOO_LARGE, "1")


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "euc-kr", "iso-8859-5"])
def test_a_feed_larger_than_a_document_is_read_as_a_stream(encoding: str) -> None:
    name = "가" if encoding == "euc-kr" else "Я"
    text = (
        f"<?xml version='1.0' encoding='{encoding}'?>\n<rss>"
        + ITEM.replace("A", name) * 5_000
        + "</rss>"
    )
    limits = Limits(document=HEAD_BYTES + 1_000)
    drafts, error = read(text.encode(encoding), limits=limits)
    assert (error, len(drafts)) == (None, 5_000)
    assert {draft.fields["headline"] for draft in drafts} == {name}


def test_the_carriers_encoding_goes_before_the_declared_one() -> None:
    raw = "<?xml version='1.0' encoding='iso-8859-1'?><rss><item><title>Я</title></item></rss>"
    drafts, _ = read(raw.encode("koi8-r"), charset="koi8-r")
    assert drafts[0].fields["headline"] == "Я"


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<rss>",
                "<item>",
                "</item>",
                "<title>",
                "</title>",
                "<b>",
                "&",
                "A",
                "<![CDATA[",
                "]]>",
                "<!",
                "</rss>",
            ]
        )
    )
)
def test_no_soup_raises_anything_else(pieces: list[str]) -> None:
    read_all = FeedReader().read(source_of("<rss>" + "".join(pieces)))
    with suppress(RejectedError):
        list(read_all)
