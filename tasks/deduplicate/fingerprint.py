"""What is compared of an article, and what it is found by."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from tasks.deduplicate.features import FEATURE_BYTES, features_of
from tasks.deduplicate.number_words import spelled_in, with_digits
from tasks.deduplicate.numbers import numbers, whole_numbers
from tasks.deduplicate.samples import samples_of
from tasks.deduplicate.shingles import alike_hashes, shingles
from tasks.deduplicate.sketch import MOST_NAMES, Sketch, make_sketch
from tasks.deduplicate.word_hashes import joined, word_hashes
from tasks.deduplicate.words import fold, joined_words, mended, without_accents, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from schemas.article import Article
    from tasks.deduplicate.revision_marks import Revision
    from tasks.deduplicate.samples import Sample

EXACT_BYTES = 8
"""Among a hundred million articles the odds of one false match are below 1 in 1,000."""

FIRST_NUMBERS = 12
NUMBER_FEATURES = 2
FILLED_IN_FEATURES = 3
"""Features made of what is rare in a form that was filled in a thousand times: three numbers in a
row, and where there are few of these, two names that follow each other. They are chosen by
their hashes, as copies choose them too."""

FEWEST_TITLE_WORDS = 3
"""A headline of fewer words (`Weather`) says nothing about the story."""

_ASCII_NAME = re.compile(r"[A-Z](?<!\w[A-Z])\w*", re.ASCII)
"""The letter comes first: a search that tries `\\b` everywhere takes more than twice as long."""
_WORD = re.compile(r"\b[^\W\d_]\w*")

PORTION_CODE_POINTS = 500_000
"""Code points of the texts that are worked on at once; what they take beside is several times as
much memory."""

NAMED_CODE_POINTS = 2_000
"""Code points at the beginning of a text in which names are looked for."""


@dataclass(frozen=True, kw_only=True)
class Fingerprint:
    """What is compared of an article, and what it is found by.

    Attributes:
        exact: hash of the headline's and the text's words, `EXACT_BYTES` long.
        features: `FEATURE_BYTES` each.
        title: the feature of the headline; empty where it says too little.
        kill: the feature of a kill with this headline; likewise.
    """

    exact: bytes
    features: bytes
    title: bytes
    kill: bytes
    sketch: Sketch


class _Text:
    """The text and the headline of an article as they are compared."""

    def __init__(self, article: Article, revision: Revision) -> None:
        self.language = article.language
        self.body = mended(_story(article))
        self.folded = fold(self.body)
        self.title = fold(mended(revision.headline))
        if not (self.folded or self.title):
            self.folded = article.uri  # two withdrawals without any text are not the same one


def fingerprints(articles: Iterable[tuple[Article, Revision]]) -> list[Fingerprint]:
    """The fingerprints of articles, of many at once: most calls of numpy cost the same for one.

    Letter case, punctuation, white space, compatibility forms of Unicode and the dateline
    make no difference; nor do accents, but for `exact`. A mark such as `CORRECTED-` is no part
    of the headline.
    """
    return [found for texts in _portions(articles) for found in _fingerprints(texts)]


def _portions(articles: Iterable[tuple[Article, Revision]]) -> Iterator[list[_Text]]:
    texts: list[_Text] = []
    room = PORTION_CODE_POINTS
    for article, revision in articles:
        text = _Text(article, revision)
        room -= len(text.folded)
        if room < 0 and texts:
            yield texts
            texts, room = [], PORTION_CODE_POINTS - len(text.folded)
        texts.append(text)
    if texts:
        yield texts


def _fingerprints(texts: Sequence[_Text]) -> list[Fingerprint]:
    spaced = joined_words([text.folded for text in texts])
    hashes = alike_hashes([_bare(*each) for each in zip(texts, spaced, strict=True)])
    runs = shingles(hashes)
    parts = zip(texts, spaced, hashes, features_of(runs), samples_of(runs), strict=True)
    return [_fingerprint(*each) for each in parts]


def _bare(text: _Text, spaced: bytes) -> bytes:
    """The words without accents, with a space between them."""
    return spaced if text.folded.isascii() else joined(words(without_accents(text.folded)))


def _fingerprint(
    text: _Text, spaced: bytes, hashes: NDArray[np.uint32], features: bytes, sample: Sample
) -> Fingerprint:
    title = words(text.title)
    bare_title = title if text.title.isascii() else words(without_accents(text.title))
    spelled = spelled_in(hashes) if text.folded.isascii() else None
    found = whole_numbers(with_digits(text.folded, text.language, spelled))
    names = _names(text.body)
    return Fingerprint(
        exact=_digest(b"\n".join((joined(title or [text.title]), spaced or joined([text.folded])))),
        features=features + _filled_in_features(found, names),
        title=title_feature(bare_title),
        kill=title_feature(bare_title, "kill"),
        sketch=make_sketch(
            sample,
            numbers=word_hashes(found),
            names=word_hashes(names),
            title=word_hashes(bare_title),
            title_numbers=_one_hash(numbers(with_digits(text.title, text.language))),
        ),
    )


def title_feature(title: Sequence[str], prefix: str = "title") -> bytes:
    """The feature by which an article with this headline is found."""
    if len(title) < FEWEST_TITLE_WORDS:
        return b""
    return _digest(joined((prefix, *title)))[:FEATURE_BYTES]


def _story(article: Article) -> str:
    """The text without its dateline, which every agency writes in its own way."""
    dateline = article.dateline.text if article.dateline else ""
    return article.body_text.removeprefix(dateline) if dateline else article.body_text


def _filled_in_features(found: Sequence[str], names: Sequence[str]) -> bytes:
    """What is rare in a form: runs of three numbers, then of two names."""
    first = found[:FIRST_NUMBERS]
    triples = _least(zip(first, first[1:], first[2:], strict=False), NUMBER_FEATURES)
    pairs = _least(pairwise(names), FILLED_IN_FEATURES - len(triples))
    return struct.pack(f"<{len(triples) + len(pairs)}I", *triples, *pairs)


def _least(runs: Iterable[tuple[str, ...]], count: int) -> list[int]:
    """The least hashes of different runs."""
    return sorted(word_hashes([*{"+".join(run) for run in runs}]))[:count]


def _names(text: str) -> list[str]:
    """The first different words with a capital letter, in order."""
    text = text[:NAMED_CODE_POINTS]
    if text.isascii():
        found = _ASCII_NAME.findall(text)
    else:
        found = [word for word in _WORD.findall(text) if word[0].isupper()]
    first = islice(dict.fromkeys(found), MOST_NAMES)
    if text.isascii():
        return list(map(str.lower, first))
    return [without_accents(fold(name)) for name in first]


def _one_hash(found: Sequence[str]) -> int:
    """One hash of 16 bits for several numbers in any order; 0 for none."""
    return word_hashes([" ".join(sorted(found)).replace(" ", "+")])[0] & 0xFFFF if found else 0


def _digest(text: bytes) -> bytes:
    return blake2b(text, digest_size=EXACT_BYTES).digest()
