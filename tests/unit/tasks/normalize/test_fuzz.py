"""Documents that nearly are of a format: every reader is reached, and none breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.law import check
from tests.fuzz.mutations import PIECES, Change, Kind, changed, changed_inside
from tests.fuzz.samples import READER_NAMES, name_for, reader_of, samples_of, seeds_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Way = Callable[[bytes, Change], bytes]

EXAMPLES = 60
"""Documents that are made for each reader; `make fuzz` looks further."""

NAMES = ["a", "", ".", "a.json.gz", "\u202e.txt", "a\n.xml", "\ufffd.html", "x" * 300 + ".zip"]

WAYS = st.sampled_from([changed, changed_inside])

KEPT = [path for reader in READER_NAMES for path in seeds_of(reader)]


def _changes(reader: str) -> st.SearchStrategy[list[Change]]:
    others = st.sampled_from([raw for name in READER_NAMES for raw in samples_of(name)[:1]])
    pieces = st.sampled_from(PIECES) | others
    own = st.sampled_from(samples_of(reader))
    places, lengths = st.integers(0, 30_000), st.integers(0, 60)
    change = st.builds(Change, st.sampled_from(Kind), places, lengths, pieces | own)
    return st.lists(change, min_size=1, max_size=4)


@pytest.mark.parametrize("reader", READER_NAMES)
def test_each_reader_reads_its_minimal_document(reader: str) -> None:
    minimal = seeds_of(reader)[0]
    assert (minimal.stem, reader_of(minimal.read_bytes(), minimal.name)) == ("minimal", reader)


@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_once_broke_a_reader_breaks_none_any_more(path: Path) -> None:
    check(path.read_bytes(), path.name)


@pytest.mark.parametrize("reader", READER_NAMES)
def test_a_changed_document_is_articles_or_refused(reader: str) -> None:
    @settings(max_examples=EXAMPLES)
    @given(st.sampled_from(samples_of(reader)), _changes(reader), WAYS)
    def run(raw: bytes, changes: list[Change], way: Way) -> None:
        for each in changes:
            raw = way(raw, each)
        check(raw, name_for(reader))

    run()


@pytest.mark.parametrize("reader", ["docx", "zip", "gzip"])
def test_damage_inside_of_an_archive_gets_past_its_checksum(reader: str) -> None:
    raw = samples_of(reader)[0]
    damaged = changed_inside(raw, Change(Kind.REPEAT, 0, 1))
    assert (damaged != raw, reader_of(damaged, name_for(reader))) == (True, reader)


@pytest.mark.parametrize("name", NAMES)
def test_any_file_name_will_do(name: str) -> None:
    for reader in READER_NAMES:
        check(samples_of(reader)[0], name)
