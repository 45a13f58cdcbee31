"""JSON: one article, or an array of them, by ninjs names and the plain ones in use."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.markup import paragraphs_of_markup
from tasks.normalize.reader import Draft, Format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tasks.normalize.source import Source

NAMES: dict[str, tuple[str, ...]] = {
    "uri": ("uri", "guid", "id", "@id", "_id"),
    "version": ("version",),
    "headline": ("headline", "title", "name"),
    "slugline": ("slugline", "slug"),
    "byline": ("byline", "author", "authors", "creator"),
    "located": ("located", "location", "place"),
    "firstcreated": (
        "firstcreated", "firstCreated", "datePublished", "date_published", "published",
        "published_at", "publishedAt", "pubDate", "date_publish", "publish_date", "date",
    ),
    "versioncreated": (
        "versioncreated", "versionCreated", "dateModified", "date_modified", "modified",
        "updated", "updated_at", "updatedAt", "date_modify",
    ),
    "embargoed": ("embargoed", "embargoedUntil"),
    "expires": ("expires",),
    "pubstatus": ("pubstatus", "pubStatus"),
    "urgency": ("urgency",),
    "language": ("language", "lang", "inLanguage"),
    "source": ("source", "infosource", "infoSource", "publisher", "site_name", "source_domain"),
    "url": ("url", "link", "canonical_url", "mainEntityOfPage"),
    "description": (
        "description", "description_text", "summary", "abstract", "excerpt", "alternativeHeadline",
    ),
    "keywords": ("keywords", "keyword", "tags"),
    "subject": ("subject", "subjects"),
    "genre": ("genre", "genres"),
    "ednote": ("ednote", "edNote"),
    "usageterms": ("usageterms", "usageTerms"),
    "copyrightholder": ("copyrightholder", "copyrightHolder"),
}  # fmt: skip
"""Article field -> the names it goes by, the first that has a value counts."""

BODY_NAMES = (
    "body_text", "body", "text", "content", "articleBody", "maintext", "body_html", "content_html",
    "body_xhtml", "plaintext",
)  # fmt: skip

_OPENING = re.compile(r"\s*[\[{]")
_MARKUP = re.compile(
    r"<(?:p|br|div|h[1-6]|ul|ol|li|blockquote|a|em|strong|b|i|span)\b[^<>]*>", re.IGNORECASE
)


class JsonReader:
    """Reads a JSON object, or an array of objects."""

    format = Format(
        name="json",
        title="JSON",
        recognized_by="`{` or `[` at the beginning, and JSON throughout or named `.json`",
        holds="one object, or an array with an article in each",
        fields=tuple(NAMES),
        looked_for=f"; looked for {', '.join(NAMES['headline'])} and {', '.join(BODY_NAMES)}",
    )

    def recognizes(self, source: Source) -> str | None:
        """What begins like JSON, and either is called so or is JSON throughout."""
        if not _OPENING.match(source.sample):
            return None
        if source.extension in {".json", ".ninjs"}:
            return f"it begins with a bracket and is called {source.extension}"
        return "it is JSON throughout" if _parses(source.text) else None

    def read(self, source: Source) -> Iterator[Draft | RejectedError]:
        """One item for an object, one for each member of an array.

        Raises:
            RejectedError: it is no JSON (with line and column), or nothing of it is an object.
        """
        value = _parse(source.text)
        if isinstance(value, dict):
            yield draft_of(value)
            return
        if not isinstance(value, list) or not value:
            raise RejectedError(FailureReason.NO_TEXT, "the JSON holds no article")
        for index, item in enumerate(value):
            yield _member(item, str(index))


def draft_of(item: dict[str, Any], member: str | None = None) -> Draft:
    """What an object states, under the names of an article's fields."""
    draft = Draft(member=member)
    for field, names in NAMES.items():
        value = next((item[name] for name in names if item.get(name) not in (None, "", [])), None)
        if value is not None:
            draft.fields[field] = value
    bodies = [item[name] for name in BODY_NAMES if item.get(name)]
    texts = [text for text in map(_body_text, bodies) if text is not None]
    if texts:
        marked = _MARKUP.search(texts[0]) is not None
        draft.paragraphs = paragraphs_of_markup(texts[0]) if marked else texts[0].split("\n")
    if bodies and _body_text(bodies[0]) is None:
        draft.warnings.append("the body is no text and was left out")
    return draft


def _body_text(value: Any) -> str | None:
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "\n".join(value)
    return value if isinstance(value, str) else None


def _member(item: Any, member: str) -> Draft | RejectedError:
    if isinstance(item, dict):
        return draft_of(item, member)
    message = f"member {member} of the array is no object"
    return RejectedError(FailureReason.NO_TEXT, message, member=member)


def _parses(text: str) -> bool:
    try:
        _parse(text)
    except RejectedError:
        return False
    return True


def _parse(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        message = f"line {error.lineno}, column {error.colno}: {error.msg}"
        raise RejectedError(FailureReason.MALFORMED, message) from error
    except RecursionError as error:
        message = "the JSON is nested too deeply"
        raise RejectedError(FailureReason.MALFORMED, message) from error
    except ValueError as error:
        # Python refuses to convert numbers of more than 4,300 digits.
        message = "the JSON has a number too long to be one"
        raise RejectedError(FailureReason.MALFORMED, message) from error
