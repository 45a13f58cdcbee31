from __future__ import annotations

import pytest
from lxml import html

from tasks.normalize.page.language import contradicts, stated_language
from tasks.normalize.page.meta import meta_of

ENGLISH = [
    "The ferry to Skarvik sails again, and the storm that kept it in the harbour is over. "
] * 5
GERMAN = ["Die Fähre nach Skarvik fährt wieder, und der Sturm in der Bucht ist vorüber. "] * 5
RUSSIAN = ["Паром снова ходит на остров, и шторм, который его держал в порту, прошёл. "] * 5
CHINESE = ["渡轮再次驶往岛上，把它困在港口的风暴已经过去。" * 5]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", ENGLISH, False),
        ("en-US", GERMAN, True),
        ("EN_us", RUSSIAN, True),
        ("en", CHINESE, True),
        ("de", GERMAN, False),
        ("de", ENGLISH, True),
        ("zh", CHINESE, False),
        ("en", ["Short."], False),
        ("en", [], False),
    ],
)
def test_english_is_told_from_other_languages(
    language: str,
    text: list[str],
    expected: bool,  # noqa: FBT001 - a parameter
) -> None:
    assert contradicts(language, text) is expected


@pytest.mark.parametrize(
    ("markup", "article", "language"),
    [
        ("<html lang='de'><body>x</body></html>", "fr", "fr"),
        ("<html lang='de'><body>x</body></html>", None, "de"),
        ("<html><head><meta http-equiv='Content-Language' content='nl'></head></html>", None, "nl"),
        ("<html><head><meta property='og:locale' content='pt_BR'></head></html>", None, "pt_BR"),
        ("<html><body>x</body></html>", None, None),
    ],
)
def test_the_language_is_stated_in_several_places(
    markup: str, article: str | None, language: str | None
) -> None:
    root = html.fromstring(markup)
    assert stated_language(root, meta_of(root), article) == language
