from __future__ import annotations

import base64

import pytest
from lxml import etree

from tasks.normalize.wire_xml.elements import attribute, child
from tasks.normalize.wire_xml.news_component import lines_near, notes_in, text_of_item

STORY = "<p>The ferry sails again.</p><p>It is full.</p>"
CAPTION = "<p>The ferry at the quay in the evening, with all of its lamps lit and a band.</p>"


def component(role: str, text: str, *, media: str = "Text", lines: str = "") -> str:
    return (
        f"<NewsComponent><Role FormalName='{role}'/><NewsLines>{lines}</NewsLines><ContentItem>"
        f"<MediaType FormalName='{media}'/><DataContent>{text}</DataContent></ContentItem>"
        f"</NewsComponent>"
    )


def item(*components: str) -> etree._Element:
    inside = "".join(components)
    return etree.fromstring(f"<NewsItem><NewsComponent>{inside}</NewsComponent></NewsItem>")


def paragraphs(*components: str) -> list[str]:
    return text_of_item(item(*components)).paragraphs


def test_the_main_component_goes_before_a_longer_one() -> None:
    long = component("Sidebar", CAPTION * 3)
    other = component("Other", CAPTION * 3)
    assert paragraphs(long, other, component("Main", STORY)) == [
        "The ferry sails again.",
        "It is full.",
    ]


@pytest.mark.parametrize(
    "role", ["Caption", "Photo Caption", "Contact", "StyleSheet", "Main Picture"]
)
def test_what_is_no_part_of_the_text_is_passed_over(role: str) -> None:
    assert paragraphs(component(role, CAPTION)) == []


@pytest.mark.parametrize("media", ["Photo", "Graphic", "Video"])
def test_content_of_another_medium_is_passed_over(media: str) -> None:
    assert paragraphs(component("", CAPTION, media=media)) == []


def test_without_roles_the_longest_text_counts() -> None:
    assert paragraphs(component("", "<p>Short.</p>"), component("", STORY)) == [
        "The ferry sails again.",
        "It is full.",
    ]


def test_a_lead_of_its_own_opens_the_text() -> None:
    found = paragraphs(component("Lead", "<p>Good news.</p>"), component("Body", STORY))
    assert found == ["Good news.", "The ferry sails again.", "It is full."]


def test_a_lead_that_the_text_repeats_comes_once() -> None:
    lead = component("Lead", "<p>The ferry sails again.</p>")
    assert paragraphs(lead, component("Body", STORY)) == ["The ferry sails again.", "It is full."]


def test_a_lead_alone_is_the_text() -> None:
    assert paragraphs(component("Lead", "<p>Good news.</p>")) == ["Good news."]


def test_a_title_may_be_a_component() -> None:
    found = text_of_item(item(component("Title", "Ferry back"), component("Body", STORY)))
    assert found.title == "Ferry back"


def test_content_in_base64_is_unpacked() -> None:
    packed = base64.b64encode("Fähre fährt wieder.".encode()).decode()
    text = f"<Encoding Notation='Base64'><DataContent>{packed}</DataContent></Encoding>"
    found = etree.fromstring(f"<NewsItem><ContentItem>{text}</ContentItem></NewsItem>")
    assert text_of_item(found).paragraphs == ["Fähre fährt wieder."]


def test_content_that_only_claims_to_be_base64_is_none() -> None:
    text = "<Encoding Notation='Base64'><DataContent>a</DataContent></Encoding>"
    found = etree.fromstring(f"<NewsItem><ContentItem>{text}</ContentItem></NewsItem>")
    assert text_of_item(found).paragraphs == []


def test_the_lines_nearest_to_the_text_count() -> None:
    found = item(
        component("Photo", CAPTION, media="Photo", lines="<HeadLine>A picture</HeadLine>"),
        component("Main", STORY, lines="<HeadLine>Ferry back</HeadLine>"),
    )
    lines = lines_near(text_of_item(found), found)
    assert child(lines, "headline").text == "Ferry back"  # type: ignore[union-attr]


def test_the_components_of_a_text_come_from_the_inside_out() -> None:
    found = text_of_item(item(component("Main", STORY)))
    roles = [attribute(child(each, "role"), "formalname") for each in found.components]
    assert roles == ["Main", ""]


def test_an_item_without_content_has_no_components() -> None:
    assert text_of_item(etree.fromstring("<NewsItem/>")).components == []


def test_an_advisory_is_a_note() -> None:
    lines = etree.fromstring(
        "<NewsLines><NewsLine><NewsLineType FormalName='AdvisoryLine'/><NewsLineText>UPDATES"
        "</NewsLineText></NewsLine><NewsLine><NewsLineType FormalName='ProductLine'/>"
        "<NewsLineText>(Picture)</NewsLineText></NewsLine></NewsLines>"
    )
    assert notes_in(lines) == ["UPDATES"]
