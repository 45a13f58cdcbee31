"""Hostile plain texts, Markdown, and noise under every extension."""

from __future__ import annotations

from tests.hostile import texts
from tests.hostile.case import ARTICLES, DOCUMENT, PAGE, Hostile, case, noise


def noise_cases() -> list[Hostile]:
    endings = "txt md html xml json jsonl eml docx pdf zip tar gz warc rss anpa csv".split()
    return [
        case(f"noise.{each}", lambda: noise(300_000), "unsupported_format", quick=each == "txt")
        for each in endings
    ]


def plain_cases() -> list[Hostile]:
    """Plain texts and Markdown."""
    nothing, large = "no_text", "too_large"
    return [
        case("empty.txt", lambda: b"", "empty_file"),
        case("spaces.txt", lambda: texts.filled(b" \n\t", PAGE), nothing, large),
        case("zeros.txt", lambda: bytes(PAGE), "unsupported_format"),
        case("one-line.txt", lambda: texts.filled(b"a", DOCUMENT), large),
        case("one-line-of-a-page.txt", lambda: texts.filled(b"word ", PAGE), ARTICLES, quick=False),
        case("one-word.txt", lambda: texts.filled(b"a", PAGE), ARTICLES, nothing, quick=False),
        case("letters.txt", lambda: texts.filled(b"a\n", PAGE), "too_large"),
        case("letters-apart.txt", lambda: texts.filled(b"a\n\n", PAGE), "too_large"),
        case("lines.txt", lambda: texts.filled(b"Skarvik sails again.\n", PAGE), ARTICLES),
        case(
            "apart.txt",
            lambda: texts.filled(b"Skarvik sails for us, and for us only, they say.\n\n", PAGE),
            ARTICLES,
            quick=False,
        ),
        case(
            "lines.md", lambda: texts.filled(b"- Skarvik sails now.\n", PAGE), ARTICLES, quick=False
        ),
        case(
            "high-bytes.txt",
            lambda: texts.filled(bytes(range(128, 256)), PAGE),
            ARTICLES,
            "undecodable",
            "unsupported_format",
        ),
        case("marks.txt", lambda: texts.filled("e\u0301\u0316".encode(), PAGE), ARTICLES, nothing),
        case(
            "only-marks.txt", lambda: texts.filled("\u0301\u0316".encode(), PAGE), ARTICLES, nothing
        ),
        case("dates.txt", lambda: texts.filled(b"BERLIN, 26 Nov. (Nordwire) - ", PAGE), ARTICLES),
        case("parentheses.txt", lambda: texts.filled(b"(", PAGE), ARTICLES, nothing),
        case("entities.txt", lambda: texts.filled(b"&amp;amp;lt; ", PAGE), ARTICLES),
        case(
            "utf-16.txt",
            lambda: b"\xff\xfe" + texts.filled("a\n".encode("utf-16-le"), PAGE - 3),
            "too_large",
        ),
        case("less-than.txt", lambda: texts.filled(b"<", PAGE), ARTICLES, nothing),
        case("colons.txt", lambda: texts.filled(b"a: b\n", PAGE), "too_large"),
        case("quotes.md", lambda: texts.filled(b">", PAGE), ARTICLES, nothing),
        case("quoted-lines.md", lambda: texts.filled(b"> > a\n", PAGE), "too_large"),
        case("lists.md", lambda: texts.filled(b"- a\n", PAGE), "too_large"),
        case(
            "deeper-lists.md",
            lambda: texts.filled(b"* " * 100 + b"a\n", PAGE),
            ARTICLES,
            quick=False,
        ),
        case("brackets.md", lambda: texts.filled(b"[", PAGE), ARTICLES, nothing),
        case("links.md", lambda: texts.filled(b"[a](b", PAGE), ARTICLES, nothing),
        case(
            "pictures.md", lambda: texts.filled(b"![a][b](<", PAGE), ARTICLES, nothing, quick=False
        ),
        case("stars.md", lambda: texts.filled(b"*a_ ", PAGE), ARTICLES),
        case("ticks.md", lambda: texts.filled(b"`a``b", PAGE), ARTICLES),
        case("headings.md", lambda: texts.filled(b"# a\n", PAGE), "too_large"),
        case(
            "yaml-depth.md",
            lambda: b"---\na: " + b"[" * 4_000_000 + b"\n---\n# A\n\nText.\n",
            ARTICLES,
            "malformed",
        ),
        case("yaml-bomb.md", _yaml_bomb, ARTICLES, "malformed"),
    ]


def _yaml_bomb() -> bytes:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return ("---\n" + "\n".join(lines) + "\ntitle: *a11\n---\n# Ferry\n\nIt sails.\n").encode()
