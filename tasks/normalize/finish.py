"""From an item as a reader understood it to a clean article, with what can be found in its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from schemas.article import Article, PubStatus
from schemas.document import article_id
from schemas.errors import RejectedError
from schemas.failure import FailureReason
from schemas.provenance import Provenance
from tasks.normalize.byline import authors_in, byline_in
from tasks.normalize.clean import clean_line, clean_lines
from tasks.normalize.credits import split_credits
from tasks.normalize.dateline.find import IN_PARAGRAPHS, find_dateline
from tasks.normalize.dates.moments import midnight
from tasks.normalize.fields import stated_fields
from tasks.normalize.language import detect_language
from tasks.normalize.ocr import mend_recognized
from tasks.normalize.words import count_words

if TYPE_CHECKING:
    from schemas.document import Document
    from tasks.normalize.items import Found
    from tasks.normalize.reader import Draft
    from tasks.options import Options
    from tasks.source_rules import SourceRules

RULE_LINE = re.compile(r"[-_*=~+.·•—–#\s]+")
"""A line that only divides a text, and says nothing."""

_PAGE = re.compile(r"https?://[^/?#\s]+(?:/+[^/?#\s]|/*\?\S)", re.IGNORECASE)
"""The address of a page within a site; the front page is the address of no article."""

RULE = "the rule for its folder"
"""How a field was found that a rule of `wiredesk.toml` fills in."""


@dataclass(frozen=True)
class Intake:
    """A document as it came in, and what is known beforehand of its source."""

    document: Document
    options: Options
    rules: SourceRules

    @classmethod
    def of(cls, document: Document, options: Options) -> Intake:
        """With the rules of the document's folder."""
        return cls(document, options, options.rules.of(document.folder))

    def zone_of(self, draft: Draft) -> ZoneInfo:
        """The time zone of dates that name none."""
        return ZoneInfo(self.rules.timezone or draft.zone or self.options.timezone)


def finish(found: Found, index: int, intake: Intake) -> Article:
    """Clean a draft, fill in what can be found in its text, and say what was guessed.

    Args:
        index: the item's place in its document, of which the article id is made.

    Raises:
        RejectedError: there is no article in it.
    """
    draft = found.draft
    fields = stated_fields(draft, intake.zone_of(draft))
    _identify(fields)
    fields.setdefault("headline", "")
    _add_source(draft, fields, intake)
    _add_body(draft, fields, intake.rules)
    _refuse_without_text(fields, draft.member, found.recognition.reader.format.looked_for)
    fields.setdefault("uri", f"urn:uuid:{article_id(intake.document.id, index)}")
    _add_dateline(draft, fields, intake)
    _add_language(draft, fields, intake)
    return Article(**fields, provenance=_provenance(found, intake.document))


def _identify(fields: dict[str, Any]) -> None:
    """The address of its page identifies an item that has no identifier."""
    if _PAGE.match(fields.get("url", "")):
        fields.setdefault("uri", fields["url"])


def _provenance(found: Found, document: Document) -> Provenance:
    draft, recognition = found.draft, found.recognition
    warnings = list(draft.warnings)
    encoding = None
    if (decoded := recognition.source.decoded_so_far) is not None:
        encoding = decoded.encoding
        if decoded.warning:
            warnings.insert(0, decoded.warning)
        if decoded.guess:
            draft.guessed["encoding"] = decoded.guess
    return Provenance(
        document=document.path,
        sha256=document.sha256,
        member=draft.member,
        format=recognition.reader.format.name,
        encoding=encoding,
        reader=draft.reader or recognition.reader.format.name,
        mtime=document.mtime,
        warnings=tuple(warnings),
        guessed=draft.guessed,
    )


def _add_source(draft: Draft, fields: dict[str, Any], intake: Intake) -> None:
    if "source" in fields:
        return
    if intake.rules.source:
        fields["source"] = intake.rules.source
        draft.guessed["source"] = RULE
    elif intake.document.folder:
        fields["source"] = clean_line(intake.document.folder)
        draft.guessed["source"] = "the inbox's subfolder"


def _add_body(draft: Draft, fields: dict[str, Any], rules: SourceRules) -> None:
    lines = clean_lines("\n".join(draft.paragraphs))
    paragraphs = [line for line in lines if not RULE_LINE.fullmatch(line)]
    if rules.ocr:
        paragraphs = mend_recognized(paragraphs)
    paragraphs, notices = rules.split_boilerplate(paragraphs)
    story, notes = split_credits(paragraphs)
    _add_byline(draft, fields, notes)
    fields["body_text"] = "\n".join(story)
    fields["word_count"] = count_words(fields["body_text"], single_spaced=True)
    if notes or notices:
        fields["ednote"] = "\n".join(filter(None, [fields.get("ednote"), *notes, *notices]))


def _add_byline(draft: Draft, fields: dict[str, Any], notes: list[str]) -> None:
    """Who the credits around the text say wrote it, where nobody else is named."""
    byline = None if "byline" in fields else next(filter(None, map(byline_in, notes)), None)
    if byline:
        fields["byline"] = byline
        fields.setdefault("authors", authors_in(byline))
        draft.guessed["byline"] = "a line above or below the text"


def _refuse_without_text(fields: dict[str, Any], member: str | None, looked_for: str) -> None:
    """An article needs a body, unless it kills an earlier one, which it has to name."""
    killed = fields.get("pubstatus") is PubStatus.CANCELED
    if fields["body_text"] or (killed and (fields["headline"] or "uri" in fields)):
        return
    missing = "body" if fields["headline"] else "headline and body"
    message = f"there is no article in it: no {missing} was found{looked_for}"
    raise RejectedError(FailureReason.NO_TEXT, message, member=member)


def _add_dateline(draft: Draft, fields: dict[str, Any], intake: Intake) -> None:
    """The dateline that the text opens with; one that is stated apart where it has none."""
    zone = intake.zone_of(draft)
    stated = fields.get("versioncreated") or fields.get("firstcreated")
    reference = (stated or intake.document.mtime).astimezone(zone).date()
    found = find_dateline(fields["body_text"].split("\n", IN_PARAGRAPHS), reference)
    if found is None:
        return
    dateline = fields["dateline"] = found.dateline
    if "located" not in fields and dateline.place:
        fields["located"] = dateline.place.partition(",")[0]
    if dateline.date is None:
        return
    whence = "the item's own date" if stated else "the file's modification time"
    year = f"; year from {whence}" if found.year_guessed else ""
    if found.year_guessed:
        draft.guessed["dateline.date"] = f"year from {whence}"
    if "firstcreated" not in fields:
        fields["firstcreated"] = midnight(dateline.date, zone)
        draft.guessed["firstcreated"] = f"date of the dateline{year}; time of day unknown"


def _add_language(draft: Draft, fields: dict[str, Any], intake: Intake) -> None:
    if "language" in fields:
        return
    if intake.rules.language:
        fields["language"] = intake.rules.language
        draft.guessed["language"] = RULE
        return
    text = fields["body_text"] or fields["headline"]
    language = detect_language(text, intake.options.languages)
    if language is not None:
        fields["language"] = language
        draft.guessed["language"] = "detected from the text"
