"""From a document's bytes to its articles: the normalize stage, whole."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from schemas.article import Article, PubStatus
from schemas.document import article_id
from schemas.errors import RejectedError
from schemas.failure import FailureReason
from schemas.provenance import Provenance
from tasks.normalize.clean import clean_line, clean_text, single_spaced
from tasks.normalize.credits import split_credits
from tasks.normalize.dateline import find_dateline
from tasks.normalize.dates import midnight
from tasks.normalize.detect import recognize, refuse_foreign_bytes
from tasks.normalize.encoding import decode
from tasks.normalize.fields import stated_fields
from tasks.normalize.language import detect_language
from tasks.normalize.reader import Draft, Source
from tasks.normalize.readers import READERS

if TYPE_CHECKING:
    from schemas.document import Document
    from tasks.normalize.encoding import Decoded
    from tasks.normalize.reader import Reader
    from tasks.options import Options


def normalize(document: Document, raw: bytes, options: Options) -> list[Article | RejectedError]:
    """The articles of a document, in order; an item that is bad by itself as its error.

    An element's position is the index that its article id is made of.

    Raises:
        RejectedError: nothing of the document can be read; the message says why.
    """
    _check_size(raw, options.max_document_bytes)
    refuse_foreign_bytes(raw)
    decoded = decode(raw)
    source = Source(document.name, decoded.text)
    reader = recognize(source, READERS)
    limit = options.max_articles_per_document
    drafts = list(islice(reader.read(source), limit + 1))
    if len(drafts) > limit:
        message = f"the document holds more than {limit:,} articles"
        raise RejectedError(FailureReason.TOO_LARGE, message)
    items = [
        _finish(draft, index, document, decoded, reader, options)
        if isinstance(draft, Draft)
        else draft
        for index, draft in enumerate(drafts)
    ]
    if len(items) == 1 and isinstance(items[0], RejectedError):
        raise items[0]
    return items


def _check_size(raw: bytes, most: int) -> None:
    if not raw:
        raise RejectedError(FailureReason.EMPTY_FILE, "the file is empty")
    if len(raw) > most:
        message = f"the file has more than {most:,} bytes"
        raise RejectedError(FailureReason.TOO_LARGE, message)


def _finish(
    draft: Draft,
    index: int,
    document: Document,
    decoded: Decoded,
    reader: Reader,
    options: Options,
) -> Article | RejectedError:
    """Clean a draft, fill in what can be found in its text, and say what was guessed."""
    zone = ZoneInfo(options.timezone)
    fields = stated_fields(draft, zone)
    fields.setdefault("uri", f"urn:uuid:{article_id(document.id, index)}")
    fields.setdefault("headline", "")
    if document.folder and "source" not in fields:
        fields["source"] = clean_line(document.folder)
        draft.guessed["source"] = "the inbox's subfolder"
    _add_body(draft, fields)
    if refusal := _without_text(fields, draft.member, reader.looked_for):
        return refusal
    _add_dateline(draft, fields, document, zone)
    _add_language(draft, fields, options.languages)
    if decoded.guess is not None:
        draft.guessed["encoding"] = decoded.guess
    provenance = Provenance(
        document=document.path,
        sha256=document.sha256,
        member=draft.member,
        format=reader.name,
        encoding=decoded.encoding,
        reader=reader.name,
        mtime=document.mtime,
        warnings=(*filter(None, [decoded.warning]), *draft.warnings),
        guessed=draft.guessed,
    )
    return Article(**fields, provenance=provenance)


def _add_body(draft: Draft, fields: dict[str, Any]) -> None:
    lines = clean_text("\n".join(draft.paragraphs)).split("\n")
    paragraphs = [paragraph for line in lines if (paragraph := single_spaced(line))]
    story, notes = split_credits(paragraphs)
    fields["body_text"] = "\n".join(story)
    fields["word_count"] = len(fields["body_text"].split())
    if notes:
        fields["ednote"] = "\n".join(filter(None, [fields.get("ednote"), *notes]))


def _without_text(
    fields: dict[str, Any], member: str | None, looked_for: str
) -> RejectedError | None:
    """An article needs a body, unless it kills an earlier one."""
    killed = fields.get("pubstatus") is PubStatus.CANCELED
    if fields["body_text"] or (killed and fields["headline"]):
        return None
    missing = "body" if fields["headline"] else "headline and body"
    message = f"there is no article in it: no {missing} was found{looked_for}"
    return RejectedError(FailureReason.NO_TEXT, message, member=member)


def _add_dateline(draft: Draft, fields: dict[str, Any], document: Document, zone: ZoneInfo) -> None:
    reference = document.mtime.astimezone(zone).date()
    found = find_dateline(fields["body_text"].split("\n"), reference)
    if found is None:
        return
    dateline = fields["dateline"] = found.dateline
    if "located" not in fields and dateline.place:
        fields["located"] = dateline.place.partition(",")[0]
    if dateline.date is None:
        return
    year = "; year from the file's modification time" if found.year_guessed else ""
    if found.year_guessed:
        draft.guessed["dateline.date"] = "year from the file's modification time"
    if "firstcreated" not in fields:
        fields["firstcreated"] = midnight(dateline.date, zone)
        draft.guessed["firstcreated"] = f"date of the dateline{year}; time of day unknown"


def _add_language(draft: Draft, fields: dict[str, Any], languages: tuple[str, ...]) -> None:
    if "language" in fields:
        return
    language = detect_language(fields["body_text"] or fields["headline"], languages)
    if language is not None:
        fields["language"] = language
        draft.guessed["language"] = "detected from the text"
