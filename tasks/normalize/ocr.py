"""Texts from text recognition: their typical damage, mended where it cannot be anything else."""

from __future__ import annotations

import re

LIGATURES = str.maketrans(
    {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\u017f": "s",
    }
)
"""Printed letters that recognition returns as they look."""

LEAST_SHARE = 0.5
"""Share of letters and digits among the visible characters of a line below which it is noise."""

_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010] (?=[^\W\d_])")
_PAGE_NUMBER = re.compile(r"[\W_]*(?:page|seite|p\.|s\.)?[\W_]*\d{1,4}[\W_]*", re.IGNORECASE)
_UNFINISHED = re.compile(r"[^\W_][,;]?$")


def mend_recognized(paragraphs: list[str]) -> list[str]:
    """The paragraphs of a recognized text: specks and page numbers go, torn words are joined.

    A paragraph that ends within a sentence is joined with the next one if that begins with a
    small letter: the column or page broke there.
    """
    mended: list[str] = []
    for paragraph in (each.translate(LIGATURES) for each in paragraphs):
        if _is_noise(paragraph):
            continue
        if mended and _goes_on(mended[-1], paragraph):
            mended[-1] = f"{mended[-1]} {paragraph.lstrip()}"
        else:
            mended.append(paragraph)
    return [_whole_words(paragraph) for paragraph in mended]


def _is_noise(paragraph: str) -> bool:
    visible = "".join(paragraph.split())
    letters = sum(character.isalnum() for character in visible)
    return letters < LEAST_SHARE * len(visible) or _PAGE_NUMBER.fullmatch(paragraph) is not None


def _goes_on(before: str, after: str) -> bool:
    before, after = before.rstrip(), after.lstrip()
    broken = before.endswith("-") or _UNFINISHED.search(before) is not None
    return broken and after[:1].islower()


def _whole_words(paragraph: str) -> str:
    """`govern- ment` becomes `government`; `north- and southbound` stays as it is."""
    return _BROKEN_WORD.sub(lambda gap: _joint(paragraph, gap), paragraph)


def _joint(paragraph: str, gap: re.Match[str]) -> str:
    rest = paragraph[gap.end() : gap.end() + 20].partition(" ")[0]
    hanging = rest in {"and", "or", "to", "und", "oder", "bis", "et", "ou", "y", "o", "e"}
    return gap[0] if hanging or not rest[:1].islower() else ""
