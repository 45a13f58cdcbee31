"""What is recognized as byline, credit or notice, and what only looks like it."""

from __future__ import annotations

import pytest

from tasks.credit_lines import is_boilerplate


@pytest.mark.parametrize(
    "line",
    [
        "By Anna Keller",
        "By ANNA KELLER and TOM REED",
        "By J. K. Moran, technology correspondent",
        "Von Anke Wolf",
        "Par Luc Durand et Zoé Petit",
        "(Reporting by Anna Keller; Editing by Tom Reed)",
        "Reporting by Anna Keller in Oslo; Editing by Tom Reed",
        "(Additional reporting by Tom Reed)",
        "Photo: Anna Keller/Nordwire",
        "Photo by Tom Reed",
        "© 2026 Nordwire. All rights reserved.",
        "Copyright 2026 Nordwire",
        "Alle Rechte vorbehalten",
        "Read more: Ferry talks fail",
        "Read more",
        "READ MORE >",
        "Lesen Sie auch: Fähre gesunken",
        "Читайте также: новости дня",
        "Subscribe to our newsletter",
        "EDITOR'S NOTE: adds byline",
        "FOR IMMEDIATE RELEASE",
        "EMBARGOED UNTIL 1000 GMT, TUESDAY, NOV. 24",
        "Embargo: 00:01 GMT on Friday",
        "Sperrfrist: Montag, 10 Uhr",
        "Anna Keller and Tom Reed contributed to this report.",
        "(Reportage d'Anna Keller, édité par Tom Reed)",
        "(Bericht von Anna Keller, redigiert von Tom Reed)",
        "(Reportagem de Ana Silva; Edição de Rui Costa)",
        "Con información de Ana Silva",
        "RIPRODUZIONE RISERVATA",
        "Leggi anche: il traghetto",
        "Läs också: färjan",
        "Abonnez-vous à notre lettre",
        "Suscríbete a nuestro boletín",
        "图片：王小明",
        "Continue reading →",
        "The post Ferry sails again appeared first on Nordwire.",
        "By J. K. Moran Jr., technology correspondent",
        "PRESS RELEASE",
        "Pressemitteilung Nr. 12/2026",
        "Embargo: 12.00 GMT",
        "Sous embargo jusqu’au 24 novembre",
        "* * *",
        "-30-",
        "",
    ],
)
def test_is_boilerplate(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "By Monday evening all trains had stopped.",
        "By Monday evening all trains had stopped",
        'By Monday, "everything was gone."',
        "By Monday, “everything was gone.”",
        "Continue reading the diary, she says, and you will weep.",
        "Press releases are no news.",
        "Press release or news: what the ferry says",
        "Embargo: the ferry may not sail",
        "Embargo on ferries lifted",
        "Von Berlin nach Hamburg fährt kein Zug",
        "Reporting by local officials suggests the dam held.",
        "Photography was banned.",
        "Copyright law will change, the minister said.",
        "Read more than ten books a year, doctors advise.",
        "Subscribers left in droves.",
        "26",
        "Editing by hand is slow, the painter says, and she does not like it. She never did.",
        "Photos of the storm show the ferry.",
        "Embargoed goods lay on the quay.",
        "Embargoed until Friday, the report says that the dam is safe. Nobody believes it.",
        "With reporters watching, the mayor left.",
    ],
)
def test_is_news(line: str) -> None:
    assert not is_boilerplate(line)
