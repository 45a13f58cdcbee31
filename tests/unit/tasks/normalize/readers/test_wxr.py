from __future__ import annotations

from typing import Any

import pytest

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.reader import Draft
from tasks.normalize.readers.wxr import WxrReader
from tests.samples import source_of

HEAD = (
    '<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">'
)
POST = "<wp:post_type>post</wp:post_type><wp:status>publish</wp:status>"
AUTHOR = (
    "<wp:author><wp:author_login>anna</wp:author_login>"
    "<wp:author_display_name>Anna Berg</wp:author_display_name></wp:author>"
)


def read(items: str, channel: str = "") -> list[Draft]:
    source = source_of(f"{HEAD}<channel>{channel}{items}</channel></rss>", "a.xml")
    return [found for found in WxrReader().read(source) if isinstance(found, Draft)]


def post(inside: str, channel: str = "") -> Draft:
    (draft,) = read(f"<item>{inside}</item>", channel)
    return draft


def test_an_export_is_told_by_its_namespace() -> None:
    assert WxrReader().recognizes(source_of(f"{HEAD}</rss>")) == (
        "its root element is rss, with WordPress' export namespace"
    )


def test_a_feed_is_no_export() -> None:
    assert WxrReader().recognizes(source_of("<rss/>")) is None


@pytest.mark.parametrize(
    ("inside", "fields"),
    [
        ("<title>A &amp;amp; B</title>", {"headline": "A & B"}),
        ("<guid isPermaLink='false'>http://a.example/?p=1</guid>", {"uri": "http://a.example/?p=1"}),
        ("<link>http://a.example/a</link>", {"uri": "http://a.example/a", "url": "http://a.example/a"}),
        ("<dc:creator>anna</dc:creator>", {"byline": "Anna Berg"}),
        ("<dc:creator>tom</dc:creator>", {"byline": "tom"}),
        ("<wp:post_date_gmt>2026-11-24 10:00:00</wp:post_date_gmt>", {"firstcreated": "2026-11-24T10:00:00+00:00"}),
        (
            "<wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt><wp:post_date>2026-11-24 10:00:00</wp:post_date>",
            {"firstcreated": "2026-11-24T10:00:00"},
        ),
        ("<pubDate>Mon, 30 Nov -0001 00:00:00 +0000</pubDate>", {}),
        ("<wp:post_modified_gmt>2026-11-24 11:00:00</wp:post_modified_gmt>", {"versioncreated": "2026-11-24T11:00:00+00:00"}),
        (
            "<category domain='category' nicename='sea'>Sea</category><category domain='post_tag'>X</category>",
            {"subject": ["Sea"], "keywords": ["X"]},
        ),
        (
            "<category domain='category' nicename='uncategorized'>None</category><category domain='post_format'>Aside</category>",
            {},
        ),
        ("<excerpt:encoded>&lt;p&gt;Short&lt;/p&gt;</excerpt:encoded>", {"description": "Short"}),
        ("<wp:post_password>x</wp:post_password>", {"pubstatus": "withheld"}),
    ],
)  # fmt: skip
def test_what_a_post_states(inside: str, fields: dict[str, Any]) -> None:
    assert post(POST + inside, AUTHOR).fields == {"pubstatus": "usable"} | fields


@pytest.mark.parametrize("status", ["draft", "pending", "private"])
def test_what_is_not_public_is_withheld(status: str) -> None:
    assert post(f"<wp:status>{status}</wp:status>").fields["pubstatus"] == "withheld"


def test_a_scheduled_post_is_embargoed() -> None:
    draft = post(
        "<wp:status>future</wp:status><wp:post_date_gmt>2026-12-24 10:00:00</wp:post_date_gmt>"
    )
    assert (draft.fields["pubstatus"], draft.fields["embargoed"]) == (
        "withheld",
        "2026-12-24T10:00:00+00:00",
    )


def test_media_menus_and_trash_are_no_articles_but_count() -> None:
    items = (
        "<item><wp:post_type>attachment</wp:post_type></item>"
        "<item><wp:post_type>nav_menu_item</wp:post_type></item>"
        "<item><wp:post_type>post</wp:post_type><wp:status>trash</wp:status></item>"
        "<item><wp:post_type>recipe</wp:post_type></item>"
    )
    assert [draft.member for draft in read(items)] == ["3"]


def test_paragraphs_are_set_apart_by_blank_lines() -> None:
    text = "<![CDATA[One\n\nTwo\n[gallery ids='1']]]>"
    assert post(f"{POST}<content:encoded>{text}</content:encoded>").paragraphs == ["One", "Two"]


def test_the_site_is_the_source() -> None:
    draft = post(POST, "<title>Elbkurier</title><language>de-DE</language>")
    assert (draft.fields["source"], draft.fields["language"]) == ("Elbkurier", "de-DE")


def test_an_export_without_posts_is_refused() -> None:
    with pytest.raises(RejectedError, match="the export has no posts or pages") as refused:
        read("<item><wp:post_type>attachment</wp:post_type></item>")
    assert refused.value.reason is FailureReason.NO_TEXT


def test_an_export_that_declares_entities_is_refused() -> None:
    with pytest.raises(RejectedError, match="entities"):
        list(WxrReader().read(source_of(f'<!DOCTYPE rss [<!ENTITY a "b">]>{HEAD}</rss>')))
