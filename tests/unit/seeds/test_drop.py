"""What the script that drops the samples puts into an inbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seeds.drop import SEEDS, drop, samples
from tasks.options import Options

if TYPE_CHECKING:
    from pathlib import Path


def files(inbox: Path) -> list[str]:
    return sorted(path.relative_to(inbox).as_posix() for path in inbox.rglob("*") if path.is_file())


def test_every_sample_arrives_under_its_own_path_and_nothing_else_does(tmp_path: Path) -> None:
    count = drop(tmp_path)
    assert files(tmp_path) == sorted(path.as_posix() for path in samples())
    assert count == len(files(tmp_path))


def test_a_sample_arrives_byte_for_byte(tmp_path: Path) -> None:
    drop(tmp_path)
    for path in samples():
        assert (tmp_path / path).read_bytes() == (SEEDS / path).read_bytes()


def test_what_describes_the_samples_is_no_sample() -> None:
    names = {path.as_posix() for path in samples()}
    assert names.isdisjoint({"README.md", "expected.json", "drop.py", ".gitattributes"})


def test_a_second_drop_replaces_the_first(tmp_path: Path) -> None:
    assert drop(tmp_path) == drop(tmp_path) == len(files(tmp_path))


def test_the_huge_sample_is_larger_than_a_document_may_be(tmp_path: Path) -> None:
    drop(tmp_path, huge=True)
    assert (tmp_path / "huge.txt").stat().st_size > Options().max_document_bytes
