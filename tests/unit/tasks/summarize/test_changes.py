"""What is new in a version."""

from __future__ import annotations

from tasks.summarize.changes import HASH_BYTES, new_sentences, sentence_hashes
from tasks.summarize.news import MOST_SENTENCES, News, read_news
from tests.samples import make_article

BODY = "The bridge closes on Monday. Repairs take 14 weeks.\nThe ferry is free."


def changed(body: str, before: str = BODY) -> list[str]:
    found = new_sentences(version(body), sentence_hashes(version(before)))
    return [body[start:end] for start, end in found]


def version(body: str) -> News:
    return read_news(make_article(body_text=body, dateline=None, language="en"))


def test_a_sentence_that_was_added_is_new() -> None:
    assert changed(f"{BODY} The navy helps.") == ["The navy helps."]


def test_a_sentence_with_another_number_or_word_is_new() -> None:
    assert changed(BODY.replace("14", "16")) == ["Repairs take 16 weeks."]
    assert changed(BODY.replace("free", "full")) == ["The ferry is full."]


def test_typography_letter_case_and_order_make_nothing_new() -> None:
    assert changed("THE FERRY IS FREE!\nRepairs take 14 weeks; \nThe bridge closes on Monday") == []


def test_a_change_far_into_a_long_sentence_is_new() -> None:
    long = "and so on " * 100
    assert len(changed(f"It went on {long} for 5 hours.", f"It went on {long} for 6 hours.")) == 1


def test_what_was_left_out_is_not_new() -> None:
    assert changed("Repairs take 14 weeks.") == []


def test_of_an_empty_version_all_is_new() -> None:
    assert len(changed(BODY, before="")) == 3


def test_a_sentence_takes_a_few_bytes() -> None:
    assert len(sentence_hashes(version(BODY))) == 3 * HASH_BYTES


def test_no_more_than_so_many_sentences_are_remembered() -> None:
    body = "\n".join(f"Sentence number {number}." for number in range(MOST_SENTENCES + 50))
    assert len(sentence_hashes(version(body))) == MOST_SENTENCES * HASH_BYTES
    assert changed(body, before=body) == []
