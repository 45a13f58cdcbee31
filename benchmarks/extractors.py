"""What `benchmarks/extraction.py` compares: our extraction, and each library by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lxml import html

from schemas.errors import RejectedError
from tasks.normalize.content import BytesContent
from tasks.normalize.encoding.decode import decode
from tasks.normalize.page.body import body_of
from tasks.normalize.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Page:
    """A page and what is known of it."""

    raw: bytes
    text: str
    headline: str | None = None
    author: str | None = None
    date: str | None = None


def ours(page: Page) -> str:
    """Our extraction, from the bytes on."""
    try:
        return "\n".join(body_of(Source("page.html", BytesContent(page.raw))).paragraphs)
    except RejectedError:
        return ""


def by_trafilatura(**options: bool) -> Callable[[Page], str]:
    """What trafilatura takes, with some options."""

    def extract(page: Page) -> str:
        import trafilatura  # noqa: PLC0415 - what is compared loads when it is

        text = decode(page.raw).text
        return trafilatura.extract(text, include_comments=False, **options) or ""  # type: ignore[arg-type]

    return extract


def by_readability(page: Page) -> str:
    """readability-lxml, its markup as text."""
    from readability import Document  # noqa: PLC0415

    markup = Document(decode(page.raw).text).summary(html_partial=True)
    return "\n".join(html.fragment_fromstring(markup, "div").itertext())


def by_resiliparse(page: Page) -> str:
    """What resiliparse takes for the main content."""
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415

    return str(extract_plain_text(decode(page.raw).text, main_content=True, alt_texts=False))


EXTRACTORS: dict[str, Callable[[Page], str]] = {
    "ours": ours,
    "trafilatura, fast": by_trafilatura(fast=True),
    "trafilatura, precise": by_trafilatura(favor_precision=True),
    "readability": by_readability,
    "resiliparse": by_resiliparse,
}
BASELINE = "trafilatura, fast"


def our_fields(page: Page) -> dict[str, Any]:
    """What our reader says of the article."""
    from tasks.normalize.readers.html import HtmlReader  # noqa: PLC0415

    try:
        (draft,) = HtmlReader().read(Source("page.html", BytesContent(page.raw)))
    except RejectedError:
        return {}
    fields = draft.fields
    names = [author.get("name", "") for author in fields.get("authors") or []]
    date = fields.get("firstcreated") or fields.get("versioncreated")
    author = ", ".join(names) or fields.get("byline")
    return {"headline": fields.get("headline"), "author": author, "date": date}


def fields_by_trafilatura(page: Page) -> dict[str, Any]:
    """What trafilatura says of it."""
    from trafilatura import extract_metadata  # noqa: PLC0415

    found = extract_metadata(decode(page.raw).text)
    if found is None:
        return {}
    return {"headline": found.title, "author": found.author, "date": found.date}


READERS = {"ours": our_fields, "trafilatura": fields_by_trafilatura}
