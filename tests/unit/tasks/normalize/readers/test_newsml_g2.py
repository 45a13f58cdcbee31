from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.reader import Draft
from tasks.normalize.readers.newsml_g2 import NewsMlG2Reader
from tests.samples import source_of

XMLNS = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
BODY = "<contentSet><inlineXML><html><body><p>Text.</p></body></html></inlineXML></contentSet>"


def read(document: str) -> list[Draft]:
    found = NewsMlG2Reader().read(source_of(document, "a.xml"))
    return [each for each in found if isinstance(each, Draft)]


def item(meta: str = "", content: str = "", rest: str = BODY, attributes: str = "") -> Draft:
    inside = f"<itemMeta>{meta}</itemMeta><contentMeta>{content}</contentMeta>{rest}"
    (draft,) = read(f"<newsItem {XMLNS} {attributes}>{inside}</newsItem>")
    return draft


def fields(**parts: str) -> dict[str, Any]:
    return item(**parts).fields


@pytest.mark.parametrize("root", ["newsItem", "newsMessage", "packageItem", "n:newsItem"])
def test_it_is_told_by_its_root(root: str) -> None:
    recognized = NewsMlG2Reader().recognizes(source_of(f"<{root} {XMLNS}/>"))
    assert recognized == f"its root element is {root.rpartition(':')[2]}"


