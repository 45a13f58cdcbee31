"""The articles in a value of JSON, whichever of the vocabularies in use they are written in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.objects.ap import draft_of_ap, is_ap
from tasks.normalize.objects.names import draft_of
from tasks.normalize.objects.news import draft_of_news, is_news
from tasks.normalize.objects.ninjs import associated, draft_of_ninjs, is_ninjs
from tasks.normalize.objects.schema_org import draft_of_article, is_article
from tasks.normalize.objects.value import json_value, json_value_or_none
from tasks.normalize.objects.wrapper import entries_of, first_object, unwrapped
from tasks.normalize.reader import Draft
from tasks.normalize.source import too_large

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tasks.normalize.source import Source

Vocabulary = tuple[
    str, "Callable[[dict[str, Any]], bool]", "Callable[[dict[str, Any], str | None], Draft]"
]

VOCABULARIES: tuple[Vocabulary, ...] = (
    ("json-ld", is_article, draft_of_article),
    ("ap-json", is_ap, draft_of_ap),
    ("ninjs", is_ninjs, draft_of_ninjs),
    ("news-json", is_news, draft_of_news),
    ("json", lambda _: True, draft_of),
)
"""Name, what tells it, and what reads it; the first that is told counts."""

MOST_WITHOUT = 1_000
"""Entries at the beginning without an article, after which a list is taken for other data."""


def draft_of_object(value: dict[str, Any], member: str | None = None) -> Draft:
    """What an object states; `Draft.reader` names its vocabulary.

    Raises:
        RejectedError: it is an item without text, such as a picture.
    """
    name, _, read = _vocabulary_of(value)
    draft = read(value, member)
    draft.reader = name
    return draft


def speaks(source: Source, name: str) -> bool:
    """Whether a document is JSON and its first article is written in this vocabulary."""
    value = json_value_or_none(source)
    first = source.once(_first_object) if value is not None else None
    return first is not None and _vocabulary_of(first)[0] == name


def items_of_object(
    value: dict[str, Any], member: str | None = None
) -> Iterator[Draft | RejectedError]:
    """The article of an object, and those of the items within it that have a text.

    A package that has no text itself is no more than these.
    """
    within = list(associated(value)) if "associations" in value else []
    try:
        draft = draft_of_object(value, member)
        if draft.paragraphs or not within:
            yield draft
    except RejectedError as error:
        if not within:
            yield error
    for name, item in within:
        place = f"{member}/{name}" if member else name
        try:
            yield draft_of_object(item, place)
        except RejectedError as error:
            yield error


def items_of(source: Source) -> Iterator[Draft | RejectedError]:
    """The articles of a document: an object, an array, or what a service answers.

    Raises:
        RejectedError: it is no JSON, or nothing of it is an article.
    """
    found, defaults = entries_of(json_value(source))
    longest = source.limits.page
    check = len(source.text) > longest
    if isinstance(found, dict):
        if check and _length(found) > longest:
            raise _too_long(longest)
        yield from items_of_object(found)
        return
    if not isinstance(found, list) or not found:
        raise RejectedError(FailureReason.NO_TEXT, "the JSON holds no article")
    for item in unless_other_data(_items_of_entries(found, longest if check else None)):
        if isinstance(item, Draft):
            item.fields = {**defaults, **item.fields}
        yield item


def unless_other_data(items: Iterable[Draft | RejectedError]) -> Iterator[Draft | RejectedError]:
    """The items, as long as they do not turn out to be rows of data without any article.

    Raises:
        RejectedError: none of the first `MOST_WITHOUT` items has a headline or a text.
    """
    held: list[RejectedError] = []
    left = iter(items)
    for item in left:
        if isinstance(item, Draft) and (item.paragraphs or item.fields.get("headline")):
            yield from held
            yield item
            break
        # What a draft without text states is let go, or a thousand of them would fill memory.
        held.append(item if isinstance(item, RejectedError) else _without_text(item.member))
        if len(held) == MOST_WITHOUT:
            message = f"none of its first {MOST_WITHOUT:,} entries holds an article"
            raise RejectedError(FailureReason.NO_TEXT, message)
    else:
        yield from held
    yield from left


def _without_text(member: str | None) -> RejectedError:
    message = "there is no article in it: no headline and body was found"
    return RejectedError(FailureReason.NO_TEXT, message, member=member)


def _items_of_entries(entries: list[Any], longest: int | None) -> Iterator[Draft | RejectedError]:
    for index, entry in enumerate(entries):
        member = str(index)
        if not isinstance(entry, dict):
            message = f"member {member} of the array is no object"
            yield RejectedError(FailureReason.NO_TEXT, message, member=member)
        elif longest is not None and _length(entry) > longest:
            yield _too_long(longest, member)
        else:
            yield from items_of_object(unwrapped(entry), member)


def _vocabulary_of(value: dict[str, Any]) -> Vocabulary:
    return next(vocabulary for vocabulary in VOCABULARIES if vocabulary[1](value))


def _first_object(source: Source) -> dict[str, Any] | None:
    return first_object(json_value(source))


def _length(value: Any) -> int:
    """Code points of all texts in a value."""
    length, left = 0, [value]
    while left:
        held = left.pop()
        if isinstance(held, str):
            length += len(held)
        elif isinstance(held, dict):
            left.extend(held.values())
        elif isinstance(held, list):
            left.extend(held)
    return length


def _too_long(longest: int, member: str | None = None) -> RejectedError:
    error = too_large(longest, "WIREDESK_MAX_PAGE_BYTES")
    return RejectedError(error.reason, error.message, member=member)
