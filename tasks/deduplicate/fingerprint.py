"""What is compared of an article, and what it is found by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice, pairwise
from typing import TYPE_CHECKING

import numpy as np

from tasks.deduplicate.number_words import with_digits
from tasks.deduplicate.shingles import shingles, word_hashes
from tasks.deduplicate.sketch import LEAD_WORDS, MOST_NAMES, Sketch, different, make_sketch
from tasks.deduplicate.words import fold, mended, numbers, without_accents, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from schemas.article import Article
    from tasks.deduplicate.revision_marks import Revision
    from tasks.deduplicate.shingles import Hashes

EXACT_BYTES = 8
"""Among a hundred million articles the odds of one false match are below 1 in 1,000."""

FEATURE_BYTES = 4

LEAD_STEP = 4
REST_STEP = 16
"""One shingle in four of the opening and one in sixteen of the rest are features: of two copies
that were cut, padded or edited at least two are the same."""

MOST_REST_FEATURES = 6
"""Features of a long text's rest; beyond it every second one is left out, and again."""

FIRST_NUMBERS = 12
NUMBER_FEATURES = 2
FILLED_IN_FEATURES = 3
"""Features made of what is rare in a form that was filled in a thousand times: three numbers in a
row, and where there are few of these, two names that follow each other. They are chosen by
their hashes, as copies choose them too."""

SHORT_RUNS = 24
SHORT_STEP = 2
STUB_RUNS = 12
"""A text of fewer shingles has one feature in two; of fewer than these, every one."""

FEWEST_TITLE_WORDS = 3
"""A headline of fewer words (`Weather`) says nothing about the story."""

_SAMPLED_BITS = np.uint64(32)
_ASCII_NAME = re.compile(r"[A-Z](?<!\w[A-Z])\w*", re.ASCII)
"""The letter comes first: a search that tries `\\b` everywhere takes more than twice as long."""
_WORD = re.compile(r"\b[^\W\d_]\w*")

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


def fingerprint(article: Article, revision: Revision) -> Fingerprint:
    """The fingerprint of an article.

    Letter case, punctuation, white space, compatibility forms of Unicode and the dateline
    make no difference; nor do accents, but for `exact`. A mark such as `CORRECTED-` is no part
    of the headline.
    """
    body, headline = mended(_story(article)), mended(revision.headline)
    folded, folded_title = fold(body), fold(headline)
    if not (folded or folded_title):
        folded = article.uri  # two withdrawals without any text are not the same one
    text, title = words(folded), words(folded_title)
    bare_title = title if folded_title.isascii() else words(without_accents(folded_title))
    found = _whole_numbers(with_digits(folded, article.language))
    names = _names(body)
    runs = shingles(text if folded.isascii() else words(without_accents(folded)))
    return Fingerprint(
        exact=_digest("\n".join((" ".join(title) or folded_title, " ".join(text) or folded))),
        features=features_of(runs) + _filled_in_features(found, names),
        title=title_feature(bare_title),
        kill=title_feature(bare_title, "kill"),
        sketch=make_sketch(
            runs,
            numbers=word_hashes(found),
            names=word_hashes(names),
            title=word_hashes(bare_title),
            title_numbers=_one_hash(numbers(folded_title)),
        ),
    )


def title_feature(title: Sequence[str], prefix: str = "title") -> bytes:
    """The feature by which an article with this headline is found."""
    if len(title) < FEWEST_TITLE_WORDS:
        return b""
    return _digest(" ".join((prefix, *title)))[:FEATURE_BYTES]


def _story(article: Article) -> str:
    """The text without its dateline, which every agency writes in its own way."""
    dateline = article.dateline.text if article.dateline else ""
    return article.body_text.removeprefix(dateline) if dateline else article.body_text


def features_of(runs: Hashes) -> bytes:
    """The sampled shingles, each once; sampled by other bits than they are stored with."""
    sampled = runs >> _SAMPLED_BITS
    step = LEAD_STEP if len(runs) >= SHORT_RUNS else SHORT_STEP if len(runs) >= STUB_RUNS else 1
    lead = runs[:LEAD_WORDS][sampled[:LEAD_WORDS] % step == 0]
    rest_step, rest = REST_STEP, runs[LEAD_WORDS:]
    chosen = rest[sampled[LEAD_WORDS:] % rest_step == 0]
    if len(chosen) > MOST_REST_FEATURES:
        chosen = different(chosen)
    while len(chosen) > MOST_REST_FEATURES:
        rest_step *= 2
        chosen = chosen[(chosen >> _SAMPLED_BITS) % rest_step == 0]
    features = different(np.concatenate((lead, chosen)).astype("<u4"))
    return features.tobytes()


def _filled_in_features(found: Sequence[str], names: Sequence[str]) -> bytes:
    """What is rare in a form: runs of three numbers, then of two names."""
    first = found[:FIRST_NUMBERS]
    triples = _least(zip(first, first[1:], first[2:], strict=False), NUMBER_FEATURES)
    pairs = _least(pairwise(names), FILLED_IN_FEATURES - len(triples))
    return np.array(triples + pairs, "<u4").tobytes()


def _least(runs: Iterable[tuple[str, ...]], count: int) -> list[int]:
    """The least hashes of different runs."""
    return sorted(word_hashes(sorted({"+".join(run) for run in runs})))[:count]


def _whole_numbers(folded: str) -> list[str]:
    """Its numbers but for one at the very end, which may be what a cut has left of a longer one."""
    found = numbers(folded)
    return found[:-1] if folded[-1:].isdigit() else found


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


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=EXACT_BYTES).digest()
