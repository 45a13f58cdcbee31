from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.article import Dateline
from tasks.normalize.dateline.find import find_dateline, parse_dateline

REFERENCE = dt.date(2026, 11, 24)
DAY = dt.date(2026, 11, 24)


def of(paragraph: str) -> Dateline | None:
    found = parse_dateline(paragraph, REFERENCE)
    return found.dateline if found else None


@pytest.mark.parametrize(
    ("text", "rest", "place", "date", "agency"),
    [
        ("SPRINGFIELD, Ill. (AP)", " — The mayor", "SPRINGFIELD, Ill.", None, "AP"),
        ("NEW YORK (AP)", " - The mayor", "NEW YORK", None, "AP"),
        ("PORT-AU-PRINCE, Haiti (AP)", " — The mayor", "PORT-AU-PRINCE, Haiti", None, "AP"),
        ("COX'S BAZAR, Bangladesh (AP)", " — The camp", "COX'S BAZAR, Bangladesh", None, "AP"),
        ("WASHINGTON (Reuters)", " - The mayor", "WASHINGTON", None, "Reuters"),
        ("LONDON, Nov 24 (Reuters)", " - The mayor", "LONDON", DAY, "Reuters"),
        ("KYIV/WARSAW, Nov 24 (Reuters)", " - A train", "KYIV/WARSAW", DAY, "Reuters"),
        ("PARIS, Nov 24, 2026 (AFP)", " - The mayor", "PARIS", DAY, "AFP"),
        ("MOSCOW. Nov 24 (Interfax)", " - The mayor", "MOSCOW", DAY, "Interfax"),
        ("MOSCOW, November 24. /TASS/", ". The mayor", "MOSCOW", DAY, "TASS"),
        ("BEIJING, Nov. 24 (Xinhua)", " -- The mayor", "BEIJING", DAY, "Xinhua"),
        ("ROMA, 24 NOV", " - Il sindaco", "ROMA", DAY, None),
        ("(ANSA) - ROMA, 24 NOV", " - Il sindaco", "ROMA", DAY, "ANSA"),
        ("Berlin (dpa)", " - Die Fähre", "Berlin", None, "dpa"),
        ("Frankfurt am Main (dpa/lhe)", " - Die Fähre", "Frankfurt am Main", None, "dpa/lhe"),
        ("BERLIN, 24. November (Reuters)", " - Die Fähre", "BERLIN", DAY, "Reuters"),
        ("Passau (nwd)", " - Die Fähre", "Passau", None, "nwd"),
        ("Wien (APA)", " - Die Fähre", "Wien", None, "APA"),
        ("Paris, 24 nov 2026 (AFP)", " - Le maire", "Paris", DAY, "AFP"),
        ("Paris (AFP)", " – Le maire", "Paris", None, "AFP"),
        ("Madrid, 24 nov (EFE)", ".- El alcalde", "Madrid", DAY, "EFE"),
        ("BUENOS AIRES, 24 de noviembre (Télam)", " - El", "BUENOS AIRES", DAY, "Télam"),
        ("São Paulo, 24 de novembro de 2026 (Lusa)", " - O", "São Paulo", DAY, "Lusa"),
        ("МОСКВА, 24 ноября. /ТАСС/", ". Паром", "МОСКВА", DAY, "ТАСС"),
        ("Москва. 24 ноября. ИНТЕРФАКС", " - Паром", "Москва", DAY, "ИНТЕРФАКС"),
        ("Хабаровск. 24 ноября. INTERFAX.RU", " - Паром", "Хабаровск", DAY, "INTERFAX.RU"),
        ("МОСКВА, 24 ноября.", " В порту", "МОСКВА", DAY, None),
        ("MOSCOW, 26 Nov.", " In the port", "MOSCOW", dt.date(2026, 11, 26), None),
        ("STOCKHOLM, 24 Nov", " – A ferry", "STOCKHOLM", DAY, None),
        ("ST. LOUIS", " — The mayor", "ST. LOUIS", None, None),
        ("KYIV, Ukraine", " — The mayor", "KYIV, Ukraine", None, None),
        ("RIO DE JANEIRO", " — “We sail,” she", "RIO DE JANEIRO", None, None),
        ("SPRINGFIELD, Ill. (AP)", " _ The mayor", "SPRINGFIELD, Ill.", None, "AP"),
        ("ATHENS, April 4 ANA", " - The", "ATHENS", dt.date(2026, 4, 4), "ANA"),
        ("(ANSA) - ROMA", " - Il sindaco", "ROMA", None, "ANSA"),
        ("МОСКВА, 24 ноя - РИА Новости", ". Паром", "МОСКВА", DAY, "РИА Новости"),
        ("Киев. 24 ноября. УНН", ". Паром", "Киев", DAY, "УНН"),
        ("القاهرة (رويترز)", " - قال", "القاهرة", None, "رويترز"),
        ("Zürich (sda)", " Der Rat", "Zürich", None, "sda"),
        ("Oslo (NTB)", ": Bystyret", "Oslo", None, "NTB"),
        ("NEW YORK--(BUSINESS WIRE)", "--The maker", "NEW YORK", None, "BUSINESS WIRE"),
        ("NEW YORK, Nov. 24, 2026 /PRNewswire/", " -- A", "NEW YORK", DAY, "PRNewswire"),
        ("Helsinki, 24.11. (STT)", " — Kaupunki", "Helsinki", DAY, "STT"),
        ("Warszawa, 24.11.2026 (PAP)", " - Rada", "Warszawa", DAY, "PAP"),
        ("SAN DIEGO, Calif.,Nov 24", " - The", "SAN DIEGO, Calif.", DAY, None),
        ("TOKYO, Nov. 24 (Kyodo)", " -- Japan", "TOKYO", DAY, "Kyodo"),
        ("新华社北京11月24日电", "（记者王小明）市议会", "北京", DAY, "新华社"),
        ("北京11月24日電", " 市議會", "北京", DAY, None),
        ("（中央社台北24日電）", "市議會", "台北", None, "中央社"),
        ("【東京共同】", "市議会は", "東京", None, "共同"),
        ("[東京 11月24日 ロイター]", " - 市議会は", "東京", DAY, "ロイター"),
        ("(서울=연합뉴스)", " 시의회는", "서울", None, "연합뉴스"),
    ],
)
def test_a_dateline_of_the_trade_is_read(
    text: str, rest: str, place: str, date: dt.date | None, agency: str | None
) -> None:
    assert of(text + rest) == Dateline(text=text, place=place, date=date, agency=agency)


