"""What the stage decides, and what becomes of the article's own fields."""

from __future__ import annotations

from schemas.article import PubStatus
from tasks.deduplicate.judgement import Judgement
from tests.samples import make_article, make_verdict

SETTLED = Judgement(
    verdict=make_verdict("a"), uri="urn:first", version=3, pubstatus=PubStatus.CANCELED
)


def test_what_is_settled_takes_the_place_of_what_was_stated() -> None:
    article = SETTLED.applied(make_article())
    assert (article.uri, article.version, article.pubstatus) == ("urn:first", 3, PubStatus.CANCELED)


def test_an_article_of_which_nothing_else_is_settled_stays_as_it_is() -> None:
    article = make_article(version=2)
    assert Judgement(verdict=make_verdict("a")).applied(article) is article


def test_a_judgement_is_the_same_after_it_was_stored() -> None:
    assert Judgement.model_validate_json(SETTLED.to_json()) == SETTLED


def test_a_judgement_is_given_its_story() -> None:
    assert SETTLED.in_story("s").verdict.story_id == "s"
