"""An article that is to be judged, with all that the judgement looks at."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from schemas.article import PubStatus
from tasks.deduplicate.features import FEATURE_BYTES
from tasks.deduplicate.fingerprint import Fingerprint, fingerprints, title_feature
from tasks.deduplicate.remembered import Newest, Remembered
from tasks.deduplicate.revision_marks import Change, Revision, revision_of
from tasks.deduplicate.word_hashes import word_hashes
from tasks.deduplicate.words import fold, without_accents, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from schemas.article import Article
    from tasks.deduplicate.thresholds import Thresholds

REVISING = frozenset({Change.CORRECTION, Change.UPDATE, Change.REFILE})
"""Marks of an article that takes the place of an earlier one."""

LINE_BYTES = 8

MOST_AHEAD_SECONDS = 86_400
"""How far ahead of this machine's clock a date may lie: a time zone that is wrong makes fourteen
hours. Beyond that it is the date that is wrong, and all later versions would look older than it.
"""


class Line(NamedTuple):
    """The versions of one article: their common uri, and the key that they are found by."""

    uri: str
    key: bytes


@dataclass(frozen=True)
class Subject:
    """An article that is to be judged."""

    article_id: str
    article: Article
    limits: Thresholds
    revision: Revision
    fingerprint: Fingerprint

    @property
    def has_own_uri(self) -> bool:
        """Whether the document gave it a uri."""
        return self.article.uri != made_up_uri(self.article_id)

    @cached_property
    def line(self) -> Line:
        """The line of versions that its own uri stands for."""
        uri = self.article.uri
        return Line(uri, line_key(uri, self.article.source))

    @cached_property
    def change(self) -> Change | None:
        """What its marks say; a repetition is judged like any other article."""
        marked = None if self.revision.change is Change.REPEAT else self.revision.change
        return Change.UPDATE if marked is None and self.article.evolvedfrom else marked

    @property
    def is_withdrawal(self) -> bool:
        """Whether it takes an article back."""
        return self.change is Change.KILL or self.article.pubstatus is PubStatus.CANCELED

    @property
    def pubstatus(self) -> PubStatus:
        """Its publishing status, with what its headline says."""
        return PubStatus.CANCELED if self.is_withdrawal else self.article.pubstatus

    @cached_property
    def seconds(self) -> int | None:
        """The date that it carries, in seconds since 1970; None without one, or with one ahead."""
        moment = self.article.versioncreated or self.article.firstcreated
        seconds = int(moment.timestamp()) if moment else None
        if seconds is not None and seconds > time.time() + MOST_AHEAD_SECONDS:
            return None
        return seconds

    @cached_property
    def supplier(self) -> int:
        """Hash of its source, 16 bits; 0 without one."""
        source = self.article.source
        return (crc32(fold(source).encode()) & 0xFFFF or 1) if source else 0

    @cached_property
    def stated_version(self) -> int | None:
        """The number that the document or the headline gives it; the first update is the second
        version.
        """
        if self.article.version > 1:
            return self.article.version
        if self.revision.number is not None:
            return self.revision.number + 1
        return None

    @cached_property
    def quoted_titles(self) -> tuple[frozenset[int], ...]:
        """The headlines that it names, each as the hashes of its words."""
        hashes = (word_hashes(_title_words(title)) for title in self.revision.quoted)
        return tuple(frozenset(each & 0xFFFF for each in title) for title in hashes)

    @cached_property
    def sure_features(self) -> bytes:
        """The features of which one is enough to find an article that has to be weighed."""
        own = self.fingerprint
        sure = own.exact[:FEATURE_BYTES] + own.kill
        if self.change is None and not self.is_withdrawal:
            return sure
        quoted = (title_feature(_title_words(title)) for title in self.revision.quoted)
        return sure + own.title + b"".join(quoted)

    @property
    def features(self) -> bytes:
        """The features of which two are needed."""
        return self.fingerprint.features + self.fingerprint.title

    @property
    def marks(self) -> bytes:
        """The features under which it is remembered besides."""
        own = self.fingerprint
        return own.exact[:FEATURE_BYTES] + (own.kill if self.is_withdrawal else b"")

    @property
    def ties(self) -> frozenset[bytes]:
        """What another article has to do with it by: features, and the line of its uri."""
        features = self.sure_features + self.features + self.marks
        pieces = range(0, len(features), FEATURE_BYTES)
        line = {self.line.key} if self.has_own_uri else set[bytes]()
        return frozenset({features[start : start + FEATURE_BYTES] for start in pieces} | line)

    def remembered(self, line: Line, version: int, canonical_id: str | None = None) -> Remembered:
        """What the index keeps of it.

        Args:
            line: that it was found to belong to.
        """
        own = line.uri != made_up_uri(self.article_id)
        return Remembered(
            article_id=self.article_id,
            exact=self.fingerprint.exact,
            line=line.key,
            seconds=self.seconds,
            supplier=self.supplier,
            version=version,
            change=self.change,
            pubstatus=self.pubstatus,
            canonical_id=canonical_id,
            uri=line.uri if own else None,
            sketch=self.fingerprint.sketch,
        )

    def newest(self, version: int) -> Newest:
        """It as the newest version of its line."""
        return Newest(
            article_id=self.article_id,
            exact=self.fingerprint.exact,
            seconds=self.seconds,
            version=version,
            numbered=self.stated_version is not None or self.revision.change in REVISING,
            pubstatus=self.pubstatus,
        )


def make_subjects(articles: Mapping[str, Article], limits: Iterable[Thresholds]) -> list[Subject]:
    """The subjects that the articles of a batch make, in their order.

    Args:
        articles: by their ids.
        limits: what counts as a copy of each.
    """
    revisions = [revision_of(article) for article in articles.values()]
    prints = fingerprints(zip(articles.values(), revisions, strict=True))
    return [
        Subject(article_id, article, of_source, revision, print_)
        for (article_id, article), of_source, revision, print_ in zip(
            articles.items(), limits, revisions, prints, strict=True
        )
    ]


def line_key(uri: str, source: str | None = None) -> bytes:
    """What the versions of a uri are found by, `LINE_BYTES` long.

    A uri without a scheme (RFC 3986, section 3) is a number that other sources have, too.
    """
    name = uri if ":" in uri else f"{source or ''}\n{uri}"
    return blake2b(name.encode("utf-8", "surrogatepass"), digest_size=LINE_BYTES).digest()


def made_up_uri(article_id: str) -> str:
    """The uri of an article whose document gave it none."""
    return f"urn:uuid:{article_id}"


def _title_words(title: str) -> list[str]:
    return words(without_accents(fold(title)))
