from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from tasks.normalize.wire_xml.home_zones import _ZONES, home_zone


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("STT", "Europe/Helsinki"),
        ("/ritzau/", "Europe/Copenhagen"),
        ("Via Ritzau", "Europe/Copenhagen"),
        ("urn:newsml:stt.fi:20261124:1", "Europe/Helsinki"),
        ("http://tt.se/media/text/1", "Europe/Stockholm"),
        ("Press  Association", "Europe/London"),
        ("Nordwire", None),
        ("paper", None),
        ("", None),
    ],
)
def test_an_agency_keeps_the_time_of_its_country(name: str, zone: str | None) -> None:
    assert home_zone(name) == zone


def test_the_first_name_that_is_known_counts() -> None:
    assert home_zone("Nordwire", "NTB", "STT") == "Europe/Oslo"


@pytest.mark.parametrize("zone", sorted(set(_ZONES.values())))
def test_every_zone_exists(zone: str) -> None:
    assert ZoneInfo(zone).key == zone
