"""The judgement on an article, with what the index has to remember once it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemas.article import PubStatus
from schemas.verdict import Verdict, VerdictKind
from tasks.deduplicate.judgement import Judgement
from tasks.deduplicate.subject import REVISING, Line

if TYPE_CHECKING:
    from tasks.deduplicate.matches import Match
    from tasks.deduplicate.remembered import Newest, Remembered
    from tasks.deduplicate.subject import Subject
    from tasks.deduplicate.versions import Standing


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """A judgement, and what the index has to remember once it stands.

    Attributes:
        entry: None for an exact copy, which is found by its original's entry.
        line: the line of versions that it depends on; empty if it depends on none.
        becomes: the line's newest version from now on; None if it stays.
    """

    judgement: Judgement
    entry: Remembered | None = None
    line: bytes = b""
    becomes: Newest | None = None


def original(subject: Subject, reason: str) -> Outcome:
    """An article that is like no other."""
    return _first(subject, _verdict(subject, VerdictKind.ORIGINAL, reason))


def related(subject: Subject, match: Match, reason: str) -> Outcome:
    """Another report of the same matter, or a note about it."""
    verdict = _verdict(subject, VerdictKind.RELATED, reason, match)
    return _first(subject, verdict.model_copy(update={"related_to": match.canonical_id}))


def repeated(subject: Subject, article_id: str, reason: str) -> Outcome:
    """An article whose headline and text were here before.

    Nothing is remembered of it but the line of its uri: the next version of that is one.
    """
    verdict = _verdict(subject, VerdictKind.EXACT, reason)
    verdict = verdict.model_copy(update={"canonical_id": article_id, "scores": {"text": 1.0}})
    outcome = _first(subject, verdict)
    return Outcome(judgement=outcome.judgement, line=outcome.line, becomes=outcome.becomes)


def unchanged(subject: Subject, line: Line, article_id: str, reason: str) -> Outcome:
    """An article that repeats a version of its own line."""
    verdict = _verdict(subject, VerdictKind.EXACT, reason)
    verdict = verdict.model_copy(update={"canonical_id": article_id, "scores": {"text": 1.0}})
    return Outcome(judgement=_judgement(subject, verdict, line.uri), line=line.key)


def copied(subject: Subject, match: Match, reason: str) -> Outcome:
    """An article that was rewritten a little; remembered, so that its own copies are found."""
    verdict = _verdict(subject, VerdictKind.NEAR_DUPLICATE, reason, match)
    verdict = verdict.model_copy(update={"canonical_id": match.canonical_id})
    return _first(subject, verdict, canonical_id=match.canonical_id)


def version(
    subject: Subject, line: Line, newest: Newest, place: Standing, match: Match | None, reason: str
) -> Outcome:
    """A version of an earlier article.

    Args:
        line: that it belongs to from now on.
        newest: the line's newest version before it.
        match: that version's remembered text.
    """
    link = "version_of" if place.is_newest else "superseded_by"
    verdict = _verdict(subject, VerdictKind.VERSION, reason, match)
    verdict = verdict.model_copy(update={link: newest.article_id})
    return Outcome(
        judgement=_judgement(subject, verdict, line.uri, place.version),
        entry=subject.remembered(line, place.version),
        line=line.key,
        becomes=subject.newest(place.version) if place.is_newest else None,
    )


def outlived(subject: Subject, match: Match) -> Outcome:
    """A story whose withdrawal came before it; without a uri it gets that of the withdrawal."""
    verdict = _verdict(
        subject, VerdictKind.VERSION, "an article that was withdrawn before it came", match
    )
    verdict = verdict.model_copy(update={"superseded_by": match.entry.article_id})
    number = subject.stated_version or 1
    line = subject.line if subject.has_own_uri else Line(match.uri, match.entry.line)
    return Outcome(
        judgement=_judgement(subject, verdict, line.uri, number),
        entry=subject.remembered(line, number),
    )


def _first(subject: Subject, verdict: Verdict, canonical_id: str | None = None) -> Outcome:
    """What follows for an article that is the first of its uri, or has none."""
    revises = subject.change in REVISING or subject.is_withdrawal
    unknown_original = verdict.kind is VerdictKind.ORIGINAL and revises
    number = subject.stated_version or (2 if unknown_original else 1)
    own = subject.has_own_uri
    return Outcome(
        judgement=_judgement(subject, verdict, version=number),
        entry=subject.remembered(subject.line, number, canonical_id),
        line=subject.line.key if own else b"",
        becomes=subject.newest(number) if own else None,
    )


def _judgement(
    subject: Subject, verdict: Verdict, uri: str | None = None, version: int | None = None
) -> Judgement:
    article = subject.article
    return Judgement(
        verdict=verdict,
        uri=uri if uri != article.uri else None,
        version=version if version != article.version else None,
        pubstatus=PubStatus.CANCELED if subject.pubstatus is not article.pubstatus else None,
    )


def _verdict(
    subject: Subject, kind: VerdictKind, reason: str, match: Match | None = None
) -> Verdict:
    return Verdict(
        kind=kind,
        canonical_id=subject.article_id,
        scores=match.similarity.scores() if match else {},
        reason=reason,
    )
