"""How the page puts a stream together: stories, copies, versions, withdrawals, in any order."""

from __future__ import annotations

import itertools
import uuid
from typing import TYPE_CHECKING, Any

import pytest

from tests.acceptance.web_desk import WebDesk, launched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    from tests.acceptance.conftest import Desk

pytestmark = pytest.mark.acceptance

THREADS = """
async (entries) => {
  const { Wire } = await import("/static/model.js");
  const wire = new Wire();
  for (const entry of entries) wire.add(structuredClone(entry));
  const shown = (entry) => entry.headline ?? "-";
  return [...wire.threads.values()]
    .sort((a, b) => (a.last < b.last ? 1 : -1))
    .map((thread) => thread.sorted.map((line) => [
      `${line.head.type}: ${shown(line.head)}`, line.folded.map(shown),
      line.versions.filter((each) => each !== line.head).map(shown).sort()]));
}
"""

FORGET = """
async ([entries, most]) => {
  const { Wire } = await import("/static/model.js");
  const wire = new Wire();
  for (const entry of entries) wire.add(structuredClone(entry));
  const { gone, newest } = wire.forget(most);
  const left = wire.entries.size;
  for (const entry of [...entries].reverse()) wire.add(structuredClone(entry));
  return [gone.size, newest.entry, left, wire.entries.size, wire.threads.size];
}
"""


def entry(number: int, kind: str = "published", **fields: Any) -> dict[str, Any]:
    """The line of an article; its id is its number."""
    defaults = {
        "entry": f"1700000000000-{number}",
        "id": str(number),
        "uri": f"urn:x:{number}",
        "type": kind,
        "version": 1,
        "headline": f"Report {number}",
        "canonical_id": str(number),
        "story_id": str(number),
    }
    return {**defaults, **fields}


def copy(number: int, of: int, **fields: Any) -> dict[str, Any]:
    return entry(number, "duplicate", canonical_id=str(of), story_id=str(of), **fields)


def version(number: int, of: int, first: int, count: int, **fields: Any) -> dict[str, Any]:
    uri, story = f"urn:x:{first}", str(first)
    known = {"version_of": str(of), "version": count, "uri": uri, "story_id": story}
    return entry(number, "updated", **{**known, **fields})


def kill(number: int, of: int, first: int) -> dict[str, Any]:
    known = {"version_of": str(of), "uri": f"urn:x:{first}", "story_id": str(first)}
    return entry(number, "withdrawn", version=9, **known)


@pytest.fixture(scope="module")
def page(make_desk: Callable[..., Desk], server_url: str) -> Iterator[Page]:
    """A tab with the page, of which the scripts are used."""
    name = f"threads-{uuid.uuid4().hex}"
    desk = make_desk(WIREDESK_REDIS_URL=server_url, WIREDESK_DEPLOYMENT=name)
    web = WebDesk(desk, server_url, name)
    web.serve()
    for browser in launched():
        tab = browser.new_page()
        tab.goto(web.url)
        yield tab


def threads(page: Page, *entries: dict[str, Any]) -> Any:
    """The threads that these entries make, which is the same in whatever order they come."""
    [found, *others] = [
        page.evaluate(THREADS, list(order))
        for order in itertools.islice(itertools.permutations(entries), 120)
    ]
    assert all(other == found for other in others)
    return found


def test_articles_of_one_story_are_one_thread(page: Page) -> None:
    found = threads(page, entry(1), entry(2, story_id="1"), entry(3))
    assert [[line[0] for line in thread] for thread in found] == [
        ["published: Report 3"],
        ["published: Report 2", "published: Report 1"],
    ]


def test_a_copy_is_folded_under_its_original(page: Page) -> None:
    assert threads(page, entry(1), copy(2, 1), copy(3, 1)) == [
        [["published: Report 1", ["Report 2", "Report 3"], []]]
    ]


def test_a_copy_does_not_bring_its_original_to_the_top(page: Page) -> None:
    found = threads(page, entry(1), entry(2), copy(3, 1))
    assert [thread[0][0] for thread in found] == ["published: Report 2", "published: Report 1"]


def test_copies_of_an_original_that_is_not_there_stay_together(page: Page) -> None:
    assert threads(page, copy(2, 1), copy(3, 1)) == [[["duplicate: Report 3", ["Report 2"], []]]]


def test_a_version_takes_the_place_of_the_one_before(page: Page) -> None:
    found = threads(page, entry(1), version(2, 1, 1, 2), version(3, 2, 1, 3))
    assert [line[0] for thread in found for line in thread] == ["updated: Report 3"]


def test_a_version_of_another_uri_does_too(page: Page) -> None:
    found = threads(page, entry(1), version(2, 1, 1, 2, uri="urn:x:other"))
    assert [line[0] for thread in found for line in thread] == ["updated: Report 2"]


def test_an_older_version_that_comes_late_does_not(page: Page) -> None:
    late = entry(3, "updated", version=1, superseded_by="2", story_id="2")
    assert threads(page, entry(2, version=2), late) == [[["published: Report 2", [], ["Report 3"]]]]


def test_a_copy_of_an_old_version_is_folded_under_the_new_one(page: Page) -> None:
    assert threads(page, entry(1), copy(2, 1), version(3, 1, 1, 2)) == [
        [["updated: Report 3", ["Report 2"], ["Report 1"]]]
    ]


def test_a_withdrawal_takes_all_texts_before_it_away(page: Page) -> None:
    found = threads(page, entry(1), version(2, 1, 1, 2), copy(3, 1), kill(4, 2, 1))
    assert [[line[0], line[1], set(line[2])] for line in found[0]] == [
        ["withdrawn: Report 4", ["-"], {"-"}]
    ]


def test_what_comes_after_its_withdrawal_has_no_text_either(page: Page) -> None:
    late = entry(3, "updated", superseded_by="2", story_id="1")
    found = threads(page, entry(1), kill(2, 1, 1), late)
    assert [[line[0], set(line[2])] for line in found[0]] == [["withdrawn: Report 2", {"-"}]]


def test_a_copy_that_its_own_source_withdraws_has_no_text(page: Page) -> None:
    found = threads(page, entry(1), copy(2, 1), kill(3, 2, 2))
    shown = {line[0]: line[1] for thread in found for line in thread}
    assert shown == {"published: Report 1": ["-"], "withdrawn: Report 3": []}


def test_an_entry_that_comes_twice_counts_once(page: Page) -> None:
    assert threads(page, entry(1), entry(1)) == [[["published: Report 1", [], []]]]


def test_what_was_forgotten_can_be_loaded_again(page: Page) -> None:
    entries = [entry(number) for number in range(1, 11)]
    assert page.evaluate(FORGET, [entries, 4]) == [6, "1700000000000-6", 4, 10, 10]
