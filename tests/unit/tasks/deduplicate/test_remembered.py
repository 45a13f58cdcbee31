"""What the index keeps of an article, in bytes."""

from __future__ import annotations

from typing import Any

import pytest

from schemas.article import PubStatus
from tasks.deduplicate.remembered import MOST_URI_BYTES, Newest, Remembered
from tasks.deduplicate.revision_marks import Change
from tasks.deduplicate.sketch import Sketch
from tasks.deduplicate.subject import make_subjects
from tasks.deduplicate.thresholds import Thresholds
from tests.samples import make_article

UUID = "979166b3-f7b6-55fd-a678-aedddc7f499e"


def remembered(**fields: Any) -> Remembered:
    [subject] = make_subjects({UUID: make_article()}, [Thresholds()])
    sketch = subject.fingerprint.sketch
    known: dict[str, Any] = {
        "article_id": UUID, "exact": b"exactly!", "line": b"the line", "seconds": 1, "supplier": 7,
        "version": 1, "change": None, "pubstatus": PubStatus.USABLE, "canonical_id": None,
        "uri": None, "sketch": sketch,
    }  # fmt: skip
    return Remembered(**{**known, **fields})


def plain(entry: Remembered) -> dict[str, Any]:
    return {**vars(entry), "sketch": entry.sketch.pack()}


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"seconds": None},
        {"seconds": -1_000_000_000},
        {"article_id": "a", "canonical_id": "sixteen letters."},
        {"canonical_id": UUID},
        {"article_id": UUID.upper()},
        {"uri": "https://example.com/ü", "version": 20_261_123_143_000},
        {"change": Change.CORRECTION, "pubstatus": PubStatus.CANCELED},
        {"change": Change.ADVISORY, "pubstatus": PubStatus.WITHHELD},
    ],
)
def test_an_article_is_the_same_after_it_was_packed(fields: dict[str, Any]) -> None:
    entry = remembered(**fields)
    assert plain(Remembered.unpack(entry.pack())) == plain(entry)


def test_a_uri_that_is_too_long_is_left_out() -> None:
    assert Remembered.unpack(remembered(uri="u" * (MOST_URI_BYTES + 1)).pack()).uri is None


def test_an_article_takes_57_bytes_beside_its_sketch() -> None:
    entry = remembered()
    assert len(entry.pack()) - len(entry.sketch.pack()) == 57


@pytest.mark.parametrize("seconds", [None, 0, 1_795_521_600])
@pytest.mark.parametrize("article_id", ["a", UUID])
def test_a_newest_version_is_the_same_after_it_was_packed(
    seconds: int | None, article_id: str
) -> None:
    newest = Newest(
        article_id=article_id, exact=b"exactly!", seconds=seconds, version=3, numbered=True,
        pubstatus=PubStatus.WITHHELD,
    )  # fmt: skip
    assert Newest.unpack(newest.pack()) == newest


def test_the_newest_version_of_a_line_fits_into_a_compact_hash() -> None:
    """Redis keeps hashes compact whose values have at most 64 bytes."""
    newest = Newest(
        article_id=UUID, exact=b"exactly!", seconds=1, version=9, numbered=False,
        pubstatus=PubStatus.USABLE,
    )  # fmt: skip
    assert len(newest.pack()) <= 64


def test_an_empty_sketch_is_remembered() -> None:
    [empty] = make_subjects({"a": make_article(headline="", body_text="")}, [Thresholds()])
    packed = empty.fingerprint.sketch.pack()
    assert Sketch.unpack(packed).pack() == packed
