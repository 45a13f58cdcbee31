from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tasks.normalize.wire_xml.identity import identified, item_of

ITEM = "urn:newsml:nordwire.example:20261124:ferry"


@pytest.mark.parametrize(
    ("uri", "revision"),
    [
        (f"{ITEM}:3N", "3"),
        (f"{ITEM}:3U", ""),
        (f"{ITEM}:3", "3"),
        (f"{ITEM}:3", "3N"),
        (ITEM, "3"),
    ],
)
def test_all_revisions_name_one_item(uri: str, revision: str) -> None:
    assert item_of(uri, revision) == ITEM


@pytest.mark.parametrize(
    ("uri", "revision"),
    [
        ("urn:newsml:nordwire.example:20261124:3", "3"),
        (f"{ITEM}:7", "3"),
        ("urn:x:ferry:3", "3"),
        ("https://nordwire.example/ferry:3", "3"),
        ("", ""),
    ],
)
def test_other_numbers_belong_to_the_item(uri: str, revision: str) -> None:
    assert item_of(uri, revision) == uri


def test_a_tag_may_end_in_the_version_too() -> None:
    uri = "tag:nordwire.example,2026:newsml_FERRY1:2"
    assert item_of(uri, "2") == "tag:nordwire.example,2026:newsml_FERRY1"


def read(inside: str) -> dict[str, str]:
    return identified(etree.fromstring(f"<newsidentifier>{inside}</newsidentifier>"))


def test_a_public_identifier_is_made_of_its_parts_where_none_is_printed() -> None:
    parts = "<ProviderId>nordwire.example</ProviderId><DateId>20261124</DateId><NewsItemId>ferry</NewsItemId>"
    found = read(f"{parts}<RevisionId PreviousRevision='1' Update='N'>2</RevisionId>")
    assert found == {"uri": ITEM, "version": "2", "source": "nordwire.example"}


def test_a_revision_may_carry_its_letter() -> None:
    found = read(f"<RevisionId>2A</RevisionId><PublicIdentifier>{ITEM}:2A</PublicIdentifier>")
    assert found == {"uri": ITEM, "version": "2", "source": ""}


def test_an_item_without_identifier_has_none() -> None:
    assert identified(None) == {"uri": "", "version": "", "source": ""}


@given(st.text(), st.text())
def test_what_is_left_is_the_beginning(uri: str, revision: str) -> None:
    assert uri.startswith(item_of(uri, revision))
