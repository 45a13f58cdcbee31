"""Which events a subscriber wants."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemas.errors import SetupError
from schemas.event import EventType

if TYPE_CHECKING:
    from collections.abc import Iterable

    from schemas.event import ArticleEvent

PREFIX = "news.article."


@dataclass(frozen=True, kw_only=True)
class Filter:
    """Conditions on an event; one that is empty is met by all, several must all be met.

    What is compared is compared without regard to letter case.

    Attributes:
        types: of events, such as `news.article.updated`.
        sources: of articles, such as the agency's name.
        languages: BCP 47 codes; `pt` is met by `pt-BR` too.
        keywords: one of them must be among the article's or the summary's.
        stories: ids of stories.
    """

    types: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    keywords: frozenset[str] = frozenset()
    stories: frozenset[str] = frozenset()

    def accepts(self, event: ArticleEvent) -> bool:
        """Whether an event meets every condition."""
        data = event.data
        words = [*data.keywords, *(data.summary.keywords if data.summary else ())]
        return (
            _met(self.types, [event.type.value])
            and _met(self.sources, [data.source])
            and _met(self.languages, _ranges(data.language))
            and _met(self.keywords, words)
            and _met(self.stories, [data.verdict.story_id])
        )

    @classmethod
    def parse(cls, conditions: Iterable[str]) -> Filter:
        """A filter from conditions such as `language=de`; those of one name are alternatives.

        The short name of a type, such as `updated`, will do.

        Raises:
            SetupError: there is no such condition, or no such type.
        """
        found: dict[str, set[str]] = {}
        for condition in conditions:
            name, _, value = condition.partition("=")
            field = _FIELDS.get(name.strip().casefold())
            if field is None or not value.strip():
                known = ", ".join(_FIELDS)
                raise SetupError(f"{condition!r} is no filter: write NAME=VALUE, NAME of {known}")
            found.setdefault(field, set()).add(_value(field, value.strip()))
        return cls(**{field: frozenset(values) for field, values in found.items()})


_FIELDS = {
    "type": "types",
    "source": "sources",
    "language": "languages",
    "keyword": "keywords",
    "story": "stories",
}


def _value(field: str, value: str) -> str:
    if field != "types":
        return value
    full = value if value.startswith(PREFIX) else PREFIX + value.casefold()
    known = [each.value for each in EventType]
    if full not in known:
        short = ", ".join(each.removeprefix(PREFIX) for each in known)
        raise SetupError(f"{value!r} is no type of events: they are {short}")
    return full


def _met(wanted: frozenset[str], values: Iterable[str | None]) -> bool:
    if not wanted:
        return True
    folded = {each.casefold() for each in wanted}
    return any(value is not None and value.casefold() in folded for value in values)


def _ranges(language: str | None) -> list[str]:
    """A language and the wider ones: `zh-Hant-TW`, `zh-Hant`, `zh` (RFC 4647, section 3.3.1)."""
    parts = language.split("-") if language else []
    return ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
