from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.feed_expectations import ABSENT, check, claims

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ("not bozo and entries[0]['id'] == 'a'", [(("entries", 0, "id"), "a")]),
        ("feed['title'] == u'a'", [(("feed", "title"), "a")]),
        ("entries[0].title == 'a'", [(("entries", 0, "title"), "a")]),
        ("not entries[0].has_key('link')", [(("entries", 0, "link"), ABSENT)]),
        ("encoding == 'a' == version", [((), None)]),
        ("__import__('os').system('ls')", [((), None)]),
        ("entries[0]['id'] == open('a').read()", [((), None)]),
        ("not", [((), None)]),
    ],
)
def test_an_expectation_is_parsed_and_never_run(expression: str, found: list[Any]) -> None:
    assert list(claims(expression)) == found


@pytest.mark.parametrize(
    ("expect", "counts"),
    [
        ("not bozo and entries[0]['title'] == 'A <b>boat</b>'", (1, 0, 0)),
        ("entries[0]['title'] == 'A ship'", (0, 1, 0)),
        ("entries[0]['enclosures'][0]['url'] == 'x'", (0, 0, 1)),
        ("entries[0]['published_parsed'] == (2026, 11, 24, 9, 0, 0, 1, 328, 0)", (1, 0, 0)),
        ("entries[0]['tags'][0]['term'] == 'Sea'", (1, 0, 0)),
        ("entries[1]['title'] == 'A'", (0, 1, 0)),
    ],
)
def test_an_expectation_is_met_missed_or_skipped(
    tmp_path: Path, expect: str, counts: tuple[int, int, int]
) -> None:
    path = tmp_path / "a.xml"
    path.write_text(
        f"<!--\nExpect: {expect}\n--><rss><item><title>A &lt;b&gt;boat&lt;/b&gt;</title>"
        "<pubDate>Tue, 24 Nov 2026 10:00:00 +0100</pubDate><category>Sea</category></item></rss>",
        "utf-8",
    )
    result = check(path)
    assert result is not None
    assert (result.met, len(result.missed), result.skipped) == counts


def test_a_feed_without_an_expectation_is_not_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text("<rss/>", "utf-8")
    assert check(path) is None
