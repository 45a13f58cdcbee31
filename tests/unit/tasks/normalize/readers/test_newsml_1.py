from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.reader import Draft
from tasks.normalize.readers.newsml_1 import NewsMl1Reader
from tests.samples import source_of

TEXT = "<ContentItem><MediaType FormalName='Text'/><DataContent><p>Text.</p></DataContent></ContentItem>"


def read(document: str) -> list[Draft]:
    found = NewsMl1Reader().read(source_of(document, "a.xml"))
    return [each for each in found if isinstance(each, Draft)]


def item(component: str = TEXT, rest: str = "") -> Draft:
    inside = f"{rest}<NewsComponent>{component}</NewsComponent>"
    (draft,) = read(f"<NewsML><NewsItem>{inside}</NewsItem></NewsML>")
    return draft


def lines(inside: str) -> dict[str, Any]:
    return item(f"<NewsLines>{inside}</NewsLines>{TEXT}").fields


def test_it_is_told_by_its_root() -> None:
    assert NewsMl1Reader().recognizes(source_of("<NewsML/>")) == "its root element is NewsML"


def test_an_embargo_ends_when_the_status_will_change() -> None:
    change = "<StatusWillChange><DateAndTime>20261125T060000Z</DateAndTime></StatusWillChange>"
    status = f"<NewsManagement><Status FormalName='Embargoed'/>{change}</NewsManagement>"
    assert item(rest=status).fields["embargoed"] == "20261125T060000Z"


