"""CRC-32 of the words of a text, all at once."""

from __future__ import annotations

from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.deduplicate.word_hashes import LONGEST, PIECE_BYTES, hashes_in

WORD = st.binary(max_size=2 * LONGEST).map(lambda word: word.replace(b" ", b""))


def spaced(words: list[bytes]) -> bytes:
    return b"".join(word + b" " for word in words)


@given(st.lists(WORD, min_size=1, max_size=50))
def test_the_hash_of_any_word_is_its_checksum(words: list[bytes]) -> None:
    assert hashes_in(spaced(words)).tolist() == list(map(crc32, words))


@pytest.mark.parametrize("size", [1, LONGEST, LONGEST + 1, PIECE_BYTES - 1, PIECE_BYTES, 200_000])
def test_a_word_may_be_long(size: int) -> None:
    words = [b"the", b"x" * size, b"ferry"]
    assert hashes_in(spaced(words)).tolist() == list(map(crc32, words))


def test_a_text_may_be_long() -> None:
    words = [f"w{number}".encode() for number in range(50_000)]
    assert hashes_in(spaced(words)).tolist() == list(map(crc32, words))
