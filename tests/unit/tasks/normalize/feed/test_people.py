from __future__ import annotations

import pytest
from lxml import etree

from tasks.normalize.feed.people import name_of, names_in


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anna Berg", "Anna Berg"),
        ("anna@news.example (Anna Berg)", "Anna Berg"),
        ("Anna Berg (anna@news.example)", "Anna Berg"),
        ('"Anna Berg" <anna@news.example>', "Anna Berg"),
        ("mailto:anna@news.example (Anna Berg)", "Anna Berg"),
        ("anna@news.example", "anna@news.example"),
        ("anna@news.example ()", "anna@news.example"),
        ("noreply@news.example", ""),
        ("noreply@news.example (Anna Berg)", "Anna Berg"),
        ("", ""),
    ],
)
def test_a_mail_address_makes_room_for_the_name(text: str, name: str) -> None:
    assert name_of(text) == name


@pytest.mark.parametrize(
    ("xml", "names"),
    [
        ("<a><name>Anna</name><email>a@b.example</email></a>", ["Anna"]),
        ("<a><email>a@b.example</email></a>", ["a@b.example"]),
        ("<a><uri>http://a.example</uri></a>", []),
        (
            '<a><f:Person xmlns:f="http://xmlns.com/foaf/0.1/"><f:name>Anna</f:name></f:Person></a>',
            ["Anna"],
        ),
        ("<a>Anna</a>", ["Anna"]),
    ],
)
def test_a_person_is_text_or_has_a_name(xml: str, names: list[str]) -> None:
    assert names_in(etree.fromstring(xml)) == names
