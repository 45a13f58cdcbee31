"""Where news agencies keep time, for those of their dates that name no time zone.

An agency that serves one country writes its own local time; those that serve the world state
the zone, and are not listed.
"""

from __future__ import annotations

import re

_NAMES = {
    "Europe/Copenhagen": "ritzau",
    "Europe/Helsinki": "stt stt-lehtikuva",
    "Europe/Oslo": "ntb npk",
    "Europe/Stockholm": "tt",
    "Europe/Berlin": "dpa dpa-afx epd kna",
    "Europe/Vienna": "apa kathpress",
    "Europe/Zurich": "keystone-sda sda ats keystone-ats",
    "Europe/Rome": "ansa agi adnkronos askanews",
    "Europe/Madrid": "efe europapress",
    "Europe/Lisbon": "lusa",
    "Europe/Brussels": "belga",
    "Europe/Amsterdam": "anp",
    "Europe/London": "pa press_association pa_media",
    "Europe/Athens": "ana-mpe",
    "Europe/Warsaw": "pap",
    "Europe/Prague": "ctk čtk",
    "Europe/Budapest": "mti",
    "Europe/Zagreb": "hina",
    "Europe/Moscow": "tass interfax ria",
    "Asia/Tokyo": "kyodo jiji",
    "Asia/Seoul": "yonhap",
    "Asia/Shanghai": "xinhua",
    "Asia/Kolkata": "pti",
    "Australia/Sydney": "aap australian_associated_press",
    "Pacific/Auckland": "businessdesk scoop nzpa",
}
_ZONES = {name.replace("_", " "): zone for zone, names in _NAMES.items() for name in names.split()}
_WORD = re.compile(r"[^\W_][\w-]*")

LONGEST = 200
"""Code points of a name or identifier that are looked at."""


def home_zone(*names: str) -> str | None:
    """The time zone of the first agency that a name, an address or an identifier tells of."""
    for name in names:
        plain = " ".join(name[:LONGEST].lower().split())
        known = (_ZONES.get(word) for word in (plain, *_WORD.findall(plain)))
        if zone := next(filter(None, known), None):
            return zone
    return None
