from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from tasks.normalize.wire_xml.nitf_item import body_of_nitf, draft_of_nitf


def draft(inside: str, attributes: str = "") -> Any:
    return draft_of_nitf(etree.fromstring(f"<nitf {attributes}>{inside}</nitf>"))


def of_data(docdata: str, attributes: str = "") -> dict[str, Any]:
    found: dict[str, Any] = draft(f"<head><docdata {attributes}>{docdata}</docdata></head>").fields
    return found


def of_head(inside: str) -> dict[str, Any]:
    found: dict[str, Any] = draft(f"<body><body.head>{inside}</body.head></body>").fields
    return found


@pytest.mark.parametrize(
    ("docdata", "field", "value"),
    [
        ("<doc-id id-string='nw-7'/>", "uri", "nw-7"),
        ("<doc-id id-string='urn:newsml:nw:20261124:a:2N'/>", "uri", "urn:newsml:nw:20261124:a"),
        ("<du-key key='salt' version='2'/>", "version", "2"),
        ("<du-key key='salt' version='2'/>", "slugline", "salt"),
        ("<urgency ed-urg='5'/>", "urgency", "5"),
        ("<date.issue norm='20261124T081500Z'/>", "firstcreated", "20261124T081500Z"),
        ("<date.issue norm='20261124T081500Z'/>", "versioncreated", "20261124T081500Z"),
        ("<date.expire norm='20261225T081500Z'/>", "expires", "20261225T081500Z"),
        ("<doc.copyright holder='Nordwire'/>", "copyrightholder", "Nordwire"),
        ("<ed-msg info='Adds.'/>", "ednote", "Adds."),
        ("<correction info='Name.'/><ed-msg info='Adds.'/>", "ednote", "Name.\nAdds."),
        ("<doc.rights limitations='Norway only'/>", "usageterms", "Norway only"),
        ("<fixture fix-id='weekly'/><du-key key='salt'/>", "slugline", "salt"),
        ("<fixture fix-id='weekly'/>", "slugline", "weekly"),
        (
            "<identified-content><classifier value='1'/><person>Ada</person></identified-content>",
            "subject",
            ["Ada"],
        ),
        ("<key-list><keyword key='salt'/><keyword/></key-list>", "keywords", ["salt"]),
    ],
)
def test_what_is_stated_of_the_document(docdata: str, field: str, value: object) -> None:
    assert of_data(docdata)[field] == value


def test_the_status_is_the_managements() -> None:
    assert of_data("", "management-status='canceled'")["pubstatus"] == "canceled"


def test_a_date_that_nobody_filled_in_is_none() -> None:
    assert "firstcreated" not in of_data("<date.issue norm='YYYYMMDD'/>")


def test_a_release_after_the_issue_is_an_embargo() -> None:
    dates = "<date.issue norm='20261124T081500Z'/><date.release norm='20261125T000100Z'/>"
    assert of_data(dates)["embargoed"] == "20261125T000100Z"


@pytest.mark.parametrize(
    ("issued", "released", "embargoed"),
    [
        ("20261124T081500+0100", "2026-11-24T08:00:00+00:00", True),
        ("20261124T081500+0100", "2026-11-24T07:00:00+00:00", False),
        ("20261124", "20261124T0930Z", False),
        ("20261124", "20261125T0930Z", True),
        ("20261124T081500Z", "YYYYMMDD000000-HHMM", False),
    ],
)
def test_dates_of_different_forms_are_compared(
    issued: str, released: str, *, embargoed: bool
) -> None:
    found = of_data(f"<date.issue norm='{issued}'/><date.release norm='{released}'/>")
    assert ("embargoed" in found) is embargoed


def test_a_release_at_the_issue_is_no_embargo() -> None:
    dates = "<date.issue norm='20261124T081500Z'/><date.release norm='20261124T081500Z'/>"
    assert "embargoed" not in of_data(dates)


def test_a_subject_has_its_most_exact_name() -> None:
    subject = "<tobject><tobject.subject tobject.subject.type='Farming' tobject.subject.matter='Salt'/></tobject>"
    assert draft(f"<head>{subject}</head>").fields["subject"] == ["Salt"]


