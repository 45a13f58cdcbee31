"""Forms that are filled in by the hundred do not hide the one that was copied."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from tests.index_samples import judge_all, one
from tests.news import story

if TYPE_CHECKING:
    from schemas.article import Article
    from tasks.deployment import Deployment

pytestmark = pytest.mark.parametrize("redis", ["real"], indirect=True)

FORMS = 500
"""Twice as many as are read of what has a feature."""

NEW_HEADLINE = "What the day has brought to the region"
FIRST, MIDDLE, LAST = 0, FORMS // 2, FORMS - 1
_STARTS = "Tarn Skar Vall Molde Grim Ost Hven Lund Bro Fal Sten Ulv Ravn Kors Berg Dal Horn".split()
_ENDS = "holm vik by stad berg mouth ness ford sund borg havn lund dal wick vang torp rup".split()
_SHORES = "North South East West Upper Lower Old".split()


def town(number: int) -> str:
    shore, rest = divmod(number, len(_STARTS) * len(_ENDS))
    start, end = divmod(rest, len(_ENDS))
    return f"{_SHORES[shore]} {_STARTS[start]}{_ENDS[end]}"


def weather(place: str, chance: random.Random) -> str:
    drawn = [chance.randrange(2, 99) for _ in range(5)]
    return (
        f"{place} will see a mostly cloudy day with sunny spells in the afternoon and light winds "
        f"from the west. Temperatures reach {drawn[0]} degrees and fall to {drawn[1]} at night. "
        f"Rain is expected with a chance of {drawn[2]} percent, and up to {drawn[3]} millimetres "
        f"of it. The wind blows with {drawn[4]} kilometres an hour. The outlook for the coming "
        "days is unsettled, with further showers and a little snow on higher ground, the weather "
        f"office at {place} said."
    )


def court(place: str, chance: random.Random) -> str:
    drawn = [chance.randrange(2, 99) for _ in range(3)]
    return (
        f"The district court of {place} on Monday sentenced a man of {drawn[0]} years to "
        f"{drawn[1]} months in prison for breaking into {drawn[2]} holiday cottages along the "
        "coast. He had pleaded guilty to all of the charges, and the prosecutor had asked for a "
        "longer sentence. The judge said that the accused had acted with great determination, but "
        "that he had shown remorse and had begun to repay what he took. The verdict is not final "
        "yet, since either side may appeal within two weeks. The lawyer of the accused said that "
        "he would advise his client to accept it. The stolen goods, among them an old clock and "
        "several paintings, have been returned to their owners by the police, who thanked the "
        "public for its help in the matter."
    )


def forms(fill: Any) -> dict[str, Article]:
    """The same form, with another town and other numbers each time."""
    chance = random.Random(1)
    return {
        f"{number}": story(
            uri=f"urn:uuid:{number}",
            headline=f"Monday in {town(number)}",
            body_text=fill(town(number), chance),
        )
        for number in range(FORMS)
    }


@pytest.mark.parametrize("fill", [weather, court])
def test_a_copy_of_any_form_is_found_as_its_copy(deployment: Deployment, fill: Any) -> None:
    filled = forms(fill)
    copies = [each for each in judge_all(deployment, filled) if each.verdict.suppressed]
    assert copies == []
    for number in (FIRST, 1, MIDDLE - 1, MIDDLE, LAST - 1, LAST):
        article = filled[f"{number}"]
        cut = article.body_text[: len(article.body_text) * 7 // 10]
        for name, fields in {
            "new headline": {"headline": NEW_HEADLINE, "body_text": article.body_text},
            "cut": {"headline": article.headline, "body_text": cut},
            "both": {"headline": NEW_HEADLINE, "body_text": cut},
        }.items():
            copy = one(deployment, f"{name} {number}", **fields).verdict
            assert (copy.suppressed, copy.canonical_id) == (True, f"{number}"), name
            deployment.index.release(f"{name} {number}")
