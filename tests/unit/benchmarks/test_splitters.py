from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.splitters import CASES, MARK, Case, boundaries, read_cases, score
from benchmarks.splitters_compared import by_pattern, ours

if TYPE_CHECKING:
    from pathlib import Path


def test_a_case_is_a_tag_and_a_text_with_marks(tmp_path: Path) -> None:
    (tmp_path / "cases.tsv").write_text("en\tHe left. ¦She came.\n", "utf-8")
    assert read_cases(tmp_path / "cases.tsv") == [
        Case("en", "He left. She came.", frozenset({7})),
    ]


def test_boundaries_are_counted_in_visible_characters() -> None:
    assert boundaries(["He left. ", " She\u00a0came.", "No."]) == {7, 15}


def test_a_text_without_a_cut_has_no_boundaries() -> None:
    assert boundaries(["He left."]) == frozenset()


def test_a_case_is_right_if_all_boundaries_are_and_no_others() -> None:
    cases = [
        Case("en", "He left. She came.", frozenset({7})),
        Case("en", "Dr. Obi left. She came.", frozenset({11})),
    ]
    got = score(cases, by_pattern)
    assert (got.right, got.cases, got.found, got.wanted, got.both) == (1, 2, 3, 2, 2)
    assert got.f1 == 0.8


def test_every_case_that_ships_differs_and_has_no_empty_sentence() -> None:
    lines = CASES.read_text("utf-8").splitlines()
    assert len(set(lines)) == len(lines)
    assert all(part.strip() for line in lines for part in line.split("\t")[1].split(MARK))


def test_ours_gets_all_cases_right_but_a_few() -> None:
    """Where only the sense tells: `Salem, Ore. Olsen runs it`, titles and far speakers."""
    cases = read_cases(CASES)
    assert len(cases) - score(cases, ours).right <= 6
