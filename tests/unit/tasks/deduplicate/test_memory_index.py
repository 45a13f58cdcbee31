"""The index of a single process."""

from __future__ import annotations

from typing import Any

from tasks.deduplicate.index import Answer, Question
from tasks.deduplicate.memory_index import MOST_POSTINGS, MemoryIndex


def question(**fields: Any) -> Question:
    known: dict[str, Any] = {
        "article_id": "a", "judgement": "new", "entry": b"a", "sure": b"", "features": b"onE_twO_",
        "marks": b"", **fields,
    }  # fmt: skip
    return Question(**known)


def ask(index: MemoryIndex, **fields: Any) -> Answer:
    [answer] = index.ask([question(**fields)])
    return answer


def test_what_nothing_is_like_is_settled_at_once() -> None:
    assert ask(MemoryIndex()).judgement == "new"


def test_two_features_in_common_have_to_be_weighed() -> None:
    index = MemoryIndex()
    ask(index)
    assert ask(index).entries == (b"a",)
    assert ask(index, features=b"onE_xxxx").judgement == "new"


def test_one_sure_feature_is_enough() -> None:
    index = MemoryIndex()
    ask(index, marks=b"surE")
    assert ask(index, features=b"", sure=b"surE").entries == (b"a",)


def test_what_was_weighed_is_not_told_again() -> None:
    index = MemoryIndex()
    ask(index)
    watermark = ask(index).watermark
    assert ask(index, entry=b"b", watermark=watermark).judgement == "new"
    assert ask(index, watermark=watermark).entries == (b"b",)


def test_a_line_that_has_moved_has_to_be_weighed() -> None:
    index = MemoryIndex()
    ask(index, features=b"", line=b"l", becomes=b"1")
    assert ask(index, features=b"", line=b"l").newest == b"1"
    assert ask(index, features=b"", line=b"l", newest=b"1", becomes=b"2").judgement == "new"


def test_what_has_no_entry_is_not_remembered() -> None:
    index = MemoryIndex()
    ask(index, entry=b"")
    assert ask(index).judgement == "new"


def test_the_nearest_are_told_first() -> None:
    index = MemoryIndex()
    ask(index, entry=b"near", features=b"onE_twO_thrE")
    watermark = ask(index).watermark
    ask(index, entry=b"far", features=b"onE_twO_", watermark=watermark)
    assert ask(index, features=b"onE_twO_thrE").entries == (b"near", b"far")


def test_what_very_many_share_does_not_come_before_what_few_share() -> None:
    index = MemoryIndex()
    ask(index, entry=b"first", features=b"onE_twO_thrEfouR")
    for _ in range(MOST_POSTINGS + 100):
        watermark = ask(index, features=b"onE_twO_").watermark
        ask(index, entry=b"other", features=b"onE_twO_", watermark=watermark)
    found = ask(index, features=b"onE_twO_thrEfouR").entries
    assert found[0] == b"first"


def test_of_a_form_one_rare_feature_is_enough() -> None:
    """Its other features lead to so many articles that the one that was copied is out of sight."""
    index, form = MemoryIndex(), b"onE_twO_thrEfouR"
    ask(index, entry=b"first", features=form + b"rarE")
    for _ in range(MOST_POSTINGS + 100):
        watermark = ask(index, features=form).watermark
        ask(index, entry=b"other", features=form, watermark=watermark)
    assert ask(index, features=form + b"rarE").entries[0] == b"first"


def test_the_oldest_are_forgotten_when_it_is_full() -> None:
    index = MemoryIndex(most_entries=2)
    for name in (b"aaaa", b"bbbb", b"cccc"):
        ask(index, entry=name, features=name * 2)
    assert ask(index, entry=b"", features=b"aaaaaaaa").judgement == "new"
    assert ask(index, entry=b"", features=b"cccccccc").entries == (b"cccc",)


def test_the_lines_that_changed_longest_ago_are_forgotten_when_it_is_full() -> None:
    index = MemoryIndex(most_lines=2)
    for line, newest in ((b"1", b""), (b"2", b""), (b"1", b"x"), (b"3", b"")):
        ask(index, features=b"", entry=b"", line=line, newest=newest, becomes=b"x")
    assert ask(index, features=b"", entry=b"", line=b"2").judgement == "new"
    assert [ask(index, features=b"", line=line).newest for line in (b"1", b"3")] == [b"x", b"x"]
