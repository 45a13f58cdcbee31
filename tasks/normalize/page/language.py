"""The language that a page states, believed unless its text says otherwise.

Templates say `lang="en"` by default, whatever is written in them; and editions for other
countries carry English agency copy. English is told by its commonest words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tasks.normalize.page.meta import Meta

SAMPLE = 3_000
"""Code points of the text that are looked at."""

LEAST_WORDS = 50
"""Words that a text must have to say anything of its language."""

ENGLISH_FROM = 0.1
"""Share of `COMMON` among the words of English texts: .15 or more, as a rule."""

FOREIGN_UP_TO = 0.03
"""The same of other languages: a few of these words are theirs too, or are in names."""

COMMON = frozenset(
    "the of and to that with it from this be are have not but were she they his her their which "
    "you your when who been had about than what there would these into could".split()
)

_NAMES = ("http-equiv:content-language", "content-language", "language", "dc.language",
          "dcterms.language", "og:locale")  # fmt: skip
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LATIN = re.compile(r"[a-z]{2}")
_WORD = re.compile(r"[^\W\d_]+")


def stated_language(root: Any, meta: Meta, article: str | None) -> str | None:
    """What a page says of its language, as it says it.

    Args:
        article: what its structured data says.
    """
    return article or root.get("lang") or root.get(_XML_LANG) or meta.first(*_NAMES)


def contradicts(language: str, paragraphs: Sequence[str]) -> bool:
    """Whether a text is English where another language is stated, or the other way round."""
    sample = "\n".join(paragraphs[:LEAST_WORDS])[:SAMPLE].lower()
    english = re.match(r"en(?![a-z])", language.strip().lower()) is not None
    words = _WORD.findall(sample)
    if sum(map(len, words)) >= LEAST_WORDS and not _LATIN.search(sample):
        return english
    if len(words) < LEAST_WORDS:
        return False
    share = sum(map(COMMON.__contains__, words)) / len(words)
    return share < FOREIGN_UP_TO if english else share > ENGLISH_FROM