def test_a_text_without_end_is_refused_by_its_item(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tasks.normalize.wire_xml.body.MOST_CHARACTERS", 5)
    inside = (
        f"<newsItem>{BODY}</newsItem><newsItem>{BODY.replace('Text.', 'Long text.')}</newsItem>"
    )
    found = NewsMlG2Reader().read(source_of(f"<newsMessage>{inside}</newsMessage>"))
    first, second = found
    assert isinstance(first, Draft)
    assert isinstance(second, RejectedError)
    assert (second.reason, second.member) == (FailureReason.TOO_LARGE, "1")


def test_an_agency_without_a_time_zone_is_at_home() -> None:
    assert item(meta="<provider literal='STT'/>").zone == "Europe/Helsinki"


def test_the_sender_of_a_message_tells_the_home_of_its_items() -> None:
    header = "<header><sender>BusinessDesk</sender></header>"
    (draft,) = read(f"<newsMessage>{header}<newsItem>{BODY}</newsItem></newsMessage>")
    assert draft.zone == "Pacific/Auckland"


@pytest.mark.parametrize("text", ["<NewsML/>", "<rss/>", "newsItem"])
def test_other_texts_are_not_recognized(text: str) -> None:
    assert NewsMlG2Reader().recognizes(source_of(text)) is None


@pytest.mark.parametrize(
    ("meta", "field", "value"),
    [
        ("<firstCreated>2026-11-24</firstCreated>", "firstcreated", "2026-11-24"),
        ("<versionCreated>2026-11-24</versionCreated>", "versioncreated", "2026-11-24"),
        ("<embargoed>2026-11-24</embargoed>", "embargoed", "2026-11-24"),
        ("<pubStatus qcode='stat:withheld'/>", "pubstatus", "withheld"),
        ("<provider literal='Nordwire'/>", "source", "Nordwire"),
        ("<provider qcode='nprov:NW'><name>Nordwire</name></provider>", "source", "Nordwire"),
        ("<provider qcode='nprov:NW'/>", "source", "NW"),
        ("<edNote>Adds.</edNote><edNote role='x:private'>No.</edNote>", "ednote", "Adds."),
    ],
)
def test_what_is_stated_of_the_item(meta: str, field: str, value: str) -> None:
    assert fields(meta=meta)[field] == value


@pytest.mark.parametrize(
    ("content", "field", "value"),
    [
        ("<headline>A</headline>", "headline", "A"),
        ("<headline role='sub'>b</headline><headline role='hld:main'>A</headline>", "headline", "A"),
        ("<slugline>fjord-bridge</slugline>", "slugline", "fjord-bridge"),
        ("<urgency>4</urgency>", "urgency", "4"),
        ("<by>By Ada Example</by>", "byline", "By Ada Example"),
        ("<located><name>Molde</name></located>", "located", "Molde"),
        ("<language tag='nb'/>", "language", "nb"),
        ("<infoSource literal='Fjordposten'/>", "source", "Fjordposten"),
        ("<keyword>bridges</keyword><keyword/>", "keywords", ["bridges"]),
        ("<subject qcode='a:1'><name>traffic</name></subject><subject qcode='a:2'/>", "subject", ["traffic"]),
        ("<genre><name>Report</name></genre>", "genre", ["Report"]),
        ("<description role='drol:summary'>Short.</description>", "description", "Short."),
        ("<creator><name>Ada</name></creator>", "authors", [{"name": "Ada", "role": None}]),
        ("<contentCreated>2026-11-24</contentCreated>", "firstcreated", "2026-11-24"),
        ("<contentModified>2026-11-24</contentModified>", "versioncreated", "2026-11-24"),
    ],
)  # fmt: skip
def test_what_is_stated_of_the_content(content: str, field: str, value: object) -> None:
    assert fields(content=content)[field] == value


def test_a_caption_is_no_description() -> None:
    assert "description" not in fields(content="<description role='drol:caption'>A</description>")


@pytest.mark.parametrize(
    ("name", "field"), [("guid", "uri"), ("version", "version"), ("xml:lang", "language")]
)
def test_what_attributes_say(name: str, field: str) -> None:
    assert fields(attributes=f'{name}="7"')[field] == "7"


def test_a_guid_that_ends_in_the_version_is_the_one_of_all_versions() -> None:
    found = fields(attributes='guid="urn:newsml:nw:20261124:a:2" version="2"')
    assert found["uri"] == "urn:newsml:nw:20261124:a"


def test_rights() -> None:
    rights = "<rightsInfo><copyrightHolder literal='Nordwire'/><usageTerms>Once.</usageTerms></rightsInfo>"
    found = fields(rest=rights + BODY)
    assert (found["copyrightholder"], found["usageterms"]) == ("Nordwire", "Once.")


@pytest.mark.parametrize(
    ("content", "paragraphs"),
    [
        ("<inlineXML><html><head><title>T</title></head><body><p>A</p><p>B</p></body></html></inlineXML>", ["A", "B"]),
        ("<inlineXML><nitf><body><body.content><p>A</p></body.content></body></nitf></inlineXML>", ["A"]),
        ("<inlineXML><p>A</p></inlineXML>", ["A"]),
        ("<inlineData>A</inlineData>", ["A"]),
        ("<inlineData>No</inlineData><inlineXML><p>A</p></inlineXML>", ["A"]),
        ("<inlineXML><sports><score>3</score></sports></inlineXML><inlineData>A</inlineData>", ["A"]),
    ],
)  # fmt: skip
def test_the_text_of_a_content_set(content: str, paragraphs: list[str]) -> None:
    assert item(rest=f"<contentSet>{content}</contentSet>").paragraphs == paragraphs


def test_where_the_item_is_silent_the_nitf_in_it_speaks() -> None:
    nitf = "<nitf><body><body.head><byline>Ada</byline></body.head><body.content>A</body.content></body></nitf>"
    assert fields(rest=f"<contentSet><inlineXML>{nitf}</inlineXML></contentSet>")["byline"] == "Ada"


def message(*items: str) -> str:
    return f"<newsMessage {XMLNS}><itemSet>{''.join(items)}</itemSet></newsMessage>"


TEXT = f"<newsItem>{BODY}</newsItem>"
PICTURE = "<newsItem><itemMeta><itemClass qcode='ninat:picture'/></itemMeta></newsItem>"


def test_each_text_of_a_message_is_an_article_by_its_place() -> None:
    assert [draft.member for draft in read(message(TEXT, PICTURE, TEXT))] == ["0", "2"]


def test_an_item_alone_has_no_place() -> None:
    assert item().member is None


def test_a_message_of_pictures_says_what_it_has() -> None:
    with pytest.raises(RejectedError, match=r"but: newsitem \(picture\), packageitem$") as caught:
        read(message(PICTURE, PICTURE, "<packageItem/>"))
    assert caught.value.reason is FailureReason.NO_TEXT


def test_a_canceled_item_needs_no_text() -> None:
    status = "<itemMeta><pubStatus qcode='stat:canceled'/></itemMeta>"
    assert read(message(f"<newsItem>{status}</newsItem>"))[0].paragraphs == []


def test_items_within_items_are_not_read_twice() -> None:
    assert len(read(f"<newsItem>{BODY}{TEXT}</newsItem>")) == 1


@given(st.text(alphabet="<>&;/pbr aé\n='\"[]!CDAT"))
def test_any_text_in_an_item_is_read_or_refused(text: str) -> None:
    for inside in (text, f"<inlineXML>{text}</inlineXML>"):
        with suppress(RejectedError):
            read(f"<newsItem><contentSet>{inside}</contentSet></newsItem>")