@pytest.mark.parametrize(
    "paragraph",
    [
        "On Monday, 26 Nov. the ferry sailed.",
        "In MOSCOW, 26 Nov. we met.",
        "Monday, Nov 24 - The ferry sailed.",
        "MONDAY, NOV 24 - The ferry sailed.",
        "Police in London, Nov 24 - The ferry sailed.",
        "By contrast - the ferry sailed.",
        "By Contrast - The ferry sailed.",
        "BREAKING - The ferry sailed.",
        "BREAKING — The ferry sailed.",
        "BREAKING (Reuters) - The ferry sailed.",
        "LIVE — The ferry sailed.",
        "WATCH LIVE — The ferry sailed.",
        "UPDATE - The ferry sailed.",
        "UPDATE 1 - The ferry sailed.",
        "UPDATED, 24 Nov. The ferry sailed.",
        "EXCLUSIVE — The ferry sailed.",
        "EDITOR'S NOTE: The ferry sailed.",
        "EILMELDUNG - Die Fähre fährt.",
        "ÚLTIMA HORA - El barco zarpa.",
        "СРОЧНО — Паром ушёл.",
        "NEW YORK is a port - The ferry sailed.",
        "NEW YORK, a city of 8 million - The ferry sailed.",
        "“MOSCOW, 26 Nov. is when it sails,” he said.",
        '"LONDON (Reuters) - It sails," he read.',
        "- MOSCOW, 26 Nov.",
        "* LONDON (Reuters) - The ferry",
        "1. LONDON (Reuters) - The ferry",
        "NATO - The alliance met.",
        "FBI - The bureau met.",
        "COVID-19 - The disease returned.",
        "OSLO - the capital - met.",
        "European Central Bank (ECB) - Its council met.",
        "Angela Beispiel (CDU) - The minister met.",
        "Apple (AAPL) - The maker of telephones met.",
        "Dozens held (AP) — The ferry sailed.",
        "MOSCOW, 31 Feb. In the port",
        "Nov 24 - The ferry sailed.",
        "Nov 24 (Saturday) - The ferry sailed.",
        "Note: The ferry sailed.",
        "LONDON: The ferry sailed.",
        "Mayor (NTB) said: The ferry sailed.",
        "FERRY SAILS AGAIN, COUNCIL SAYS",
        "北京11月24日下雪。",
        "(서울) 시의회는",
        "",
    ],
)
def test_what_is_no_dateline_is_none(paragraph: str) -> None:
    assert of(paragraph) is None


def test_a_company_story_may_have_a_day_and_an_agency_alone() -> None:
    assert of("Nov 24 (Reuters) - The maker of ferries") == Dateline(
        text="Nov 24 (Reuters)", date=DAY, agency="Reuters"
    )


def test_a_missing_year_is_named_as_guessed() -> None:
    found = parse_dateline("MOSCOW, 26 Nov. In the port", REFERENCE)
    assert found is not None
    assert found.year_guessed


def test_a_printed_year_is_not_guessed() -> None:
    found = parse_dateline("PARIS, Nov 24, 2024 (AFP) - The port", REFERENCE)
    assert found is not None
    assert not found.year_guessed


def test_a_lead_may_come_before_the_dateline() -> None:
    found = find_dateline(["The ferry sails.", "OSLO (AP) — It does."], REFERENCE)
    assert found is not None
    assert found.dateline.place == "OSLO"


def test_a_dateline_further_down_is_none_of_the_article() -> None:
    assert find_dateline(["One.", "Two.", "Three.", "OSLO (AP) — It does."], REFERENCE) is None


HEADS = st.lists(
    st.sampled_from(
        [
            "OSLO",
            "Bergen",
            ", ",
            " ",
            "26",
            "Nov",
            ".",
            " - ",
            "(AP)",
            "/TASS/",
            "(",
            ")",
            "—",
            "24 ноя",
        ]
    ),
    max_size=8,
).map("".join)


@given(st.one_of(st.text(), HEADS))
def test_the_text_is_the_verbatim_beginning(paragraph: str) -> None:
    dateline = of(paragraph)
    assert dateline is None or paragraph.startswith(dateline.text)
