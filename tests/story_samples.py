"""Reports of invented events, each told by several people in words of their own."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING

from tasks.deduplicate.stories.clustering import report_of
from tests.samples import NOON, make_article

if TYPE_CHECKING:
    from tasks.deduplicate.stories.clustering import Report

DAY = dt.timedelta(days=1)

Told = tuple[str, str]
"""Headline and text."""


def _told(headline: str, *lines: str) -> Told:
    return headline, " ".join(lines)


FIRE = (
    _told(
        "Blaze guts timber hall in Norrhavn",
        "A fire destroyed the timber hall of the Lindqvist sawmill in Norrhavn on Tuesday night.",
        "Fire chief Astrid Molin said that 60 firefighters fought the flames until morning.",
        "Nobody was hurt. The damage is put at 12 million crowns.",
    ),
    _told(
        "Sawmill burns down, 40 jobs at risk",
        "The Lindqvist sawmill at Norrhavn has lost its largest building to a fire.",
        "Sixty firefighters could not save the timber hall, said Astrid Molin, who heads the",
        "brigade. Owner Per Lindqvist fears for the jobs of his 40 workers.",
    ),
    _told(
        "Police look into cause of Norrhavn sawmill fire",
        "Investigators searched the ruins of the timber hall in Norrhavn that burned on Tuesday.",
        "A dryer had been repaired a day earlier, a spokesman of the Lindqvist sawmill said.",
        "Police did not rule out arson.",
    ),
)
MERGER = (
    _told(
        "Brightwater to buy Calder Foods for 2.4 billion",
        "Brightwater Group agreed to buy rival Calder Foods for 2.4 billion pounds in cash,",
        "creating the largest maker of frozen meals in Europe. Chief executive Dana Whitlock",
        "said the deal would save 150 million a year.",
    ),
    _told(
        "Calder Foods shareholders cheer Brightwater bid",
        "Shares in Calder Foods jumped by a third after Brightwater Group offered 2.4 billion",
        "pounds for the maker of frozen meals. Analysts expect regulators to look closely,",
        "although Dana Whitlock of Brightwater called the approval a formality.",
    ),
)
VOTE = (
    _told(
        "Parlament in Sellheim stürzt Ministerpräsidentin Brandt",
        "Der Landtag von Sellheim hat Ministerpräsidentin Ulrike Brandt das Misstrauen",
        "ausgesprochen. 61 der 110 Abgeordneten stimmten am Mittwoch gegen sie. Auslöser war",
        "der Streit um die Moorbahn.",
    ),
    _told(
        "Brandt nach Streit um Moorbahn abgewählt",
        "Ulrike Brandt ist nicht mehr Ministerpräsidentin von Sellheim. Eine Mehrheit im Landtag",
        "entzog ihr am Mittwoch das Vertrauen, weil sie an der teuren Moorbahn festhielt.",
    ),
)
FERRY = (
    _told(
        "Ferry service to Skarvik resumes",
        "The ferry to Skarvik sails again after four days of storm. Captain Jonas Eide welcomed",
        "200 passengers, many of whom had slept in the school of the island.",
    ),
)
DROUGHT = (
    _told(
        "La sequía obliga a racionar el agua en Valdeoro",
        "El ayuntamiento de Valdeoro cortará el agua por la noche desde el lunes. El embalse de",
        "La Quebrada está al nueve por ciento, dijo la alcaldesa Inés Robledo.",
    ),
)
EVENTS = (FIRE, MERGER, VOTE, FERRY, DROUGHT)

CLOSE = _told(
    "Vessmark stocks close higher",
    "Shares on the Vessmark exchange closed higher in quiet trading. The VX-30 index rose {up}",
    "points to {index}. Turnover was {turnover} million crowns. Winners led losers by {winners}",
    "to {losers}.",
)
WEATHER = _told(
    "Weather for {town}",
    "The forecast for {town} is cloudy with some rain in the morning. Temperatures reach {high}",
    "degrees by day and fall to {low} at night. Winds blow at {wind} kilometres an hour.",
)


def identity(name: str) -> str:
    """An article id that is always the same for a name."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, name))


def report(
    told: Told, date: dt.datetime | None = NOON, *, is_copy: bool = False, **blanks: object
) -> Report:
    """A report of a headline and a text, with its blanks filled in."""
    headline, body = (part.format(**blanks) for part in told)
    article = make_article(headline=headline, body_text=body, language=None, firstcreated=date)
    return report_of(article, is_copy=is_copy)


def all_reports() -> dict[str, Report]:
    """Every report of every event by article id; those of one event do not stand together."""
    longest = max(map(len, EVENTS))
    return {
        identity(f"{event}.{number}"): report(reports[number])
        for number in range(longest)
        for event, reports in enumerate(EVENTS)
        if number < len(reports)
    }
