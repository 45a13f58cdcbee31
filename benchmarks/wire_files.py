"""Articles of the wire as files, in the formats that news comes in."""

from __future__ import annotations

import json
from email.message import EmailMessage
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.wire import Item

DATE = "2026-11-24T10:00:00Z"


def text(item: Item) -> bytes:
    """Plain text."""
    return item.text.encode()


def ninjs(item: Item) -> bytes:
    """Ninjs 2, with its body in HTML."""
    return json.dumps(
        {
            "uri": f"urn:wire:{item.number}",
            "type": "text",
            "headlines": [{"value": item.headline}],
            "bodies": [{"value": _paragraphs(item), "contenttype": "text/html"}],
            "by": item.byline,
            "located": item.place,
            "versioncreated": DATE,
            "language": "en",
        }
    ).encode()


def nitf(item: Item) -> bytes:
    """NITF 3."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><nitf><head><title>{escape(item.headline)}</title>'
        f'<docdata><doc-id id-string="urn:wire:{item.number}"/>'
        '<date.issue norm="20261124T100000Z"/>'
        f"</docdata></head><body><body.head><hedline><hl1>{escape(item.headline)}</hl1></hedline>"
        f"<byline>By {escape(item.byline)}</byline></body.head>"
        f"<body.content>{_paragraphs(item)}</body.content></body></nitf>"
    ).encode()


def rss(item: Item) -> bytes:
    """An RSS feed of one item."""
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/">'
        "<channel><title>Wire</title><link>https://wire.example/</link><description/>"
        f"<item><title>{escape(item.headline)}</title><guid>urn:wire:{item.number}</guid>"
        f"<link>https://wire.example/{item.number}</link>"
        f"<pubDate>Tue, 24 Nov 2026 10:00:00 GMT</pubDate>"
        f"<c:encoded>{escape(_paragraphs(item))}</c:encoded></item></channel></rss>"
    ).encode()


def html(item: Item) -> bytes:
    """A web page with what is usually around an article."""
    links = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(30))
    return (
        f'<!doctype html><html lang="en"><head><title>{escape(item.headline)} | Wire</title>'
        f'<meta property="og:type" content="article"><meta name="author" content="{item.byline}">'
        f'<meta property="article:published_time" content="{DATE}"></head><body>'
        f"<nav><ul>{links}</ul></nav><article><h1>{escape(item.headline)}</h1>{_paragraphs(item)}</article>"
        f"<footer><ul>{links}</ul>All rights reserved.</footer></body></html>"
    ).encode()


def email(item: Item) -> bytes:
    """An e-mail."""
    message = EmailMessage()
    message["From"] = f"{item.byline} <desk@wire.example>"
    message["To"] = "all@wire.example"
    message["Subject"] = item.headline
    message["Date"] = "Tue, 24 Nov 2026 10:00:00 +0000"
    message["Message-ID"] = f"<{item.number}@wire.example>"
    message.set_content("\n\n".join(item.paragraphs))
    return message.as_bytes()


FORMATS: dict[str, Callable[[Item], bytes]] = {
    "txt": text,
    "json": ninjs,
    "xml": nitf,
    "rss": rss,
    "html": html,
    "eml": email,
}
"""How to write an article, by the ending of the file's name."""


def _paragraphs(item: Item) -> str:
    return "".join(f"<p>{escape(each)}</p>" for each in item.paragraphs)
