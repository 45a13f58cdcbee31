"""Which story an article belongs to; in memory and in Redis alike."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from tasks.deduplicate.stories import clustering
from tasks.deduplicate.stories.clustering import MemoryStories
from tests.samples import NOON, make_article
from tests.story_samples import (
    CLOSE,
    DAY,
    EVENTS,
    FIRE,
    MERGER,
    WEATHER,
    all_reports,
    identity,
    report,
)

if TYPE_CHECKING:
    from tasks.deduplicate.stories.clustering import Report, Stories

A, B, C = map(identity, "abc")


def told_apart(stories: Stories, first: Report, second: Report) -> bool:
    """Whether two articles, one after the other, are in different stories."""
    return stories.join({A: first})[A] != stories.join({B: second})[B]


def test_the_first_article_opens_a_story_of_its_id(stories: Stories) -> None:
    assert stories.join({A: report(FIRE[0])}) == {A: A}


def test_another_report_of_the_event_joins_it(stories: Stories) -> None:
    stories.join({A: report(FIRE[0])})
    assert stories.join({B: report(FIRE[1])}) == {B: A}


def test_a_report_of_another_event_does_not(stories: Stories) -> None:
    stories.join({A: report(FIRE[0])})
    assert stories.join({B: report(MERGER[0])}) == {B: B}


def test_reports_of_one_batch_find_each_other(stories: Stories) -> None:
    assert stories.join({A: report(FIRE[0]), B: report(FIRE[1])}) == {A: A, B: A}


def test_reports_of_all_events_come_together_and_no_others(stories: Stories) -> None:
    assert stories.join(all_reports()) == {
        identity(f"{event}.{number}"): identity(f"{event}.0")
        for event, reports in enumerate(EVENTS)
        for number in range(len(reports))
    }


def test_they_do_so_one_by_one_as_well(stories: Stories) -> None:
    found: dict[str, str] = {}
    for article_id, each in all_reports().items():
        found |= stories.join({article_id: each})
    assert len(set(found.values())) == len(EVENTS)


def test_nothing_is_joined_without_articles(stories: Stories) -> None:
    assert stories.join({}) == {}


def test_articles_without_words_stay_by_themselves(stories: Stories) -> None:
    assert stories.join({A: report(("", "")), B: report(("", ""))}) == {A: A, B: B}


def test_the_same_text_joins_itself(stories: Stories) -> None:
    assert not told_apart(stories, report(FIRE[0]), report(FIRE[0]))


@pytest.mark.parametrize("later", [3 * DAY, -3 * DAY])
def test_three_days_apart_is_still_one_story(stories: Stories, later: dt.timedelta) -> None:
    assert not told_apart(stories, report(FIRE[0]), report(FIRE[1], NOON + later))


@pytest.mark.parametrize("later", [3 * DAY, -3 * DAY])
def test_more_than_three_days_apart_is_not(stories: Stories, later: dt.timedelta) -> None:
    later += dt.timedelta(seconds=1 if later > dt.timedelta() else -1)
    assert told_apart(stories, report(FIRE[0]), report(FIRE[0], NOON + later))


def test_it_is_the_latest_report_that_counts(stories: Stories) -> None:
    dates = {A: NOON, B: NOON + 2 * DAY, C: NOON + 4 * DAY}
    found = stories.join({name: report(FIRE[0], date) for name, date in dates.items()})
    assert found == {A: A, B: A, C: A}


def test_without_a_date_time_does_not_matter(stories: Stories) -> None:
    assert not told_apart(stories, report(FIRE[0], None), report(FIRE[1], NOON))


@pytest.mark.parametrize("year", [1, 9999])
def test_any_date_can_be_carried(stories: Stories, year: int) -> None:
    date = dt.datetime(year, 1, 2, tzinfo=dt.UTC)
    assert not told_apart(stories, report(FIRE[0], date), report(FIRE[1], date))


def test_closes_of_two_days_are_two_stories(stories: Stories) -> None:
    first = report(CLOSE, up=12, index=1894, turnover=310, winners=18, losers=9)
    second = report(CLOSE, NOON + DAY, up=7, index=1901, turnover=284, winners=15, losers=11)
    assert told_apart(stories, first, second)


def test_forecasts_for_two_towns_are_two_stories(stories: Stories) -> None:
    first = report(WEATHER, town="Norrhavn", high=14, low=6, wind=30)
    second = report(WEATHER, town="Sellheim", high=19, low=11, wind=15)
    assert told_apart(stories, first, second)


def test_the_same_form_with_the_same_numbers_is_one_story(stories: Stories) -> None:
    first = report(WEATHER, town="Norrhavn", high=14, low=6, wind=30)
    second = report(WEATHER, town="Norrhavn", high=14, low=6, wind=35)
    assert not told_apart(stories, first, second)


def test_a_copy_gets_the_story_of_its_original(stories: Stories) -> None:
    stories.join({A: report(FIRE[0]), B: report(FIRE[1])})
    assert stories.join({C: report(FIRE[1], is_copy=True)}) == {C: A}


def test_a_copy_opens_no_story(stories: Stories) -> None:
    stories.join({A: report(FIRE[0], is_copy=True)})
    assert stories.join({B: report(FIRE[0])}) == {B: B}


def test_a_copy_adds_no_weight(stories: Stories) -> None:
    """A thousand copies of one report do not pull a story away from its other reports."""
    stories.join({A: report(FIRE[0])})
    stories.join({identity(str(n)): report(FIRE[0], is_copy=True) for n in range(50)})
    assert stories.join({B: report(FIRE[2])}) == {B: A}


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clustering, "MOST_STORIES", 2)
    stories = MemoryStories()
    for number, event in enumerate(EVENTS):
        stories.join({identity(str(number)): report(event[0])})
    assert stories.join({A: report(EVENTS[-1][0]), B: report(FIRE[0])})[B] == B


def test_a_report_carries_the_date_of_its_version() -> None:
    article = make_article(firstcreated=NOON, versioncreated=NOON + DAY)
    assert clustering.report_of(article).date == NOON + DAY
    assert clustering.report_of(make_article(firstcreated=NOON)).date == NOON
