"""One item of news, in the words of IPTC ninjs 2/3 where ninjs has one."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from pydantic import AwareDatetime, Field

from schemas.model import Contract
from schemas.provenance import Provenance


class PubStatus(StrEnum):
    """What a subscriber may do with an article (IPTC publishing status)."""

    USABLE = "usable"
    WITHHELD = "withheld"
    CANCELED = "canceled"


class Author(Contract):
    """A person or desk named in the byline."""

    name: str
    role: str | None = None


class Dateline(Contract):
    """The opening of a wire story that says where, when and by whom it was filed."""

    text: str
    """The dateline as it stands in `body_text`, for example `MOSCOW, 26 Nov.`; as the document
    states it where it stands apart from the text."""

    place: str | None = None
    """The place as printed, for example `MOSCOW`."""

    date: dt.date | None = None
    """The calendar day; a year that was not printed is resolved and named in `provenance`."""

    agency: str | None = None
    """The agency in the dateline's parentheses or dash, for example `Reuters`."""


class Article(Contract):
    """A clean article: what the normalize stage makes of one item of a document.

    Whatever the document does not say and no rule could find is left empty.
    """

    uri: str
    """The item's own identifier; `urn:uuid:<article id>` where the document has none."""

    version: int = Field(default=1, ge=1)

    evolvedfrom: str | None = None
    """The uri of the article that this one has evolved from, where that has another one."""

    headline: str = ""
    slugline: str | None = None

    body_text: str = ""
    """Plain text in Unicode NFC, paragraphs separated by one newline."""

    byline: str | None = None
    """The byline as printed, without its leading `By`."""

    authors: tuple[Author, ...] = ()
    dateline: Dateline | None = None

    located: str | None = None
    """The place the story was filed from."""

    firstcreated: AwareDatetime | None = None
    versioncreated: AwareDatetime | None = None
    embargoed: AwareDatetime | None = None
    expires: AwareDatetime | None = None

    pubstatus: PubStatus = PubStatus.USABLE

    urgency: int | None = Field(default=None, ge=1, le=9)
    """Editorial urgency: 1 the most urgent, 9 the least (IPTC)."""

    language: str | None = None
    """BCP 47 tag of the body."""

    source: str | None = None
    """Who supplied the article: named in the document, or the inbox's subfolder."""

    url: str | None = None

    description: str | None = None
    """The supplier's own abstract."""

    keywords: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    genre: tuple[str, ...] = ()

    ednote: str | None = None
    """Notes to editors and credit lines that were taken out of the body."""

    usageterms: str | None = None
    copyrightholder: str | None = None

    word_count: int = Field(default=0, ge=0)
    """Words in `body_text`: what white space separates; an ideograph or kana is one by itself."""

    provenance: Provenance
