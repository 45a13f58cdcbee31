from __future__ import annotations

import pytest
from lxml import etree

from tasks.normalize.wire_xml.concepts import called, code_of, in_language, role_of
from tasks.normalize.wire_xml.elements import words_in


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<c qcode='nprov:NW'><name>Nordwire</name></c>", "Nordwire"),
        ("<c><name/><name>Skarvik</name></c>", "Skarvik"),
        ("<c literal='Nordwire' qcode='nprov:NW'/>", "Nordwire"),
        ("<c>Nordwire</c>", "Nordwire"),
        ("<c qcode='city:Skarvik'/>", "Skarvik"),
        ("<c qcode='ads:example.ada'/>", "example.ada"),
        ("<c qcode='geo:345678'/>", ""),
        ("<c qcode='photCode:X01390'/>", ""),
        ("<c/>", ""),
    ],
)
def test_somebody_is_called_by_name_or_by_a_code_that_speaks(text: str, name: str) -> None:
    assert called(etree.fromstring(text)) == name


def test_nobody_is_called_nothing() -> None:
    assert called(None) == ""


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("<c role='crol:photographer'/>", "photographer"),
        ("<c jobtitle='staffjobs:editor' role='crol:x'/>", "editor"),
        ("<c><jobtitle><name>Editor at large</name></jobtitle></c>", "Editor at large"),
        ("<c/>", None),
    ],
)
def test_a_role_is_the_end_of_its_code(text: str, role: str | None) -> None:
    assert role_of(etree.fromstring(text)) == role


@pytest.mark.parametrize(
    "text",
    [
        "<p qcode='stat:usable'/>",
        "<p uri='http://cv.iptc.org/newscodes/pubstatusg2/usable'/>",
        "<p literal='usable'/>",
    ],
)
def test_a_code_may_be_an_address(text: str) -> None:
    assert code_of(etree.fromstring(text)) == "usable"


@pytest.mark.parametrize(
    ("language", "headlines"),
    [("de-AT", ["Brücke"]), ("en", ["Bridge"]), ("fr", ["Bridge", "Brücke"])],
)
def test_what_is_said_in_the_items_language_goes_first(language: str, headlines: list[str]) -> None:
    text = "<m><headline xml:lang='en-GB'>Bridge</headline><headline xml:lang='de'>Brücke</headline></m>"
    found = in_language(etree.fromstring(text), "headline", language)
    assert [words_in(each) for each in found] == headlines