def test_a_text_without_end_is_refused_by_its_item(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tasks.normalize.wire_xml.body.MOST_CHARACTERS", 5)
    inside = (
        f"<NewsItem>{TEXT}</NewsItem><NewsItem>{TEXT.replace('Text.', 'Long text.')}</NewsItem>"
    )
    first, second = NewsMl1Reader().read(source_of(f"<NewsML>{inside}</NewsML>"))
    assert isinstance(first, Draft)
    assert isinstance(second, RejectedError)
    assert (second.reason, second.member) == (FailureReason.TOO_LARGE, "1")


def test_creators_are_authors() -> None:
    creator = "<AdministrativeMetadata><Creator><Party FormalName='Ada'/></Creator></AdministrativeMetadata>"
    assert item(creator + TEXT).fields["authors"] == ["Ada"]


def test_an_item_of_items_is_a_package() -> None:
    inner = f"<NewsItem><NewsComponent>{TEXT}</NewsComponent></NewsItem>"
    found = read(
        f"<NewsML><NewsItem><NewsComponent>{inner * 2}</NewsComponent></NewsItem></NewsML>"
    )
    assert [draft.member for draft in found] == ["0", "1"]


def test_the_language_nearest_to_the_text_is_its_own() -> None:
    def described(language: str) -> str:
        inside = f"<Language FormalName='{language}'/>"
        return f"<DescriptiveMetadata>{inside}</DescriptiveMetadata>"

    inner = f"<NewsComponent>{described('fr')}{TEXT}</NewsComponent>"
    assert item(described("en") + inner).fields["language"] == "fr"


def test_other_roots_are_not_recognized() -> None:
    assert NewsMl1Reader().recognizes(source_of("<newsItem/>")) is None


@pytest.mark.parametrize(
    ("inside", "field", "value"),
    [
        ("<HeadLine>A</HeadLine>", "headline", "A"),
        ("<SubHeadLine>A</SubHeadLine>", "headline", "A"),
        ("<SlugLine>tram</SlugLine>", "slugline", "tram"),
        ("<ByLine>Par Ada</ByLine>", "byline", "Par Ada"),
        ("<CopyrightLine>2026 Nordwire</CopyrightLine>", "copyrightholder", "2026 Nordwire"),
        ("<KeywordLine>a, b</KeywordLine>", "keywords", ["a", "b"]),
        ("<DateLine>Rennes</DateLine>", "located", "Rennes"),
    ],
)
def test_news_lines(inside: str, field: str, value: object) -> None:
    assert lines(inside)[field] == value


@pytest.mark.parametrize(
    ("rest", "field", "value"),
    [
        ("<NewsManagement><FirstCreated>20261124T091200Z</FirstCreated></NewsManagement>", "firstcreated", "20261124T091200Z"),
        ("<NewsManagement><Status FormalName='Usable'/></NewsManagement>", "pubstatus", "usable"),
        ("<NewsManagement><Urgency FormalName='4'/></NewsManagement>", "urgency", "4"),
        ("<Identification><NewsIdentifier><RevisionId>2</RevisionId></NewsIdentifier></Identification>", "version", "2"),
        ("<Identification><NewsIdentifier><PublicIdentifier>urn:a</PublicIdentifier></NewsIdentifier></Identification>", "uri", "urn:a"),
        ("<Identification><NewsIdentifier><RevisionId>2</RevisionId><PublicIdentifier>urn:newsml:nw:20261124:a:2N</PublicIdentifier></NewsIdentifier></Identification>", "uri", "urn:newsml:nw:20261124:a"),
    ],
)  # fmt: skip
def test_what_is_stated_of_the_item(rest: str, field: str, value: str) -> None:
    assert item(rest=rest).fields[field] == value


@pytest.mark.parametrize(
    ("metadata", "field", "value"),
    [
        ("<Language FormalName='fr'/>", "language", "fr"),
        ("<Location><Property FormalName='City' Value='Rennes'/></Location>", "located", "Rennes"),
        ("<Property FormalName='City' Value='Rennes'/>", "located", "Rennes"),
        ("<Property FormalName='Keyword' Value='tram'/>", "keywords", ["tram"]),
        ("<Genre FormalName='Current'/>", "genre", ["Current"]),
    ],
)
def test_what_is_stated_of_the_content(metadata: str, field: str, value: object) -> None:
    found = item(f"<DescriptiveMetadata>{metadata}</DescriptiveMetadata>{TEXT}").fields
    assert found[field] == value


@pytest.mark.parametrize(
    ("data", "paragraphs"),
    [
        ("<p>A</p><p>B</p>", ["A", "B"]),
        ("<nitf><body><body.content><p>A</p></body.content></body></nitf>", ["A"]),
        ("<html><body><p>A</p></body></html>", ["A"]),
        ("<![CDATA[<P>A</P>\n<P>B</P>]]>", ["A", "B"]),
        ("A", ["A"]),
    ],
)
def test_the_text_in_whatever_form(data: str, paragraphs: list[str]) -> None:
    assert (
        item(f"<ContentItem><DataContent>{data}</DataContent></ContentItem>").paragraphs
        == paragraphs
    )


def test_a_caption_is_not_the_text() -> None:
    photo = "<ContentItem><MediaType FormalName='Photo'/><DataContent>A long caption.</DataContent></ContentItem>"
    assert item(photo + TEXT).paragraphs == ["Text."]


def test_the_headline_nearest_to_the_text_is_its_own() -> None:
    own = f"<NewsComponent><NewsLines><HeadLine>Own</HeadLine></NewsLines>{TEXT}</NewsComponent>"
    assert item(f"<NewsLines><HeadLine>All</HeadLine></NewsLines>{own}").fields["headline"] == "Own"


def test_items_are_numbered() -> None:
    one = f"<NewsItem><NewsComponent>{TEXT}</NewsComponent></NewsItem>"
    assert [draft.member for draft in read(f"<NewsML>{one}{one}</NewsML>")] == ["0", "1"]


def test_a_document_without_items_is_refused() -> None:
    with pytest.raises(RejectedError, match="no NewsItem"):
        read("<NewsML/>")


@given(st.text(alphabet="<>&;/pbr aé\n='\"[]!CDAT"))
def test_any_text_in_an_item_is_read_or_refused(text: str) -> None:
    with suppress(RejectedError):
        item(f"<ContentItem><DataContent>{text}</DataContent></ContentItem>")
