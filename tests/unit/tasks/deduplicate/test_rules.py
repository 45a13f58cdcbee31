"""When two texts are the same report, a changed one, or only alike."""

from __future__ import annotations

from typing import Any

import pytest

from tasks.deduplicate.rules import Relation, relation
from tasks.deduplicate.similarity import Similarity
from tasks.deduplicate.sketch import Sketch
from tasks.deduplicate.thresholds import Thresholds

LIMITS = Thresholds()


class Measured(Similarity):
    """A similarity of which every measurement is given."""

    def __init__(self, **values: Any) -> None:
        empty = Sketch.unpack(bytes(12))
        super().__init__(empty, empty)
        self._values = {
            "containment": 0.9, "added": 0.1, "proportion": 1.0, "shorter": 200, "numbers": 1.0,
            "changed_numbers": 0, "title": 0.9, "same_title_numbers": True, "names": 1.0,
            "different_subjects": False, "grown": 0.0, "changed_title_numbers": False, **values,
        }  # fmt: skip

    def __getattribute__(self, name: str) -> Any:
        values = object.__getattribute__(self, "__dict__").get("_values", {})
        return values[name] if name in values else object.__getattribute__(self, name)

    def has_grown_by(self, share: float) -> bool:
        """As given."""
        return bool(self._values["grown"] >= share)


def found(gap_hours: float = 1.0, limits: Thresholds = LIMITS, **values: Any) -> Relation:
    return relation(Measured(**values), gap_hours, limits).relation


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, Relation.COPY),
        ({"containment": 0.75}, Relation.COPY),
        ({"containment": 0.74, "title": 0.5}, Relation.RELATED),
        ({"containment": 0.34}, Relation.NONE),
        ({"numbers": 0.84, "title": 0.4}, Relation.RELATED),
        ({"numbers": 0.84}, Relation.REVISED),
        ({"changed_numbers": 1}, Relation.REVISED),
        ({"changed_numbers": 1, "same_title_numbers": False}, Relation.RELATED),
        ({"changed_numbers": 1, "numbers": 0.4}, Relation.RELATED),
        ({"changed_title_numbers": True, "same_title_numbers": False}, Relation.RELATED),
        ({"changed_title_numbers": True, "title": 0.4}, Relation.COPY),
        ({"proportion": 0.14}, Relation.RELATED),
        ({"different_subjects": True}, Relation.RELATED),
        ({"added": 0.3, "grown": 0.2}, Relation.REVISED),
        ({"added": 0.3, "grown": 0.1}, Relation.COPY),
        ({"title": 0.0}, Relation.COPY),
    ],
)
def test_a_long_text_within_hours(values: dict[str, Any], expected: Relation) -> None:
    assert found(**values) is expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"shorter": 57, "title": 0.25}, Relation.COPY),
        ({"shorter": 57, "title": 0.24}, Relation.RELATED),
        ({"shorter": 57, "title": None}, Relation.RELATED),
        ({"shorter": 57, "title": None, "containment": 0.95}, Relation.COPY),
        ({"shorter": 39, "title": 0.89, "containment": 0.91}, Relation.RELATED),
        ({"shorter": 39, "title": 0.6, "containment": 0.92}, Relation.COPY),
        ({"shorter": 39, "title": 0.9, "containment": 0.75}, Relation.COPY),
        ({"shorter": 39, "title": 0.9, "names": 0.9}, Relation.RELATED),
        ({"shorter": 39, "title": 0.9, "same_title_numbers": False}, Relation.RELATED),
        ({"shorter": 20, "title": 0.0, "containment": 0.97}, Relation.COPY),
        ({"shorter": 19, "title": 0.0, "containment": 1.0}, Relation.RELATED),
    ],
)
def test_in_a_short_text_headline_and_names_have_to_agree(
    values: dict[str, Any], expected: Relation
) -> None:
    assert found(**values) is expected


@pytest.mark.parametrize(
    ("gap_hours", "values", "expected"),
    [
        (72, {}, Relation.COPY),
        (73, {}, Relation.NONE),
        (18, {"shorter": 99}, Relation.COPY),
        (19, {"shorter": 99}, Relation.RELATED),
        (19, {"shorter": 99, "containment": 0.95}, Relation.COPY),
        (13, {"changed_numbers": 1}, Relation.RELATED),
    ],
)
def test_time_decides_too(gap_hours: float, values: dict[str, Any], expected: Relation) -> None:
    assert found(gap_hours, **values) is expected


@pytest.mark.parametrize(
    ("gap_hours", "values", "expected"),
    [
        (1, {}, Relation.COPY),
        (19, {}, Relation.RELATED),
        (1, {"containment": 0.59}, Relation.RELATED),
        (1, {"title": 0.79}, Relation.RELATED),
        (1, {"shorter": 59}, Relation.RELATED),
        (1, {"numbers": 0.8}, Relation.RELATED),
        (1, {"changed_numbers": 1}, Relation.RELATED),
    ],
)
def test_under_the_same_headline_an_edited_text_is_a_copy_with_less(
    gap_hours: float, values: dict[str, Any], expected: Relation
) -> None:
    assert found(gap_hours, **{"containment": 0.61, **values}) is expected


def test_of_misread_texts_a_number_in_the_place_of_another_proves_nothing() -> None:
    limits = Thresholds(text=0.5, numbers=0.7, misread=True)
    assert found(limits=limits, containment=0.5, changed_numbers=2, numbers=0.7) is Relation.COPY


def test_the_reason_is_told_in_words() -> None:
    told = relation(Measured(containment=0.82, numbers=0.4), 1.0, LIMITS)
    assert told.reason == "82% of the shorter text agrees, but the numbers differ"
