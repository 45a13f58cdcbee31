"""What a feed of feedparser's test suites expects, compared with what our reader makes of it."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from schemas.errors import RejectedError
from tasks.normalize.content import BytesContent
from tasks.normalize.dates.moments import parse_moment
from tasks.normalize.feed.dates import iso_text
from tasks.normalize.feed.people import name_of
from tasks.normalize.feed.text import paragraphs_of_text
from tasks.normalize.reader import Draft
from tasks.normalize.readers.feed import FeedReader
from tasks.normalize.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_EXPECT = re.compile(r"\bExpect:\s*(?P<expression>.*?)\s*-->", re.DOTALL)
_CHARSET = re.compile(r"\bHeader:.*?charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_UTC = ZoneInfo("UTC")

ABSENT = object()
"""What `not entries[0].has_key(...)` expects."""

TEXTS = {"summary", "description", "content", "summary_detail", "content_detail"}
MOMENTS = {
    "published": "firstcreated", "created": "firstcreated", "issued": "firstcreated",
    "updated": "versioncreated", "modified": "versioncreated", "date": "versioncreated",
}  # fmt: skip
DETAILS = ("type", "base", "language", "src", "href", "email", "url", "uri", "scheme")
"""What feedparser says of a value besides it; of these we carry the language only."""


@dataclass
class Result:
    """How many expectations of a file are met, are not, and are about what we do not carry."""

    met: int = 0
    missed: list[str] = field(default_factory=list)
    skipped: int = 0


def check(path: Path) -> Result | None:
    """The result for a file; None if it has no expectation."""
    raw = path.read_bytes()
    head = raw[:4_000].replace(b"\0", b"").decode("latin-1")
    found = _EXPECT.search(head)
    if found is None:
        return None
    charset = _CHARSET.search(head)
    source = Source(path.name, BytesContent(raw), charset=charset[1] if charset else None)
    drafts = list(_drafts(source))
    result = Result()
    for way, expected in claims(found["expression"]):
        verdict = _holds(way, expected, drafts, source)
        if verdict is None:
            result.skipped += 1
        elif verdict:
            result.met += 1
        else:
            result.missed.append(".".join(map(str, way)))
    return result


def claims(expression: str) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """The comparisons of an expression: the way to a value, and the value.

    The expression is only parsed, never evaluated; what is no comparison with a literal
    has the empty way.
    """
    try:
        node = ast.parse(expression.strip(), mode="eval").body
    except SyntaxError:
        yield (), None
        return
    for part in node.values if isinstance(node, ast.BoolOp) else [node]:
        if "bozo" not in ast.unparse(part):
            yield from _claims_of(part)


def _claims_of(node: ast.expr) -> Iterator[tuple[tuple[Any, ...], Any]]:
    if isinstance(node, ast.UnaryOp) and isinstance(node.operand, ast.Call):
        call = node.operand
        key = call.args[0].value if isinstance(call.args[0], ast.Constant) else None
        target = call.func.value if isinstance(call.func, ast.Attribute) else call.func
        yield (*_way(target), key), ABSENT
        return
    if not (isinstance(node, ast.Compare) and all(isinstance(op, ast.Eq) for op in node.ops)):
        yield (), None
        return
    *ways, last = [node.left, *node.comparators]
    try:
        expected = ast.literal_eval(last)
    except ValueError:
        yield (), None
        return
    for each in ways:
        yield _way(each), expected


def _way(node: ast.expr) -> tuple[Any, ...]:
    """`entries[0]['title']` as its keys."""
    if isinstance(node, ast.Name):
        return (node.id,)
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        return (*_way(node.value), node.slice.value)
    if isinstance(node, ast.Attribute):
        return (*_way(node.value), node.attr)
    return ()


def _drafts(source: Source) -> Iterator[Draft]:
    try:
        for item in FeedReader().read(source):
            if isinstance(item, Draft):
                yield item
    except RejectedError:
        return


def _holds(way: tuple[Any, ...], expected: Any, drafts: list[Draft], source: Source) -> bool | None:
    """Whether an expectation is met; None if it is about something that we do not carry."""
    if way == ("encoding",) and isinstance(expected, str):
        return source.raw.decode(expected, "replace").lstrip("\ufeff") == source.text
    if way[:1] == ("feed",) and drafts:
        names = {"title": "source", "language": "language"}
        name = names.get(way[1]) if len(way) == 2 else None  # noqa: PLR2004
        return drafts[0].fields.get(name) == expected if name else None
    if way[:1] != ("entries",) or len(way) < 3 or not isinstance(way[1], int):  # noqa: PLR2004
        return None
    if way[1] >= len(drafts):
        return False
    return _agrees(drafts[way[1]], way[2], way[3:], expected)


def _agrees(draft: Draft, name: str, rest: tuple[Any, ...], expected: Any) -> bool | None:
    fields = draft.fields
    verdict: bool | None = None
    if rest and rest[-1] in DETAILS:
        if rest[-1] == "language" and name in TEXTS:
            verdict = fields.get("language") == expected
    elif expected is ABSENT:
        verdict = "url" not in fields if name == "link" else None
    elif name == "tags" and len(rest) == 2:  # noqa: PLR2004
        verdict = expected in [*fields.get("subject", []), *fields.get("keywords", [])]
    elif name.removesuffix("_parsed") in MOMENTS:
        verdict = _same_moment(draft, name.removesuffix("_parsed"), expected)
    elif name in {"id", "guid", "link"}:
        verdict = fields.get("url" if name == "link" else "uri") == expected
    elif isinstance(expected, str):
        verdict = _same_text(_ours(draft, name), expected, name)
    return verdict


def _same_text(ours: str | None, expected: str, name: str) -> bool | None:
    """Whether texts agree, be the expected one markup or not."""
    if ours is None:
        return None
    plain = name_of(expected) if name.startswith("author") else expected
    return " ".join(ours.split()) in {" ".join(plain.split()), _as_text(plain)}


def _ours(draft: Draft, name: str) -> str | None:
    """The text that we have for a name of feedparser's; None if we have no such thing."""
    fields, body = draft.fields, "\n".join(draft.paragraphs)
    names = {
        "title": "headline", "title_detail": "headline", "author": "byline",
        "author_detail": "byline", "authors": "byline", "rights": "usageterms",
        "rights_detail": "usageterms", "copyright": "usageterms", "category": "subject",
        "language": "language", "license": "usageterms", "source": "source",
    }  # fmt: skip
    if name in TEXTS:
        return body if name.startswith("content") else fields.get("description", body)
    if name not in names:
        return None
    value = fields.get(names[name], "")
    values = value if isinstance(value, list) else [value]
    return ", ".join(v["name"] if isinstance(v, dict) else v for v in values)


def _same_moment(draft: Draft, name: str, expected: Any) -> bool | None:
    ours = draft.fields.get(MOMENTS[name]) or draft.fields.get("firstcreated")
    parsed = parse_moment(iso_text(ours), _UTC) if ours else None
    if isinstance(expected, str):
        theirs = parse_moment(iso_text(expected), _UTC)
        return parsed == theirs if theirs else None
    if not isinstance(expected, tuple):
        return None
    return parsed is not None and parsed[0].utctimetuple()[:6] == expected[:6]


def _as_text(markup: str) -> str:
    return " ".join(" ".join(paragraphs_of_text(markup)).split())
