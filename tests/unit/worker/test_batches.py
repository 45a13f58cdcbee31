"""How many documents go together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from worker.batches import chunks, even_batches
from worker.spool import Claimed


def of_sizes(*sizes: int) -> list[Claimed]:
    return [Claimed(f"{i:032x}", "", f"{i}.txt", size, 0) for i, size in enumerate(sizes)]


def sizes_of(files: list[Claimed], most_bytes: int, most_files: int = 256) -> list[list[int]]:
    return [[each.size for each in chunk] for chunk in chunks(files, most_bytes, most_files)]


def test_nothing_makes_no_batch() -> None:
    assert even_batches([], 64, 2) == []


def test_one_item_is_one_batch() -> None:
    assert even_batches(["a"], 64, 8) == [["a"]]


def test_every_worker_gets_something_to_do() -> None:
    assert even_batches(range(5), 64, 2) == [[0, 1], [2, 3, 4]]


def test_no_batch_is_larger_than_allowed() -> None:
    assert even_batches(range(7), 3, 1) == [[0, 1], [2, 3], [4, 5, 6]]


@given(st.lists(st.integers()), st.integers(1, 70), st.integers(1, 20))
def test_batches_hold_all_items_in_order(items: list[int], most: int, at_least: int) -> None:
    batches = even_batches(items, most, at_least)
    assert [item for batch in batches for item in batch] == items


@given(st.integers(1, 500), st.integers(1, 70), st.integers(1, 20))
def test_batches_differ_by_one_at_most(count: int, most: int, at_least: int) -> None:
    sizes = {len(batch) for batch in even_batches(range(count), most, at_least)}
    assert max(sizes) - min(sizes) <= 1
    assert 1 <= min(sizes) <= max(sizes) <= most


def test_no_files_make_no_chunk() -> None:
    assert sizes_of([], 10) == []


def test_a_chunk_is_filled_to_its_bytes() -> None:
    assert sizes_of(of_sizes(4, 6, 1), 10) == [[4, 6], [1]]


def test_a_file_larger_than_a_chunk_goes_alone() -> None:
    assert sizes_of(of_sizes(1, 50, 1), 10) == [[1], [50], [1]]


def test_a_chunk_is_filled_to_its_number_of_files() -> None:
    assert sizes_of(of_sizes(0, 0, 0), 10, most_files=2) == [[0, 0], [0]]
