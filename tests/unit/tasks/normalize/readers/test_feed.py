from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.reader import Draft
from tasks.normalize.readers.feed import FeedReader
from tests.samples import source_of

ATOM = 'xmlns="http://www.w3.org/2005/Atom"'
NAMESPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
)


def read(text: str | bytes, **known: Any) -> list[Draft | RejectedError]:
    return list(FeedReader().read(source_of(text, "a.xml", **known)))


def drafts(text: str, **known: Any) -> list[Draft]:
    return [found for found in read(text, **known) if isinstance(found, Draft)]


def item(inside: str, channel: str = "") -> Draft:
    feed = f"<rss {NAMESPACES}><channel>{channel}<item>{inside}</item></channel></rss>"
    return drafts(feed)[0]


def entry(inside: str, feed: str = "") -> Draft:
    return drafts(f"<feed {ATOM}>{feed}<entry>{inside}</entry></feed>")[0]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("<rss/>", "its root element is rss"),
        ("<RSS version='0.91'></RSS>", "its root element is RSS"),
        (f"<feed {ATOM}/>", "its root element is feed"),
        (f"<a:feed {ATOM.replace('xmlns', 'xmlns:a')}/>", "its root element is feed"),
        (f"<entry {ATOM}/>", "its root element is an Atom entry"),
        (
            '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"/>',
            "its root element is RDF with an RSS channel",
        ),
        ('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>', None),
        ("<feed><animal/></feed>", None),
        ("<entry/>", None),
        ("<html><body><rss></rss></body></html>", None),
        ("plain text", None),
    ],
)
def test_a_feed_is_told_by_its_root(text: str, why: str | None) -> None:
    assert FeedReader().recognizes(source_of(text)) == why


def test_every_item_is_an_article_with_its_place() -> None:
    found = read("<rss><item><title>A</title></item><item><title>B</title></item></rss>")
    assert [each.member for each in found] == ["0", "1"]


def test_an_entry_by_itself_has_no_place() -> None:
    (draft,) = drafts(f"<entry {ATOM}><title>A</title></entry>")
    assert draft.member is None


@pytest.mark.parametrize(
    ("inside", "fields"),
    [
        ("<guid>urn:1</guid>", {"uri": "urn:1"}),
        ("<guid>http://a.example/</guid>", {"uri": "http://a.example/", "url": "http://a.example/"}),
        ('<guid isPermaLink="false">http://a.example/</guid>', {"uri": "http://a.example/"}),
        ("<link> http://a.example/ </link>", {"uri": "http://a.example/", "url": "http://a.example/"}),
        ("<title>A &amp;amp; &lt;b&gt;B&lt;/b&gt;</title>", {"headline": "A & B"}),
        ("<title>A</title><media:title>B</media:title>", {"headline": "A"}),
        ("<x:title xmlns:x='urn:x'>B</x:title><dc:title>A</dc:title>", {"headline": "A"}),
        ("<author>a@b.example (Anna)</author>", {"byline": "Anna"}),
        ("<author>a@b.example</author><dc:creator>Anna</dc:creator>", {"byline": "Anna"}),
        (
            "<dc:creator>Anna</dc:creator><dc:creator>Tom</dc:creator>",
            {"byline": [{"name": "Anna"}, {"name": "Tom"}]},
        ),
        ("<managingEditor>Anna</managingEditor>", {}),
        ("<pubDate>24 Nov 26 10:00 EST</pubDate>", {"firstcreated": "2026-11-24T10:00:00-05:00"}),
        ("<dc:date>2026-11-24</dc:date>", {"firstcreated": "2026-11-24"}),
        ("<dc:language>sv</dc:language>", {"language": "sv"}),
        ("<source url='http://b.example/'>B</source>", {"source": "B"}),
        ("<category>A</category><dc:subject>B</dc:subject>", {"subject": ["A", "B"]}),
        ("<media:keywords>a, b</media:keywords>", {"keywords": ["a", "b"]}),
        ("<dc:rights>© 2026 Anna</dc:rights>", {"usageterms": "© 2026 Anna", "copyrightholder": "Anna"}),
        ("<dc:rights>Free for all to use</dc:rights>", {"usageterms": "Free for all to use"}),
    ],
)  # fmt: skip
def test_what_an_item_states(inside: str, fields: dict[str, Any]) -> None:
    assert item(inside).fields == fields


