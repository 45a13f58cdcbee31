from __future__ import annotations

from schemas.article import PubStatus
from schemas.verdict import VerdictKind
from tasks.deduplicate.deduplicate import deduplicate
from tasks.deduplicate.index import MemoryIndex
from tests.samples import make_article


def test_the_first_with_a_text_is_the_original_and_stands_for_itself() -> None:
    verdict = deduplicate({"a": make_article()}, MemoryIndex())["a"]
    assert (verdict.kind, verdict.canonical_id) == (VerdictKind.ORIGINAL, "a")


def test_the_second_is_an_exact_copy_and_names_its_original() -> None:
    index = MemoryIndex()
    deduplicate({"a": make_article()}, index)
    verdict = deduplicate({"b": make_article()}, index)["b"]
    assert (verdict.kind, verdict.canonical_id) == (VerdictKind.EXACT, "a")
    assert verdict.reason == "the same headline and text as a"


def test_copies_within_a_batch_are_seen() -> None:
    verdicts = deduplicate({"a": make_article(), "b": make_article()}, MemoryIndex())
    assert [v.kind for v in verdicts.values()] == [VerdictKind.ORIGINAL, VerdictKind.EXACT]


def test_a_changed_word_makes_another_article() -> None:
    other = make_article(body_text="The ferry to Skarvik sails at last. The storm has passed.")
    verdicts = deduplicate({"a": make_article(), "b": other}, MemoryIndex())
    assert verdicts["b"].kind is VerdictKind.ORIGINAL


def test_a_withdrawal_is_never_taken_for_a_copy() -> None:
    killed = make_article(pubstatus=PubStatus.CANCELED)
    verdicts = deduplicate({"a": make_article(), "b": killed}, MemoryIndex())
    assert verdicts["b"].kind is VerdictKind.ORIGINAL


def test_a_withdrawal_does_not_stand_for_its_text() -> None:
    killed = make_article(pubstatus=PubStatus.CANCELED)
    verdicts = deduplicate({"a": killed, "b": make_article()}, MemoryIndex())
    assert verdicts["b"].kind is VerdictKind.ORIGINAL
