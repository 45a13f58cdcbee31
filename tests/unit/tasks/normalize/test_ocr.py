from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.normalize.ocr import mend_recognized


@pytest.mark.parametrize(
    ("paragraphs", "mended"),
    [
        (["The govern- ment fell."], ["The government fell."]),
        (["North- and southbound lanes."], ["North- and southbound lanes."]),
        (["The Mid- West waits."], ["The Mid- West waits."]),
        (["The ﬁrst oﬀice"], ["The first office"]),
        (["One.", "~ .. | :", "Two."], ["One.", "Two."]),
        (["One.", "- 12 -", "Page 3", "Two."], ["One.", "Two."]),
        (["It fell on", "the town."], ["It fell on the town."]),
        (["It fell in Nov-", "ember."], ["It fell in November."]),
        (["It fell.", "the end"], ["It fell.", "the end"]),
        (["It fell on", "The town slept."], ["It fell on", "The town slept."]),
        ([], []),
    ],
)
def test_the_typical_damage_is_mended(paragraphs: list[str], mended: list[str]) -> None:
    assert mend_recognized(paragraphs) == mended


@given(st.lists(st.text()))
def test_any_text_can_be_mended(paragraphs: list[str]) -> None:
    assert len(mend_recognized(paragraphs)) <= len(paragraphs)
