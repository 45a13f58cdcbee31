"""What a version says that the version before did not."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from tasks.summarize.news import LONGEST_SENTENCE

if TYPE_CHECKING:
    from tasks.summarize.news import News
    from tasks.summarize.sentences import Span

HASH_BYTES = 4
"""Of two versions of a hundred sentences each, one pair in 400,000 agrees by chance."""


def sentence_hashes(news: News) -> bytes:
    """What is remembered of a version for the next one: `HASH_BYTES` for each sentence."""
    return b"".join(_hashes(news))


def new_sentences(news: News, before: bytes) -> list[Span]:
    """The sentences of a version that the version before did not have.

    Letter case, punctuation and typography make no difference; a word or a number does.

    Args:
        before: what is remembered of the version before.
    """
    starts = range(0, len(before), HASH_BYTES)
    known = {before[start : start + HASH_BYTES] for start in starts}
    hashes = zip(news.spans, _hashes(news), strict=True)
    return [span for span, each in hashes if each not in known]


def _hashes(news: News) -> list[bytes]:
    """Of the words, and of what follows those that are compared; without any, of the signs."""
    return [
        _hash(" ".join((*words, sentence[LONGEST_SENTENCE:])) if words else sentence)
        for words, sentence in zip(news.words, news.sentences, strict=True)
    ]


def _hash(text: str) -> bytes:
    return crc32(text.encode("utf-8", "surrogatepass")).to_bytes(HASH_BYTES, "big")
