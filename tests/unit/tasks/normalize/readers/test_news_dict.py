from __future__ import annotations

import json
from typing import Any

import pytest

from tasks.normalize.objects.news import SIGNS, is_news
from tasks.normalize.reader import Draft
from tasks.normalize.readers.news_dict import NewsDictReader
from tests.samples import source_of


def draft(value: Any) -> Draft:
    (item,) = NewsDictReader().read(source_of(json.dumps(value), "a.json"))
    assert isinstance(item, Draft)
    return item


@pytest.mark.parametrize("signs", SIGNS)
def test_it_is_told_by_its_names(signs: frozenset[str]) -> None:
    source = source_of(json.dumps(dict.fromkeys(signs, "x")))
    assert NewsDictReader().recognizes(source) is not None


def test_a_plain_object_is_none() -> None:
    assert not is_news({"title": "A", "text": "B", "date": "2026-11-24"})


def test_news_please_is_read() -> None:
    found = draft({
        "title": "Ferry sails", "maintext": "One\nTwo", "authors": ["Ada Example"],
        "date_publish": "2026-11-24 12:00:00", "source_domain": "example.com", "language": "en",
        "url": "https://example.com/1", "description": None, "filename": "a.json",
    })  # fmt: skip
    assert found.paragraphs == ["One", "Two"]
    assert found.fields == {
        "headline": "Ferry sails",
        "byline": ["Ada Example"],
        "firstcreated": "2026-11-24 12:00:00",
        "source": "example.com",
        "language": "en",
        "url": "https://example.com/1",
    }


def test_fundus_is_read() -> None:
    found = draft({
        "title": "Ferry sails", "publishing_date": "2026-11-24 12:00:00+01:00", "lang": "nb",
        "topics": ["shipping"], "authors": ["Ada Example"],
        "body": {"summary": ["Lead."], "sections": [{"headline": [], "paragraphs": ["One."]}]},
        "html": {
            "responded_url": "https://example.com/1",
            "source_info": {"publisher": "Example"},
        },
    })  # fmt: skip
    assert found.paragraphs == ["Lead.", "One."]
    assert found.fields == {
        "headline": "Ferry sails",
        "byline": ["Ada Example"],
        "firstcreated": "2026-11-24 12:00:00+01:00",
        "language": "nb",
        "keywords": ["shipping"],
        "url": "https://example.com/1",
        "source": "Example",
    }


def test_news_api_is_read_up_to_where_it_was_cut_off() -> None:
    found = draft({
        "status": "ok",
        "articles": [{
            "source": {"id": None, "name": "Example"}, "author": "Ada Example", "title": "Ferry",
            "publishedAt": "2026-11-24T12:00:00Z", "content": "It sails and… [+2345 chars]",
        }],
    })  # fmt: skip
    assert (found.paragraphs, found.warnings, found.fields["source"]) == (
        ["It sails and"],
        ["the body was cut off by the service that it comes from"],
        {"id": None, "name": "Example"},
    )


def test_trafilatura_is_read() -> None:
    found = draft({
        "title": "Ferry", "author": "Ada Example; Bo Sample", "hostname": "example.com",
        "fingerprint": "1", "source": "https://example.com/1", "source-hostname": "Example",
        "text": "It sails.", "categories": "Sea", "tags": "ferry",
    })  # fmt: skip
    assert found.fields == {
        "headline": "Ferry",
        "byline": ["Ada Example", "Bo Sample"],
        "source": "Example",
        "url": "https://example.com/1",
        "keywords": "ferry",
        "subject": "Sea",
    }


def test_wordpress_is_read_in_utc() -> None:
    found = draft({
        "id": 7, "title": {"rendered": "Ferry"}, "date": "2026-11-24T13:00:00",
        "date_gmt": "2026-11-24T12:00:00", "author": 5, "link": "https://example.com/1",
        "content": {"rendered": "<p>One</p><p>Two</p>"},
    })  # fmt: skip
    assert (found.paragraphs, found.fields["firstcreated"]) == (
        ["One", "Two"],
        "2026-11-24T12:00:00Z",
    )


def test_the_guardian_is_read() -> None:
    found = draft({"response": {"results": [{
        "id": "sea/1", "webTitle": "Ferry", "webPublicationDate": "2026-11-24T12:00:00Z",
        "fields": {"bodyText": "It sails.", "byline": "Ada Example"},
    }]}})  # fmt: skip
    assert (found.paragraphs, found.fields["headline"], found.fields["byline"]) == (
        ["It sails."],
        "Ferry",
        "Ada Example",
    )
