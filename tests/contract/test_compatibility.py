"""Inside a version fields are only added: the schemas of today beside those of the last release."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest

from schemas.contract import documents
from tests.contract.golden import V1

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

RELEASED = {
    path.name: json.loads(path.read_text("utf-8")) for path in sorted((V1 / "schema").iterdir())
}
LIMITS = ("const", "format", "pattern", "minimum", "maximum", "minLength", "maxLength")


def breaks(released: dict[str, Any], today: dict[str, Any]) -> list[str]:
    """What a subscriber who relies on the released schema would stumble on, as `place: what`."""
    return list(_breaks(released, today, (released, today), "data"))


def _breaks(
    old: dict[str, Any], new: dict[str, Any], roots: tuple[Any, Any], place: str
) -> Iterator[str]:
    before, after = _branches(old, roots[0]), _branches(new, roots[1])
    if before.keys() != after.keys():
        yield f"{place}: {' or '.join(sorted(before))} became {' or '.join(sorted(after))}"
    for kind in before.keys() & after.keys():
        was, now = before[kind], after[kind]
        yield from _differences(was, now, place)
        for name, schema in was.get("properties", {}).items():
            if name in now.get("properties", {}):
                yield from _breaks(schema, now["properties"][name], roots, f"{place}.{name}")
        for inner in ("items", "additionalProperties"):
            if isinstance(was.get(inner), dict):
                yield from _breaks(was[inner], now.get(inner, {}), roots, f"{place}[]")


def _differences(was: dict[str, Any], now: dict[str, Any], place: str) -> Iterator[str]:
    for name in was.get("properties", {}).keys() - now.get("properties", {}).keys():
        yield f"{place}.{name}: is gone"
    for name in set(now.get("required", ())) - set(was.get("required", ())):
        yield f"{place}.{name}: is required now"
    for name in set(was.get("required", ())) - set(now.get("required", ())):
        yield f"{place}.{name}: is not always there any more"
    for value in set(was.get("enum", ())) - set(now.get("enum", was.get("enum", ()))):
        yield f"{place}: {value} is gone"
    for limit in LIMITS:
        if was.get(limit) != now.get(limit):
            yield f"{place}: {limit} {was.get(limit)} became {now.get(limit)}"


def _branches(schema: dict[str, Any], root: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """JSON type -> what the schema says of values of that type."""
    found: dict[str, dict[str, Any]] = {}
    for branch in schema.get("anyOf", [schema]):
        name = branch.get("$ref", "").rpartition("/")[2]
        whole = root["$defs"][name] if name else branch
        found[whole.get("type", "any")] = whole
    return found


@pytest.mark.parametrize("name", RELEASED)
def test_a_released_schema_is_only_added_to(name: str) -> None:
    assert breaks(RELEASED[name], documents()[name]) == []


def test_every_schema_was_released() -> None:
    assert RELEASED.keys() == {name for name in documents() if "asyncapi" not in name}


def rename(schema: dict[str, Any]) -> None:
    schema["properties"]["title"] = schema["properties"].pop("headline")


def retype(schema: dict[str, Any]) -> None:
    schema["properties"]["urgency"] = {"type": "string"}


def require(schema: dict[str, Any]) -> None:
    schema["required"].append("byline")


def release_from(schema: dict[str, Any]) -> None:
    schema["required"].remove("verdict")


def retype_deep_inside(schema: dict[str, Any]) -> None:
    schema["$defs"]["Dateline"]["properties"]["place"] = {"type": "string"}


def take_a_value(schema: dict[str, Any]) -> None:
    schema["$defs"]["VerdictKind"]["enum"].remove("related")


def tighten(schema: dict[str, Any]) -> None:
    schema["properties"]["version"]["minimum"] = 0


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (rename, "data.headline: is gone"),
        (retype, "data.urgency: integer or null became string"),
        (require, "data.byline: is required now"),
        (release_from, "data.verdict: is not always there any more"),
        (retype_deep_inside, "data.dateline.place: null or string became string"),
        (take_a_value, "data.verdict.kind: related is gone"),
        (tighten, "data.version: minimum 1 became 0"),
    ],
)
def test_a_change_that_breaks_subscribers_is_found(
    change: Callable[[dict[str, Any]], None], complaint: str
) -> None:
    today = deepcopy(RELEASED["article.v1.json"])
    change(today)
    assert breaks(RELEASED["article.v1.json"], today) == [complaint]


def test_a_new_field_and_a_new_value_break_nothing() -> None:
    today = deepcopy(RELEASED["article.v1.json"])
    today["properties"]["mood"] = {"type": "string"}
    today["$defs"]["VerdictKind"]["enum"].append("translation")
    assert breaks(RELEASED["article.v1.json"], today) == []
