"""How many words a text has, in scripts with and without spaces between them."""

from __future__ import annotations

import re

from tasks.normalize.clean import unusual

THAI_WORD = 4
"""Code points of a word in Thai, Lao, Khmer and Burmese, about; only a dictionary would tell."""

_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff]"
)
_SOUTH_EAST = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+")
_EAST = re.compile(
    "[\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)


def count_words(text: str, *, single_spaced: bool = False) -> int:
    """Words of a text: what white space separates, as newsrooms count.

    Each ideograph and kana is a word by itself (as in Unicode's UAX 29, section 4, and in word
    processors), Thai and its neighbours have one for each four code points of a run, rounded up.
    Hangul is written with spaces.

    Args:
        single_spaced: whether one space or newline is all that stands between two words, and
            none around them, as in an article's text: they are then counted twice as fast.
    """
    if text.isascii() or not _UNSPACED.search(unusual(text)):
        if single_spaced:
            return text.count(" ") + text.count("\n") + bool(text)
        return len(text.split())
    east = len(_EAST.findall(text))
    text = _EAST.sub(" ", text)
    south_east = sum(-(-len(run) // THAI_WORD) for run in _SOUTH_EAST.findall(text))
    others = _SOUTH_EAST.sub(" ", text).split()
    return east + south_east + sum(any(map(str.isalnum, word)) for word in others)
