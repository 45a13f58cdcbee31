from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tasks.deduplicate.fingerprint import fingerprint
from tests.samples import make_article


def of(headline: str, body: str) -> str:
    return fingerprint(make_article(headline=headline, body_text=body))


def test_a_fingerprint_has_128_bits() -> None:
    assert of("Ferry service resumes", "It sails.") == "0ee6415301478d79b9005adf3d0fb135"


def test_case_punctuation_and_spaces_make_no_difference() -> None:
    assert of("FERRY sails", "“Soon,”  he said.\nSoon!") == of(
        "Ferry sails!", "'Soon' he said: Soon"
    )


def test_compatibility_forms_make_no_difference() -> None:
    assert of("Ｆｅｒｒｙ", "ﬁne") == of("Ferry", "fine")


def test_a_changed_number_makes_a_difference() -> None:
    assert of("Ferry", "It carries 19 cars.") != of("Ferry", "It carries 20 cars.")


def test_where_the_headline_ends_makes_a_difference() -> None:
    assert of("Ferry sails", "again") != of("Ferry", "sails again")


def test_texts_without_any_word_differ_by_their_signs() -> None:
    assert of("???", "!!!") != of("!!!", "???")


@given(st.text(), st.text())
def test_any_text_has_a_fingerprint(headline: str, body: str) -> None:
    assert len(of(headline, body)) == 32