@pytest.mark.parametrize(
    ("inside", "fields"),
    [
        ("<id>urn:1</id>", {"uri": "urn:1"}),
        ("<title type='html'>&lt;b&gt;A&lt;/b&gt;</title>", {"headline": "A"}),
        ("<published>2026-11-24T10:00:00Z</published>", {"firstcreated": "2026-11-24T10:00:00+00:00"}),
        ("<updated>2026-11-24T10:00:00Z</updated>", {"versioncreated": "2026-11-24T10:00:00+00:00"}),
        ("<author><name>A</name><email>a@b.example</email></author>", {"byline": "A"}),
        ("<category term='a' label='B'/><category term='c'/>", {"subject": ["B", "c"], "keywords": ["a"]}),
        ("<source><title>B</title><author><name>A</name></author></source>", {"source": "B", "byline": [{"name": "A"}]}),
        ("<content xml:lang='de'/>", {"language": "de"}),
        ("<link rel='license' href='http://l.example/'/>", {"usageterms": "http://l.example/"}),
    ],
)  # fmt: skip
def test_what_an_entry_states(inside: str, fields: dict[str, Any]) -> None:
    assert entry(inside).fields == fields


def test_what_a_feed_states_holds_for_its_items() -> None:
    channel = "<title>News</title><language>en-GB</language><copyright>© Nordwire</copyright>"
    assert item("<guid>urn:1</guid>", channel).fields == {
        "uri": "urn:1",
        "language": "en-GB",
        "source": "News",
        "usageterms": "© Nordwire",
        "copyrightholder": "Nordwire",
    }


def test_an_atom_feed_states_authors_and_language_for_its_entries() -> None:
    draft = entry("<title>A</title>", "<author><name>Anna</name></author>")
    assert draft.fields["byline"] == ["Anna"]


@pytest.mark.parametrize(
    ("links", "url"),
    [
        ("<link href='http://a.example/1'/>", "http://a.example/1"),
        ("<link rel='self' href='http://a.example/1'/><link rel='alternate' href='/2'/>", "http://b.example/2"),
        ("<link type='image/png' href='x:1'/><link type='text/html' href='x:2'/>", "x:2"),
        ("<link xml:base='http://c.example/d/' href='e'/>", "http://b.example/e"),
        ("<content src='http://a.example/1'/>", "http://a.example/1"),
        ("<link href='http://['/>", "http://["),
    ],
)  # fmt: skip
def test_the_alternate_link_is_the_address(links: str, url: str) -> None:
    (draft,) = drafts(f"<feed {ATOM}><entry>{links}</entry></feed>", url="http://b.example/feed")
    assert draft.fields["url"] == url


def test_a_relative_link_starts_at_the_base() -> None:
    (draft,) = drafts(
        f"<feed {ATOM} xml:base='http://a.example/b/'><entry><link href='c'/></entry></feed>"
    )
    assert draft.fields["url"] == "http://a.example/b/c"


@pytest.mark.parametrize(
    ("inside", "body", "description"),
    [
        ("<description>A</description>", ["A"], None),
        ("<description>A</description><content:encoded>B</content:encoded>", ["B"], "A"),
        ("<description>A</description><content:encoded>A</content:encoded>", ["A"], None),
        ("<description>A</description><content:encoded> </content:encoded>", ["A"], None),
        ("<description>A</description><summary>B</summary>", ["B"], "A"),
        ("<description>A</description><media:description>B</media:description>", ["A"], None),
        ("<title>A</title>", [], None),
    ],
)
def test_the_body_and_the_abstract(inside: str, body: list[str], description: str | None) -> None:
    draft = item(inside)
    assert (draft.paragraphs, draft.fields.get("description")) == (body, description)


def test_rss_1_0_names_its_items_by_address() -> None:
    (draft,) = drafts(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        '<channel rdf:about="http://a.example/"><title>News</title></channel>'
        '<item rdf:about="urn:1"><title>A</title><link>http://a.example/1</link></item></rdf:RDF>'
    )
    assert draft.fields == {
        "uri": "urn:1", "url": "http://a.example/1", "headline": "A", "source": "News",
    }  # fmt: skip


def test_a_namespace_that_nobody_knows_is_rss_if_the_item_is_in_it() -> None:
    (draft,) = drafts("<rss xmlns='urn:x'><channel><item><title>A</title></item></channel></rss>")
    assert draft.fields == {"headline": "A"}


def test_an_empty_item_does_not_spoil_the_others() -> None:
    bad, good = read("<rss><item/><item><title>A</title></item></rss>")
    assert isinstance(bad, RejectedError)
    assert (bad.reason, bad.member, good.member) == (FailureReason.NO_TEXT, "0", "1")


def test_a_feed_without_entries_is_refused() -> None:
    with pytest.raises(RejectedError, match="the feed has no entries") as refused:
        read("<rss><channel><title>A</title></channel></rss>")
    assert refused.value.reason is FailureReason.NO_TEXT


@given(st.text())
def test_no_text_raises_anything_else(text: str) -> None:
    with suppress(RejectedError):
        read(f"<rss><item><title>{text}</title><link>{text}</link></item></rss>")
