"""Texts, markup and mails that are made to do harm."""

from __future__ import annotations

import base64
from itertools import pairwise

WORD = "The ferry to Skarvik sails again. "


def filled(piece: bytes, size: int) -> bytes:
    """A piece over and over, up to a size in bytes."""
    return (piece * (size // len(piece) + 1))[:size]


def nested(opening: bytes, closing: bytes, size: int) -> bytes:
    """Brackets within brackets, up to a size in bytes."""
    depth = size // (len(opening) + len(closing))
    return opening * depth + closing * depth


def billion_laughs() -> bytes:
    """Entities of entities, of which the last one is a billion characters."""
    lines = ['<?xml version="1.0"?>', "<!DOCTYPE lolz [", ' <!ENTITY lol "lol">']
    names = ["lol", *(f"lol{level}" for level in range(1, 10))]
    for inner, outer in pairwise(names):
        lines.append(f' <!ENTITY {outer} "{f"&{inner};" * 10}">')
    return "\n".join([*lines, "]>", "<nitf><body>&lol9;</body></nitf>"]).encode()


def quadratic_blowup() -> bytes:
    """One long entity, used often."""
    entity = "a" * 100_000
    body = "&a;" * 10_000
    return f'<!DOCTYPE r [<!ENTITY a "{entity}">]><rss><channel>{body}</channel></rss>'.encode()


def external_entity(address: str, root: str = "nitf") -> bytes:
    """A document that wants another one to be put into it."""
    return (
        f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY x SYSTEM "{address}">]>'
        f"<{root}><head><title>&x;</title></head><body><p>&x;</p></body></{root}>"
    ).encode()


def feed(items: int) -> bytes:
    """A feed of the smallest items."""
    return (
        b"<rss><channel><title>a</title>"
        + b"<item><title>b</title></item>" * items
        + b"</channel></rss>"
    )


def json_array(item: bytes, items: int) -> bytes:
    """An array of one item over and over."""
    return b"[" + b",".join([item] * items) + b"]"


def mail(body: bytes, headers: bytes = b"Content-Type: text/plain") -> bytes:
    """A message with this body."""
    return (
        b"From: a@example.org\r\nTo: b@example.org\r\nSubject: Ferry\r\nDate: Tue, 24 Nov 2026 12:00:00 +0000\r\n"
        + headers
        + b"\r\n\r\n"
        + body
    )


def mail_of_base64(size: int) -> bytes:
    """A text that is encoded for transfer."""
    body = base64.encodebytes(filled(WORD.encode(), size * 3 // 4))
    return mail(body[:size], b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64")


def mail_in_mail(depth: int) -> bytes:
    """Multiparts within multiparts."""
    head = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (level, level)
        for level in range(depth)
    )
    return mail(b"", b"MIME-Version: 1.0\r\n" + head + b"Content-Type: text/plain\r\n\r\nEnd\r\n")


def page(body: bytes) -> bytes:
    """A web page around this."""
    return (
        b"<!DOCTYPE html><html><head><title>Ferry</title></head><body>" + body + b"</body></html>"
    )


def pdf_without_table() -> bytes:
    """A document whose table of objects is somewhere else than stated."""
    return (
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 99999999>>endobj\n"
        b"trailer<</Root 1 0 R/Size 99999999/Prev 0>>\nstartxref\n99999999999\n%%EOF\n"
    )


def pdf_of_objects(count: int) -> bytes:
    """A document of very many pages that are one page."""
    kids = b" ".join([b"3 0 R"] * count)
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids["
        + kids
        + b"]/Count %d>>endobj\n" % count
        + b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
        b"trailer<</Root 1 0 R/Size 4>>\n%%EOF\n"
    )
