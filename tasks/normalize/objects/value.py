"""The value of a JSON document, parsed once however many readers ask for it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from schemas.errors import RejectedError
from schemas.failure import FailureReason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tasks.normalize.source import Source

DEEPEST = 1_024
"""Levels of nesting; the parser stops there."""

MOST_CONTAINERS = 1_000_000
"""Objects and arrays of one document; an empty one takes 80 bytes of memory."""

_OPENING = re.compile(r"\s*+[\[{]")
_SPACE = re.compile(r"[ \t\n\r]*+")
_DECODER = json.JSONDecoder(strict=False)


def json_value(source: Source) -> Any:
    """The value of a document; the last of repeated names counts.

    Where a strict parser stops, the tolerant one of the standard library is asked: NaN, lone
    surrogates and line breaks within strings are read.

    Raises:
        RejectedError: it is no text, no JSON (with line and column), or nested too deeply.
    """
    value = source.once(_value_or_error)
    if isinstance(value, RejectedError):
        raise RejectedError(value.reason, value.message)
    return value


def json_value_or_none(source: Source) -> Any | None:
    """The value of an object or an array; None for what is none throughout.

    Cheap for whatever does not begin with a bracket, or is larger than a document may be.
    """
    if (source.content.size or 0) > source.limits.document or not begins_with_bracket(source):
        return None
    value = source.once(_value_or_error)
    return None if isinstance(value, RejectedError) else value


def begins_with_bracket(source: Source) -> bool:
    """Whether a text begins like an object or an array."""
    return source.once(_begins_with_bracket)


def _begins_with_bracket(source: Source) -> bool:
    return _OPENING.match(source.sample) is not None


def parse_json(text: str | bytes, line: int = 1) -> Any:
    """The value of a JSON text; of several in a row, a list of them.

    Args:
        line: where the text begins in its document, to tell the place of an error.

    Raises:
        RejectedError: as `json_value` does.
        UnicodeDecodeError: the bytes are not UTF-8.
    """
    import orjson  # noqa: PLC0415 - takes 20 ms that a plain text need not wait for

    if _count(text, "{") + _count(text, "[") > MOST_CONTAINERS:
        message = f"the JSON has more than {MOST_CONTAINERS:,} objects and arrays"
        raise RejectedError(FailureReason.TOO_LARGE, message)
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        if error.msg.startswith("depth limit"):
            raise too_deep() from error
    return _tolerantly(text if isinstance(text, str) else text.decode(), line)


def too_deep() -> RejectedError:
    """The error for brackets within brackets within brackets."""
    message = f"the JSON is nested too deeply (more than {DEEPEST:,} levels)"
    return RejectedError(FailureReason.MALFORMED, message)


def _count(text: str | bytes, bracket: str) -> int:
    return text.count(bracket) if isinstance(text, str) else text.count(bracket.encode())


def _tolerantly(text: str, line: int) -> Any:
    try:
        values = list(_values(text))
    except json.JSONDecodeError as error:
        message = f"line {error.lineno + line - 1}, column {error.colno}: {error.msg}"
        raise RejectedError(FailureReason.MALFORMED, message) from error
    except RecursionError as error:
        raise too_deep() from error
    except ValueError as error:
        # Python refuses to convert numbers of more than 4,300 digits.
        message = "the JSON has a number too long to be one"
        raise RejectedError(FailureReason.MALFORMED, message) from error
    return values[0] if len(values) == 1 else values


def _values(text: str) -> Iterator[Any]:
    """The value, or the objects that follow one another without a comma.

    Raises:
        ValueError: something else comes, or a number is too long.
    """
    position = 0
    while True:
        value, position = _DECODER.raw_decode(text, _after_space(text, position))
        yield value
        position = _after_space(text, position)
        if position == len(text):
            return
        if not isinstance(value, dict) or text[position] != "{":
            raise json.JSONDecodeError("Extra data", text, position)


def _after_space(text: str, position: int) -> int:
    space = _SPACE.match(text, position)
    return space.end() if space else position


def _value_or_error(source: Source) -> Any:
    """The value, or why there is none: a parser is not asked twice for what it refuses."""
    try:
        return parse_json(source.text)
    except RejectedError as error:
        return error