@pytest.mark.parametrize(
    ("inside", "field", "value"),
    [
        ("<hedline><hl1>A</hl1><hl2>B</hl2></hedline>", "headline", "A"),
        ("<hedline>A</hedline>", "headline", "A"),
        ("<byline>By Ada Example</byline>", "byline", "By Ada Example"),
        (
            "<byline>By <person>Ada</person><byttl>Nordwire</byttl></byline>",
            "byline",
            "By Ada, Nordwire",
        ),
        (
            "<byline>By <person>Ada</person> and <person>Bo</person>, <byttl>Nordwire</byttl></byline>",
            "byline",
            "By Ada and Bo, Nordwire",
        ),
        (
            "<byline><person>Ada</person><byttl>Editor</byttl></byline>",
            "authors",
            [{"name": "Ada", "role": "Editor"}],
        ),
        (
            "<byline><person>Ada and Bo</person><byttl>Nordwire</byttl></byline>",
            "authors",
            [{"name": "Ada", "role": ""}, {"name": "Bo", "role": ""}],
        ),
        ("<abstract><p>Short.</p></abstract>", "description", "Short."),
        ("<dateline><location><city>Maldon</city>, England</location></dateline>", "located", "Maldon"),
        ("<dateline>MALDON, Nov. 24</dateline>", "dateline", {"text": "MALDON, Nov. 24", "place": ""}),
    ],
)  # fmt: skip
def test_what_stands_above_the_text(inside: str, field: str, value: object) -> None:
    assert of_head(inside)[field] == value


def test_the_sender_is_the_source_where_nobody_holds_a_copyright() -> None:
    document = "<head/><body><body.head><distributor><org>NW</org></distributor></body.head></body>"
    assert draft(document).fields["source"] == "NW"


def test_a_note_above_the_text_is_no_text() -> None:
    note = "<note noteclass='editorsnote'><body.content><p>Photos.</p></body.content></note>"
    found = draft(
        f"<body><body.head>{note}</body.head><body.content><p>Text.</p></body.content></body>"
    )
    assert (found.paragraphs, found.fields["ednote"]) == (["Text."], "Photos.")


@pytest.mark.parametrize("name", ["anpa-keyword", "slug", "NTBStikkord"])
def test_a_slug_may_be_a_meta_element(name: str) -> None:
    head = f"<head><meta name='{name}' content='salt'/><docdata><du-key key='7'/></docdata></head>"
    assert draft(head).fields["slugline"] == "salt"


def test_the_day_of_publication_stands_in_for_that_of_issue() -> None:
    head = "<head><docdata/><pubdata date.publication='20261124T081500Z'/></head>"
    assert draft(head).fields["firstcreated"] == "20261124T081500Z"


def test_the_base_language_is_that_of_the_text() -> None:
    assert draft("<body/>", "baselang='nb-NO'").fields["language"] == "nb-NO"


def test_a_dateline_of_a_place_alone_is_not_printed() -> None:
    assert "dateline" not in of_head("<dateline><location>Oslo</location></dateline>")


def test_the_title_stands_in_for_a_headline() -> None:
    assert draft("<head><title>A</title></head>").fields["headline"] == "A"


def test_what_stands_below_the_text_is_a_note() -> None:
    assert draft("<body><body.end>nw/et</body.end></body>").fields["ednote"] == "nw/et"


def test_the_language_is_that_of_the_root() -> None:
    assert draft("", "xml:lang='en-GB'").fields["language"] == "en-GB"


@pytest.mark.parametrize(
    "body",
    [
        "<body><body.content><p>A</p></body.content><body.content><p>B</p></body.content></body>",
        "<body><body.content><p>A</p><body.content><p>B</p></body.content></body.content></body>",
        "<body><p>A</p><p>B</p></body>",
    ],
)
def test_all_contents_are_the_body(body: str) -> None:
    assert body_of_nitf(etree.fromstring(f"<nitf>{body}</nitf>")) == ["A", "B"]
