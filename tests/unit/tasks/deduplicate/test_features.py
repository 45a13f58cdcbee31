"""The shingles that an article is found by."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tasks.deduplicate.features import FEATURE_BYTES, features_of


@given(st.lists(st.lists(st.integers(0, 2**64 - 1), max_size=300), min_size=1, max_size=5))
def test_a_text_has_the_same_features_among_others(texts: list[list[int]]) -> None:
    runs = [np.array(text, np.uint64) for text in texts]
    assert features_of(runs) == [found for each in runs for found in features_of([each])]


def test_of_a_stub_every_shingle_is_a_feature() -> None:
    [found] = features_of([np.arange(11, dtype=np.uint64)])
    assert found == np.arange(11, dtype="<u4").tobytes()


def test_a_shingle_that_recurs_is_one_feature() -> None:
    [found] = features_of([np.full(300, 7, np.uint64)])
    assert len(found) == FEATURE_BYTES
