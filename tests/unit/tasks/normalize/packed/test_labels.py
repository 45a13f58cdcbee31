"""Names of files in archives are labels, whatever they try to be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.normalize.packed.labels import LONGEST_LABEL, base_name, is_hidden, label


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("week/monday.xml", "week/monday.xml"),
        ("/etc/passwd", "etc/passwd"),
        ("../../up.txt", "up.txt"),
        ("week\\monday.xml", "week/monday.xml"),
        ("a/./b//c", "a/b/c"),
        ("ferry\x00\x1b[2J.txt", "ferry[2J.txt"),
        ("\u202etxt.exe", "txt.exe"),
        ("..", ""),
    ],
)
def test_a_name_leads_nowhere_and_hides_nothing(name: str, shown: str) -> None:
    assert label(name) == shown


def test_a_long_name_is_cut_at_its_beginning() -> None:
    assert label("a" * LONGEST_LABEL + "/ferry.txt") == "a" * (LONGEST_LABEL - 10) + "/ferry.txt"


def test_what_is_left_of_a_long_name_begins_with_no_separator() -> None:
    assert label("x/" * LONGEST_LABEL).startswith("x/")


@given(st.text(max_size=300))
def test_any_name_becomes_a_label(name: str) -> None:
    shown = label(name)
    assert len(shown) <= LONGEST_LABEL
    assert not shown.startswith("/")
    assert shown.isprintable()
    assert ".." not in shown.split("/")


def test_the_base_name_is_the_last_part() -> None:
    assert [base_name("week/monday.xml"), base_name("monday.xml")] == ["monday.xml", "monday.xml"]


@pytest.mark.parametrize(
    "name", [".DS_Store", "week/.git/a.txt", "__MACOSX/a.txt", "week/Thumbs.db", "desktop.ini"]
)
def test_what_systems_add_is_hidden(name: str) -> None:
    assert is_hidden(name)


def test_what_people_add_is_not_hidden() -> None:
    assert not is_hidden("week/a.b.txt")
