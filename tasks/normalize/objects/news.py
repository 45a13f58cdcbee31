"""Articles as crawlers and news services write them.

news-please, Fundus, newspaper and trafilatura; News API, the Guardian, WordPress, JSON Feed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tasks.normalize.objects.names import draft_of

if TYPE_CHECKING:
    from tasks.normalize.reader import Draft

SIGNS = (
    frozenset({"maintext"}),
    frozenset({"source_domain", "title"}),
    frozenset({"date_publish", "title"}),
    frozenset({"publishing_date", "title"}),
    frozenset({"publishing_date", "body"}),
    frozenset({"plaintext", "title"}),
    frozenset({"publish_date", "title", "text"}),
    frozenset({"hostname", "fingerprint"}),
    frozenset({"source-hostname", "text"}),
    frozenset({"publishedAt", "title"}),
    frozenset({"webTitle", "fields"}),
    frozenset({"title", "content", "date_gmt"}),
    frozenset({"content_html", "id"}),
    frozenset({"content_text", "id"}),
)
"""Sets of names of which each tells such an article."""

_CUT_OFF = re.compile(r"\s*…?\s*\[\+\d{1,9} chars\]\s*$")
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_UTC = (("firstcreated", "date_gmt"), ("versioncreated", "modified_gmt"))


def is_news(value: dict[str, Any]) -> bool:
    """Whether an object has one of the sets of names that tell such an article."""
    names = value.keys()
    return any(signs <= names for signs in SIGNS)


def draft_of_news(value: dict[str, Any], member: str | None = None) -> Draft:
    """What an article states; a body that the service cut off is warned of."""
    within = value.get("fields")
    draft = draft_of({**value, **within} if isinstance(within, dict) else value, member)
    _mend_source(draft, value)
    _mend_moments(draft, value)
    authors = draft.fields.get("byline")
    if isinstance(authors, str) and ";" in authors:
        draft.fields["byline"] = [name.strip() for name in authors.split(";")]
    if draft.paragraphs and (cut := _CUT_OFF.search(draft.paragraphs[-1][-100:])):
        draft.paragraphs[-1] = draft.paragraphs[-1].removesuffix(cut[0])
        draft.warnings.append("the body was cut off by the service that it comes from")
    return draft


def _mend_source(draft: Draft, value: dict[str, Any]) -> None:
    """The `source` of trafilatura is an address; Fundus has both within objects."""
    source = draft.fields.get("source")
    if isinstance(source, str) and _ADDRESS.match(source):
        draft.fields.setdefault("url", source)
        named = (value.get(name) for name in ("sitename", "source-hostname", "hostname"))
        draft.fields["source"] = next(filter(None, named), None)
    page, info = value.get("html"), value.get("source_info")
    if isinstance(page, dict):
        draft.fields.setdefault("url", page.get("responded_url") or page.get("requested_url"))
        info = info or page.get("source_info")
    if isinstance(info, dict):
        draft.fields.setdefault("source", info.get("publisher"))


def _mend_moments(draft: Draft, value: dict[str, Any]) -> None:
    """WordPress gives moments in local time without a zone, and the same in UTC."""
    for field, name in _UTC:
        moment = value.get(name)
        if isinstance(moment, str) and moment:
            draft.fields[field] = f"{moment}Z" if "Z" not in moment else moment
