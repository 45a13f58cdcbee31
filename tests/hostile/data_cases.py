"""Hostile JSON and JSON Lines."""

from __future__ import annotations

from tests.hostile import archives, texts
from tests.hostile.case import ARTICLES, DOCUMENT, PAGE, Hostile, case


def data_cases() -> list[Hostile]:
    """JSON and JSON Lines."""
    bad, large, nothing = "malformed", "too_large", "no_text"
    item = archives.ITEM.strip()
    return [
        case("deep.json", lambda: b"[" * DOCUMENT, large),
        case("deep-objects.json", lambda: b'{"a":' * 3_000_000, large),
        case("cut.json", lambda: b'{"headline": "Ferry", "body_text": "It', bad),
        case(
            "tiny.json",
            lambda: texts.json_array(b"{}", 1_000_000),
            nothing,
            large,
            bad,
            "unsupported_format",
            ARTICLES,
        ),
        case(
            "numbers.json",
            lambda: texts.json_array(b"1", 9_000_000),
            nothing,
            large,
            bad,
            "unsupported_format",
            quick=False,
        ),
        case("items.json", lambda: texts.json_array(item, 20_000), ARTICLES, quick=False),
        case(
            "lists.json",
            lambda: (
                b'{"headline": "a", "body_text": "b c", "x": '
                + texts.json_array(b"[]", 6_000_000)
                + b"}"
            ),
            ARTICLES,
            large,
            bad,
            nothing,
            quick=False,
        ),
        case(
            "keys.json",
            lambda: b"{" + b",".join(b'"k%d":1' % n for n in range(1_300_000)) + b"}",
            nothing,
            bad,
            large,
            "unsupported_format",
            quick=False,
        ),
        case(
            "string.json",
            lambda: (
                b'{"headline": "Ferry", "body_text": "'
                + texts.filled(b"<p>a", DOCUMENT - 50)
                + b'"}'
            ),
            ARTICLES,
            large,
            nothing,
            quick=False,
        ),
        case(
            "number.json",
            lambda: b'{"headline": "a", "body_text": "b", "version": ' + b"9" * 4_000_000 + b"}",
            ARTICLES,
            bad,
            large,
        ),
        case(
            "surrogates.json",
            lambda: b'{"headline": "\\ud800", "body_text": "\\udfff \\u0000"}',
            ARTICLES,
            bad,
            nothing,
        ),
        case(
            "long-line.jsonl",
            lambda: archives.ITEM * 2 + b'{"a": "' + b"x" * 50_000_000 + b'"}\n' + archives.ITEM,
            ARTICLES,
        ),
        case("bad-lines.jsonl", lambda: archives.ITEM * 2 + b"{\n" * 50_000, ARTICLES, quick=False),
        case(
            "blank-lines.jsonl",
            lambda: archives.ITEM * 2 + b"\n" * 20_000_000,
            ARTICLES,
            quick=False,
        ),
        case("commas.csv", lambda: texts.filled(b"a,b,c\n", PAGE), large),
    ]
