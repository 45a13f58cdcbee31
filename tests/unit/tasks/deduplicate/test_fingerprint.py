"""What is compared of an article, and what it is found by."""

from __future__ import annotations

import random
from typing import Any

import pytest

from schemas.article import Dateline
from tasks.deduplicate.features import FEATURE_BYTES
from tasks.deduplicate.fingerprint import (
    EXACT_BYTES,
    PORTION_CODE_POINTS,
    Fingerprint,
    fingerprints,
)
from tasks.deduplicate.revision_marks import revision_of
from tests.samples import make_article


def printed(**fields: Any) -> Fingerprint:
    article = make_article(**fields)
    [found] = fingerprints([(article, revision_of(article))])
    return found


def features(found: Fingerprint) -> set[bytes]:
    pieces = range(0, len(found.features), FEATURE_BYTES)
    return {found.features[start : start + FEATURE_BYTES] for start in pieces}


def report(count: int, seed: int) -> str:
    chance = random.Random(seed)
    words = [f"{chance.choice('bdfgk')}{chance.randrange(3_000)}a" for _ in range(count)]
    return " ".join(word if chance.random() > 0.03 else str(len(word) * 7) for word in words)


@pytest.mark.parametrize(
    "fields",
    [
        {"headline": "FERRY SERVICE RESUMES"},
        {"headline": "Ferry service resumes!"},
        {"headline": "RPT-Ferry service resumes"},
        {"headline": "CORRECTED: Ferry service resumes"},
        {"body_text": "The  ferry to Skarvik\u00a0sails again -- the storm has passed"},
        {
            "body_text": "SKARVIK, Nov 24 - The ferry to Skarvik sails again. The storm has passed.",
            "dateline": Dateline(text="SKARVIK, Nov 24 -"),
        },
    ],
)
def test_typography_marks_and_datelines_make_no_difference(fields: dict[str, Any]) -> None:
    assert printed(**fields).exact == printed().exact


@pytest.mark.parametrize(
    "fields",
    [
        {"headline": "Ferry service resumed"},
        {"body_text": "The ferry to Skarvik sails again. The storm has not passed."},
        {"headline": "Ferry service", "body_text": "resumes The ferry to Skarvik sails again."},
    ],
)
def test_every_word_makes_a_difference(fields: dict[str, Any]) -> None:
    assert printed(**fields).exact != printed().exact


def test_an_accent_makes_a_difference_to_the_hash_and_none_to_the_features() -> None:
    bare = printed(body_text="La cafe de Zurich ferme ses portes apres cent ans.")
    accented = printed(body_text="La café de Zürich ferme ses portes après cent ans.")
    assert bare.exact != accented.exact
    assert bare.features == accented.features


def test_withdrawals_without_any_text_are_told_apart_by_their_uri() -> None:
    empty = {"headline": "", "body_text": ""}
    assert printed(**empty, uri="urn:a").exact != printed(**empty, uri="urn:b").exact


def test_an_exact_hash_has_eight_bytes() -> None:
    assert len(printed(headline="???", body_text="").exact) == EXACT_BYTES


def test_an_article_has_at_most_25_features_on_average() -> None:
    found = [features(printed(body_text=report(60 + 7 * seed, seed))) for seed in range(100)]
    assert 15 < sum(map(len, found)) / len(found) <= 25


@pytest.mark.parametrize("seed", range(20))
def test_a_copy_that_was_cut_shares_at_least_two_features(seed: int) -> None:
    body = report(300, seed)
    assert len(features(printed(body_text=body)) & features(printed(body_text=body[:600]))) >= 2


@pytest.mark.parametrize(
    "body",
    [
        "泉州修复宋代古桥，居民可在春节前通行。工程历时三年，耗资两千万元。",
        "京都の古い橋が三年ぶりに開通し、市民が渡り初めをした。",
        "สะพานเก่าแก่ของเมืองเปิดให้ประชาชนใช้อีกครั้งหลังการซ่อมแซมนานสามปี",
    ],
)
def test_texts_without_spaces_have_features(body: str) -> None:
    assert len(features(printed(body_text=body))) >= 2


def test_a_headline_of_two_words_leads_to_no_article() -> None:
    assert printed(headline="The weather").title == b""
    assert len(printed().title) == len(printed().kill) == FEATURE_BYTES
    assert printed().title != printed().kill


def test_numbers_in_a_row_are_features_of_a_form() -> None:
    forms = [
        f"It is {a} degrees, with {b} mm of rain and {c} km/h."
        for a, b, c in ((1, 2, 3), (4, 5, 6))
    ]
    one, other = (features(printed(body_text=form)) for form in forms)
    reworded = features(
        printed(body_text="Rain and wind: 1 degrees, then 2 mm, and 3 km/h at night.")
    )
    assert one & reworded
    assert not other & reworded


def test_articles_have_the_same_fingerprints_among_others() -> None:
    texts = ["", "Ferry", report(90, 1), "café " * 90, *(report(60_000, seed) for seed in (2, 3))]
    articles = [make_article(body_text=text) for text in texts]
    together = fingerprints([(each, revision_of(each)) for each in articles])
    assert [vars(each.sketch) for each in together] == [
        vars(printed(body_text=text).sketch) for text in texts
    ]
    assert [features(each) for each in together] == [
        features(printed(body_text=text)) for text in texts
    ]
    assert sum(map(len, texts)) > PORTION_CODE_POINTS


def test_of_no_article_there_is_no_fingerprint() -> None:
    assert fingerprints([]) == []
