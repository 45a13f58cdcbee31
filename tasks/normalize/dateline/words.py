"""Words that tell datelines: the agencies, and what stands where a place would but is none."""

from __future__ import annotations

import re

PARTICLES = frozenset("am an der im bei of the upon de del di do da dos la le les el sur и".split())
"""Words in small letters within the name of a place."""

AGENCIES = frozenset(
    (
        "aa aap adnkronos afp agerpres agi anp ansa antara ap apa ats belga bernama bloomberg bns "
        "bta cna ctk čtk dpa efe elta epd hina ians interfax irna itar-tass kna kuna kyodo leta "
        "lusa mena mti ntb pa pap pti reuters ria ritzau sda sid sita spa sta stt tanjug tasr "
        "tass tt télam ukrinform unn upi wam wafa xinhua yonhap bss globe-newswire businesswire "
        "prnewswire lusa efe pap mti nwd nordwire интерфакс риа тасс унн укринформ белта "
        "رويترز واس وام سانا بترا قنا وفا کونا ایرنا ایسنا تسنیم"
    ).split()
) | {"риа новости", "أ ف ب", "globe newswire", "business wire", "pr newswire"}
"""Agencies in lower case, as they sign."""

AGENCY_WORD = re.compile(
    r"\b(?:news|press|presse|agency|agencia|agence|wire|новости)", re.IGNORECASE
)

NO_PLACES = frozenset(
    (
        # Labels that desks put in front of a lead.
        "advisory alert analysis breaking bulletin comment commentary corrected correction "
        "editorial exclusive explained explainer factbox feature flash interview just in kill "
        "latest live news newsflash note notice opinion photos preview profile q&a recap refile "
        "report review summary timeline update updated updates urgent video watch withdrawn wrapup "
        "alerte direct en exclusif urgence eil eilmeldung korrektur aktualisiert meinung "
        "última hora urgente exclusivo directo ultimora diretta esclusivo "
        "срочно молния обновлено мнение видео эксклюзив "
        # Bodies that a lead may explain after a dash.
        "asean brexit covid fifa icao imf interpol nasa nato opec osce uefa unesco unicef нато оон "
        # Days of the week.
        "monday tuesday wednesday thursday friday saturday sunday today "
        "montag dienstag mittwoch donnerstag freitag samstag sonntag "
        "lundi mardi mercredi jeudi vendredi samedi dimanche "
        "lunes martes miércoles jueves viernes sábado domingo "
        "понедельник вторник среда четверг пятница суббота воскресенье"
    ).split()
)
"""Words, in lower case, that are no place even where they stand like one."""
