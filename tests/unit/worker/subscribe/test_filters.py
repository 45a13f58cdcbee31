"""Which events meet a filter."""

from __future__ import annotations

from typing import Any

import pytest

from schemas.errors import SetupError
from tests.samples import sample_event
from worker.subscribe import Filter


def accepts(*conditions: str, **fields: Any) -> bool:
    return Filter.parse(conditions).accepts(sample_event(**fields))


def test_no_condition_is_met_by_everything() -> None:
    assert accepts()


def test_a_source_is_compared_without_its_letter_case() -> None:
    assert accepts("source=nordwire", source="Nordwire")
    assert not accepts("source=nordwire", source="Elbkurier")


def test_an_article_without_a_source_meets_no_condition_on_it() -> None:
    assert not accepts("source=nordwire", source=None)


def test_a_language_is_met_by_its_variants() -> None:
    assert accepts("language=pt", language="pt-BR")
    assert not accepts("language=pt-BR", language="pt")


def test_conditions_of_one_name_are_alternatives() -> None:
    assert accepts("language=de", "language=fr", language="fr")


def test_conditions_of_several_names_must_all_be_met() -> None:
    assert not accepts("language=de", "source=a", language="de", source="b")


def test_a_type_has_a_short_name() -> None:
    assert accepts("type=published")
    assert not accepts("type=updated")


def test_a_keyword_is_among_those_of_the_article() -> None:
    assert accepts("keyword=ferry", keywords=("Ferry", "harbour"))


def test_a_story_is_named_by_its_id() -> None:
    event = sample_event()
    verdict = event.data.verdict.model_copy(update={"story_id": "s1"})
    event = event.model_copy(update={"data": event.data.model_copy(update={"verdict": verdict})})
    assert Filter.parse(["story=s1"]).accepts(event)
    assert not Filter.parse(["story=s2"]).accepts(event)


@pytest.mark.parametrize("wrong", ["language", "color=red", "source=", "type=removed", "=de"])
def test_what_is_no_condition_is_refused(wrong: str) -> None:
    with pytest.raises(SetupError):
        Filter.parse([wrong])
