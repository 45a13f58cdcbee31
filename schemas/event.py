"""What a subscriber reads: CloudEvents 1.0 attributes as flat fields, one JSON field `data`."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from pydantic import AwareDatetime, ConfigDict

from schemas.article import Article, PubStatus
from schemas.model import CONTRACT_VERSION, SCHEMA_BASE, Contract
from schemas.summary import Summary
from schemas.verdict import Verdict, VerdictKind

DATASCHEMA = f"{SCHEMA_BASE}:article.{CONTRACT_VERSION}"

TEXT_FIELDS = frozenset({"body_text", "description", "ednote"})
"""What a duplicate's light event leaves out: its original carries them."""


class EventType(StrEnum):
    """What happened to an article."""

    PUBLISHED = "news.article.published"
    UPDATED = "news.article.updated"
    DUPLICATE = "news.article.duplicate"
    WITHDRAWN = "news.article.withdrawn"


class ArticleData(Article):
    """The `data` of an event: the article with its verdict and summary."""

    verdict: Verdict
    summary: Summary | None = None
    """Left out of `news.article.duplicate`; every other event of a non-empty article has one."""


class ArticleEvent(Contract):
    """One entry of the articles stream (CloudEvents 1.0.2, core attributes, and its
    distributed-tracing extension).
    """

    model_config = ConfigDict(title="ArticleEvent")

    specversion: Literal["1.0"] = "1.0"
    id: str
    """The article id: the same at every attempt, so it serves to recognize a repetition."""

    source: str
    """`wiredesk/<spool>`: which deployment's spool the document was dropped into."""

    type: EventType
    subject: str
    """The article's uri."""

    time: AwareDatetime
    """When the event was made."""

    datacontenttype: Literal["application/json"] = "application/json"
    dataschema: str = DATASCHEMA
    traceparent: str
    data: ArticleData

    def to_entry(self) -> dict[str, str]:
        """This event as the flat fields of a stream entry; `data` is plain JSON."""
        return {
            "specversion": self.specversion,
            "id": self.id,
            "source": self.source,
            "type": self.type.value,
            "subject": self.subject,
            "time": self.time.isoformat(),
            "datacontenttype": self.datacontenttype,
            "dataschema": self.dataschema,
            "traceparent": self.traceparent,
            "data": self._data_json(),
        }

    @classmethod
    def from_entry(cls, entry: Mapping[str, str]) -> ArticleEvent:
        """The event in a stream entry; fields it does not know are ignored.

        Raises:
            KeyError: the entry has no `data`.
            pydantic.ValidationError: an attribute is missing or has the wrong form.
        """
        data = ArticleData.model_validate_json(entry["data"])
        return cls.model_validate({**entry, "data": data})

    def _data_json(self) -> str:
        light = TEXT_FIELDS if self.type is EventType.DUPLICATE else None
        return self.data.model_dump_json(exclude_none=True, exclude=set(light or ()))


def event_type(article: Article, verdict: Verdict) -> EventType:
    """The type that follows from what the article says of itself and from its verdict.

    A withdrawal comes first: a kill that repeats the text it kills is still a kill.
    """
    if article.pubstatus is PubStatus.CANCELED:
        return EventType.WITHDRAWN
    if verdict.suppressed:
        return EventType.DUPLICATE
    if verdict.kind is VerdictKind.VERSION:
        return EventType.UPDATED
    return EventType.PUBLISHED
