"""What an article is, given the articles before it: an original, a copy, a version, or related."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.deduplicate import outcome
from tasks.deduplicate.remembered import Newest
from tasks.deduplicate.revision_marks import Change
from tasks.deduplicate.rules import Relation
from tasks.deduplicate.subject import REVISING, Line
from tasks.deduplicate.versions import is_unchanged, standing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tasks.deduplicate.matches import Match, Matches
    from tasks.deduplicate.outcome import Outcome
    from tasks.deduplicate.subject import Subject


def judge(subject: Subject, matches: Matches, lines: Mapping[bytes, Newest]) -> Outcome:
    """What an article is.

    Args:
        matches: the remembered articles that have something in common with it.
        lines: the newest version of each line that is known of.
    """
    newest = lines.get(subject.line.key) if subject.has_own_uri else None
    if newest is not None and _is_of_line(subject, matches, newest):
        return _in_line(subject, matches, subject.line, newest)
    again = matches.exact()
    if again is not None:
        return _again(subject, again, matches, lines)
    if subject.is_withdrawal:
        return _withdrawal(subject, matches, lines)
    if subject.change is Change.ADVISORY:
        return _advisory(subject, matches)
    withdrawn = matches.withdrawn()
    if withdrawn is not None:
        return outcome.outlived(subject, withdrawn)
    return _by_text(subject, matches, lines)


def _again(
    subject: Subject, again: Match, matches: Matches, lines: Mapping[bytes, Newest]
) -> Outcome:
    """A headline and text that were here before: a copy, or what was withdrawn comes back."""
    is_copy = subject.is_withdrawal or subject.has_own_uri or not again.same_supplier
    if is_copy or matches.withdrawal_of(again.entry.line) is None:
        return outcome.repeated(subject, again.canonical_id, "the same headline and text")
    return _in_line_of(subject, again, matches, lines)


def _is_of_line(subject: Subject, matches: Matches, newest: Newest) -> bool:
    """Whether an article is a version of the one that had its uri before.

    A uri without a scheme may be a row number that every file begins anew: then text or
    headline have to agree, except of a withdrawal, which may have neither.
    """
    if ":" in subject.article.uri or subject.is_withdrawal:
        return True
    match = matches.of_article(newest.article_id)
    return match is not None and match.is_alike


def _in_line(
    subject: Subject, matches: Matches, line: Line, newest: Newest, why: str = ""
) -> Outcome:
    """An article of a line of versions: never a copy of another version, unless unchanged.

    Args:
        why: how it was found to belong there, where its uri does not say so.
    """
    again = matches.exact()
    if is_unchanged(subject, newest) and (again is not None or subject.change is None):
        reason = f"{why}the same headline and text as version {newest.version}"
        known = matches.of_article(newest.article_id) or again
        return outcome.unchanged(
            subject, line, known.canonical_id if known else newest.article_id, reason
        )
    place = standing(subject, newest)
    if again is not None and _is_old_text(again, line, newest) and not place.is_proven:
        reason = f"{why}the same headline and text as version {again.entry.version}"
        return outcome.unchanged(subject, line, again.canonical_id, reason)
    number = f"version {place.version}, by {place.why}"
    after = f"after version {newest.version}"
    reason = f"{number}, {after}" if place.is_newest else f"an older {number}, that came {after}"
    return outcome.version(
        subject, line, newest, place, matches.of_article(newest.article_id), why + reason
    )


def _is_old_text(again: Match, line: Line, newest: Newest) -> bool:
    """Whether a text that was here before is that of an older version of the line."""
    return again.entry.line == line.key and again.entry.exact != newest.exact


def _withdrawal(subject: Subject, matches: Matches, lines: Mapping[bytes, Newest]) -> Outcome:
    """A withdrawal that has no uri in common with an earlier article.

    It takes back what it speaks of, of the same supplier only; with a uri that is not known,
    what its words name.
    """
    target = matches.spoken_of()
    in_words = subject.change is Change.KILL
    if target is not None and target.same_supplier and (in_words or not subject.has_own_uri):
        return _in_line_of(subject, target, matches, lines)
    return outcome.original(subject, "a withdrawal of an article that has not been here")


def _advisory(subject: Subject, matches: Matches) -> Outcome:
    target = matches.spoken_of()
    if target is None:
        return outcome.original(subject, "a note to editors")
    return outcome.related(subject, target, "a note to editors on it")


def _by_text(subject: Subject, matches: Matches, lines: Mapping[bytes, Newest]) -> Outcome:
    copied = matches.copied()
    if copied is not None:
        return outcome.copied(subject, copied, copied.finding.reason)
    spoken_of = matches.spoken_of() if subject.change in REVISING else None
    if spoken_of is not None:
        return _revised(subject, spoken_of, matches, lines)
    closest = matches.closest()
    if closest is None:
        return outcome.original(subject, "nothing like it in the window")
    finding = closest.finding
    if finding.relation is Relation.NONE:
        return outcome.original(subject, f"of the nearest report {finding.reason}")
    if finding.relation is Relation.REVISED and _may_revise(closest):
        return _in_line_of(subject, closest, matches, lines)
    return outcome.related(subject, closest, finding.reason)


def _revised(
    subject: Subject, target: Match, matches: Matches, lines: Mapping[bytes, Newest]
) -> Outcome:
    """A correction or an update of an earlier article, or a notice that only speaks of it.

    Another supplier's, under a uri of its own, does not take that article's place.
    """
    if subject.has_own_uri and not target.same_supplier:
        return outcome.related(subject, target, target.finding.reason)
    if target.is_alike:
        return _in_line_of(subject, target, matches, lines)
    return outcome.related(subject, target, "a notice about it, which names its headline")


def _may_revise(match: Match) -> bool:
    """Whether a changed text without a mark takes the place of the earlier one.

    Not if its supplier has given it a uri of its own: to him it is another article; and not
    if it comes from somebody else.
    """
    return not match.subject.has_own_uri and match.same_supplier


def _in_line_of(
    subject: Subject, target: Match, matches: Matches, lines: Mapping[bytes, Newest]
) -> Outcome:
    """A version of the article that it was found to speak of.

    It takes over the uri, so that subscribers find all versions under one. Only where it has
    a uri of its own, and is no withdrawal, that one stays.
    """
    key = target.entry.line
    newest = lines.get(key) or _newest_of(matches.of_line(key) or target)
    keeps_uri = subject.has_own_uri and not subject.is_withdrawal
    line = subject.line if keeps_uri else Line(target.uri, key)
    return _in_line(subject, matches, line, newest, f"{_why(target)}; ")


def _why(target: Match) -> str:
    change = target.subject.change
    if change is None:
        return target.finding.reason
    by = "headline" if target.same_title else "text"
    return f"its {change.value}, by the {by}"


def _newest_of(match: Match) -> Newest:
    """The version that a remembered article is, where its line has not been entered yet."""
    entry = match.entry
    return Newest(
        article_id=entry.article_id,
        exact=entry.exact,
        seconds=entry.seconds,
        version=entry.version,
        numbered=entry.version > 1,
        pubstatus=entry.pubstatus,
    )
