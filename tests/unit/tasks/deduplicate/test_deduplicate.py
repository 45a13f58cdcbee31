"""A batch of articles and its judgements, whatever index answers."""

from __future__ import annotations

import random
import uuid
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.errors import RetryableError
from schemas.verdict import VerdictKind
from tasks.deduplicate.deduplicate import MOST_ROUNDS, deduplicate, folder_of
from tasks.deduplicate.index import Answer
from tasks.deduplicate.memory_index import MemoryIndex
from tasks.options import Options
from tests.news import BODY, HEADLINE, story

if TYPE_CHECKING:
    from collections.abc import Sequence

    from schemas.article import Article
    from tasks.deduplicate.index import Question
    from tasks.deduplicate.judgement import Judgement

OPTIONS = Options()
CUTS = [BODY, BODY.replace("free", "nothing"), f"{BODY}\nMore follows.", BODY[:-20]]


def named(*articles: Article) -> dict[str, Article]:
    """Articles of which none has a uri of its own."""
    ids = [str(uuid.UUID(int=number + 1)) for number in range(len(articles))]
    return {
        each: article.model_copy(update={"uri": f"urn:uuid:{each}"})
        for each, article in zip(ids, articles, strict=True)
    }


def judged(articles: dict[str, Article]) -> list[Judgement]:
    return list(deduplicate(articles, MemoryIndex(), OPTIONS).values())


def test_an_empty_batch_has_no_judgements() -> None:
    assert deduplicate({}, MemoryIndex(), OPTIONS) == {}


def test_copies_in_one_batch_are_seen() -> None:
    first, *others = judged(named(story(), story(), story(headline="Bridge shut")))
    assert first.verdict.kind is VerdictKind.ORIGINAL
    assert {each.verdict.canonical_id for each in others} == {first.verdict.canonical_id}


def test_judgements_are_in_the_order_of_the_batch() -> None:
    articles = named(*(story(body_text=text) for text in CUTS))
    assert list(deduplicate(articles, MemoryIndex(), OPTIONS)) == list(articles)


def test_versions_in_one_batch_keep_their_order() -> None:
    texts = [BODY.replace("14 weeks", f"{number} weeks") for number in range(20, 40)]
    articles = {str(n): story(uri="urn:example:1", body_text=text) for n, text in enumerate(texts)}
    found = judged(articles)
    assert [each.version for each in found] == [None, *range(2, 21)]
    assert [each.verdict.version_of for each in found[1:]] == list(articles)[:-1]


@given(st.permutations(CUTS))
def test_of_one_text_in_any_order_exactly_one_is_original(texts: list[str]) -> None:
    found = judged(named(*(story(body_text=text) for text in texts)))
    kinds = [each.verdict.kind for each in found]
    assert kinds.count(VerdictKind.ORIGINAL) == 1
    assert kinds[0] is VerdictKind.ORIGINAL
    assert all(each.verdict.suppressed for each in found[1:])


@given(st.text(), st.text())
def test_any_article_has_a_judgement(headline: str, body: str) -> None:
    articles = named(story(headline=headline, body_text=body), story(headline=body, body_text=body))
    assert len(judged(articles)) == 2


def test_a_text_of_one_word_a_hundred_thousand_times_has_one() -> None:
    articles = named(story(body_text="spam " * 100_000), story(body_text="spam " * 100_000))
    assert judged(articles)[1].verdict.suppressed


def test_a_thousand_articles_at_once_have_theirs() -> None:
    chance = random.Random(1)
    words = [f"w{number}" for number in range(5_000)]
    articles = named(
        *(
            story(headline=f"No {n}", body_text=" ".join(chance.choices(words, k=80)))
            for n in range(1_000)
        )
    )
    kinds = [each.verdict.kind for each in judged(articles)]
    assert kinds == [VerdictKind.ORIGINAL] * 1_000


class Faster:
    """An index in which another worker is always faster."""

    def __init__(self) -> None:
        self.rounds = 0

    def ask(self, questions: Sequence[Question]) -> list[Answer]:
        """Think again."""
        self.rounds += 1
        return [Answer(judgement=None, watermark=b"1:1") for _ in questions]


def test_an_article_waits_when_others_are_always_faster() -> None:
    index = Faster()
    with pytest.raises(RetryableError, match="others are always faster"):
        deduplicate(named(story()), index, OPTIONS)
    assert index.rounds == MOST_ROUNDS


def test_the_judgement_of_an_earlier_attempt_stands() -> None:
    class Settled:
        def ask(self, questions: Sequence[Question]) -> list[Answer]:
            verdict = f'{{"kind":"exact","canonical_id":"a","reason":"{HEADLINE}"}}'
            return [Answer(judgement=f'{{"verdict":{verdict},"version":7}}') for _ in questions]

    [judgement] = deduplicate(named(story()), Settled(), OPTIONS).values()
    assert (judgement.verdict.canonical_id, judgement.version) == ("a", 7)


@pytest.mark.parametrize(
    ("document", "folder"), [("a.txt", None), ("wire/a.txt", "wire"), ("a/b/c.txt", "a/b")]
)
def test_the_folder_is_that_of_the_document(document: str, folder: str | None) -> None:
    provenance = story().provenance.model_copy(update={"document": document})
    assert folder_of(story(provenance=provenance)) == folder
