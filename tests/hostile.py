"""Documents that are made to do harm, or are merely broken, and what must be said of each."""

from __future__ import annotations

import gzip
import random
import tarfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests import hostile_archives as archives
from tests import hostile_texts as texts

if TYPE_CHECKING:
    from collections.abc import Callable

ARTICLES = "articles"
"""The outcome where articles come out, be there errors or not; else it is a `FailureReason`."""

PAGE = 4_999_999
"""One byte less than a page may have: the most work for what is one article."""

DOCUMENT = 19_999_999
"""The same for what is parsed whole."""


@dataclass(frozen=True)
class Hostile:
    """A hostile document.

    Attributes:
        name: the file name; unique.
        make: its bytes.
        outcomes: what may come of it: reasons, or `ARTICLES`.
        quick: whether it belongs in the tests; the others are for the benchmark.
    """

    name: str
    make: Callable[[], bytes]
    outcomes: frozenset[str]
    quick: bool = True


def _case(name: str, make: Callable[[], bytes], *outcomes: str, quick: bool = True) -> Hostile:
    return Hostile(name, make, frozenset(outcomes), quick)


def _noise(size: int) -> bytes:
    return random.Random(7).randbytes(size)


def _random_bytes() -> list[Hostile]:
    endings = "txt md html xml json jsonl eml docx pdf zip tar gz warc rss anpa csv".split()
    return [
        _case(f"noise.{each}", lambda: _noise(300_000), "unsupported_format", quick=each == "txt")
        for each in endings
    ]


def _texts() -> list[Hostile]:
    """Plain texts and Markdown."""
    nothing, large = "no_text", "too_large"
    return [
        _case("empty.txt", lambda: b"", "empty_file"),
        _case("spaces.txt", lambda: texts.filled(b" \n\t", PAGE), nothing),
        _case("zeros.txt", lambda: bytes(PAGE), "unsupported_format"),
        _case("one-line.txt", lambda: texts.filled(b"a", DOCUMENT), large),
        _case(
            "one-line-of-a-page.txt", lambda: texts.filled(b"word ", PAGE), ARTICLES, quick=False
        ),
        _case("one-word.txt", lambda: texts.filled(b"a", PAGE), ARTICLES, nothing, quick=False),
        _case("letters.txt", lambda: texts.filled(b"a\n", PAGE), ARTICLES),
        _case("letters-apart.txt", lambda: texts.filled(b"a\n\n", PAGE), ARTICLES),
        _case("lines.txt", lambda: texts.filled(b"Skarvik sails.\n", PAGE), ARTICLES),
        _case(
            "high-bytes.txt",
            lambda: texts.filled(bytes(range(128, 256)), PAGE),
            ARTICLES,
            "undecodable",
            "unsupported_format",
        ),
        _case("marks.txt", lambda: texts.filled("e\u0301\u0316".encode(), PAGE), ARTICLES, nothing),
        _case(
            "only-marks.txt", lambda: texts.filled("\u0301\u0316".encode(), PAGE), ARTICLES, nothing
        ),
        _case("dates.txt", lambda: texts.filled(b"BERLIN, 26 Nov. (Nordwire) - ", PAGE), ARTICLES),
        _case("parentheses.txt", lambda: texts.filled(b"(", PAGE), ARTICLES, nothing),
        _case("entities.txt", lambda: texts.filled(b"&amp;amp;lt; ", PAGE), ARTICLES),
        _case(
            "utf-16.txt",
            lambda: b"\xff\xfe" + texts.filled("a\n".encode("utf-16-le"), PAGE - 3),
            ARTICLES,
        ),
        _case("less-than.txt", lambda: texts.filled(b"<", PAGE), ARTICLES, nothing),
        _case("colons.txt", lambda: texts.filled(b"a: b\n", PAGE), ARTICLES, nothing, "malformed"),
        _case("quotes.md", lambda: texts.filled(b">", PAGE), ARTICLES, nothing),
        _case("quoted-lines.md", lambda: texts.filled(b"> > a\n", PAGE), ARTICLES),
        _case("lists.md", lambda: texts.filled(b"- a\n", PAGE), ARTICLES),
        _case(
            "deeper-lists.md",
            lambda: texts.filled(b"* " * 100 + b"a\n", PAGE),
            ARTICLES,
            quick=False,
        ),
        _case("brackets.md", lambda: texts.filled(b"[", PAGE), ARTICLES, nothing),
        _case("links.md", lambda: texts.filled(b"[a](b", PAGE), ARTICLES, nothing),
        _case(
            "pictures.md", lambda: texts.filled(b"![a][b](<", PAGE), ARTICLES, nothing, quick=False
        ),
        _case("stars.md", lambda: texts.filled(b"*a_ ", PAGE), ARTICLES),
        _case("ticks.md", lambda: texts.filled(b"`a``b", PAGE), ARTICLES),
        _case("headings.md", lambda: texts.filled(b"# a\n", PAGE), ARTICLES, nothing, quick=False),
        _case(
            "yaml-depth.md",
            lambda: b"---\na: " + b"[" * 4_000_000 + b"\n---\n# A\n\nText.\n",
            ARTICLES,
            "malformed",
        ),
        _case("yaml-bomb.md", _yaml_bomb, ARTICLES, "malformed"),
    ]


def _yaml_bomb() -> bytes:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return ("---\n" + "\n".join(lines) + "\ntitle: *a11\n---\n# Ferry\n\nIt sails.\n").encode()


def _markup() -> list[Hostile]:
    """HTML, XML and feeds."""
    bad, large, nothing = "malformed", "too_large", "no_text"
    refused = (bad, nothing, "unsupported_format")
    return [
        _case("laughs.xml", texts.billion_laughs, bad),
        _case("blowup.rss", texts.quadratic_blowup, bad, nothing),
        _case("passwd.xml", lambda: texts.external_entity("file:///etc/passwd"), bad, nothing),
        _case("fetched.xml", lambda: texts.external_entity("http://127.0.0.1:9/x"), bad, nothing),
        _case(
            "passwd.rss", lambda: texts.external_entity("file:///etc/passwd", "rss"), bad, nothing
        ),
        _case(
            "passwd.html",
            lambda: texts.external_entity("file:///etc/passwd", "html"),
            bad,
            nothing,
            ARTICLES,
        ),
        _case(
            "deep.xml",
            lambda: b"<nitf>" + texts.nested(b"<b>", b"</b>", DOCUMENT // 3) + b"</nitf>",
            bad,
            large,
        ),
        _case(
            "cut.xml",
            lambda: b"<nitf><head><title>Ferry</title></head><body><body.content><p>It",
            bad,
        ),
        _case(
            "attributes.xml",
            lambda: b"<nitf " + b"".join(b'a%d="" ' % n for n in range(1_000_000)) + b"/>",
            *refused,
            large,
        ),
        _case(
            "namespaces.xml",
            lambda: (
                b"<nitf>" + b"".join(b'<a xmlns:n%d="n"/>' % n for n in range(600_000)) + b"</nitf>"
            ),
            *refused,
            large,
        ),
        _case(
            "open-tags.xml",
            lambda: b"<nitf>" + texts.filled(b"<", DOCUMENT - 6),
            bad,
            large,
            nothing,
            ARTICLES,
        ),
        _case(
            "comment.xml", lambda: b"<nitf><!--" + texts.filled(b"-- ", DOCUMENT - 10), bad, large
        ),
        _case("items.rss", lambda: texts.feed(650_000), ARTICLES, bad, large, nothing, quick=False),
        _case(
            "deep.rss",
            lambda: (
                b"<rss><channel><item><description>" + texts.nested(b"<b>", b"</b>", DOCUMENT // 3)
            ),
            bad,
            large,
        ),
        _case(
            "deep-html.rss",
            lambda: (
                b"<rss><channel><item><title>a</title><description>"
                + b"&lt;b&gt;" * 500_000
                + b"</description></item></channel></rss>"
            ),
            ARTICLES,
            bad,
            large,
            nothing,
        ),
        _case(
            "g2.xml",
            lambda: (
                b'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>'
                + b"<newsItem/>" * 900_000
                + b"</itemSet></newsMessage>"
            ),
            ARTICLES,
            *refused,
            large,
            quick=False,
        ),
        _case(
            "deep.html",
            lambda: texts.page(texts.nested(b"<div>", b"</div>", PAGE - 100)),
            bad,
            large,
            nothing,
        ),
        _case(
            "unclosed.html",
            lambda: texts.page(texts.filled(b"<p><b><i><a href=x>a ", PAGE - 100)),
            ARTICLES,
            bad,
            large,
            nothing,
        ),
        _case(
            "less-than.html",
            lambda: texts.page(texts.filled(b"<", PAGE - 100)),
            ARTICLES,
            bad,
            large,
            nothing,
        ),
        _case(
            "paragraphs.html",
            lambda: texts.page(texts.filled(b"<p>a", PAGE - 100)),
            ARTICLES,
            large,
            nothing,
            quick=False,
        ),
        _case(
            "words.html",
            lambda: texts.page(texts.filled(b"word ", PAGE - 100)),
            ARTICLES,
            large,
            nothing,
            quick=False,
        ),
        _case(
            "sentences.html",
            lambda: texts.page(
                texts.filled(b"<p>" + texts.WORD.encode() * 4 + b"</p>\n", PAGE - 100)
            ),
            ARTICLES,
            large,
            nothing,
            quick=False,
        ),
        _case(
            "tables.html",
            lambda: texts.page(texts.filled(b"<table><tr><td>a", PAGE - 100)),
            ARTICLES,
            bad,
            large,
            nothing,
            quick=False,
        ),
        _case(
            "breaks.html",
            lambda: texts.page(texts.filled(b"a<br>", PAGE - 100)),
            ARTICLES,
            large,
            nothing,
            quick=False,
        ),
        _case(
            "links.html",
            lambda: texts.page(texts.filled(b"<a href=b>c</a> ", PAGE - 100)),
            ARTICLES,
            large,
            nothing,
            quick=False,
        ),
        _case(
            "formats.html",
            lambda: texts.page(texts.filled(b"<p><b><p><i>", PAGE - 100)),
            ARTICLES,
            bad,
            large,
            nothing,
            quick=False,
        ),
        _case(
            "attributes.html",
            lambda: texts.page(b"<p " + b"".join(b"a%d " % n for n in range(500_000)) + b">a"),
            ARTICLES,
            bad,
            large,
            nothing,
        ),
        _case(
            "comments.html",
            lambda: texts.page(texts.filled(b"<!--", PAGE - 100)),
            ARTICLES,
            bad,
            large,
            nothing,
        ),
        _case(
            "script.html",
            lambda: texts.page(
                b"<script type='application/ld+json'>" + b"[" * 4_000_000 + b"</script>"
            ),
            ARTICLES,
            bad,
            large,
            nothing,
        ),
        _case(
            "meta.html",
            lambda: texts.filled(b"<meta name=author content=a>", PAGE),
            ARTICLES,
            bad,
            large,
            nothing,
            "unsupported_format",
        ),
        _case("20-mb.html", lambda: texts.page(texts.filled(b"<p>a", DOCUMENT)), large),
    ]


def _data() -> list[Hostile]:
    """JSON and JSON Lines."""
    bad, large, nothing = "malformed", "too_large", "no_text"
    item = archives.ITEM.strip()
    return [
        _case("deep.json", lambda: b"[" * DOCUMENT, bad),
        _case("deep-objects.json", lambda: b'{"a":' * 3_000_000, bad),
        _case("cut.json", lambda: b'{"headline": "Ferry", "body_text": "It', bad),
        _case(
            "tiny.json",
            lambda: texts.json_array(b"{}", 1_000_000),
            nothing,
            large,
            bad,
            "unsupported_format",
            ARTICLES,
        ),
        _case(
            "numbers.json",
            lambda: texts.json_array(b"1", 9_000_000),
            nothing,
            large,
            bad,
            "unsupported_format",
            quick=False,
        ),
        _case("items.json", lambda: texts.json_array(item, 260_000), ARTICLES, large, quick=False),
        _case(
            "lists.json",
            lambda: (
                b'{"headline": "a", "body_text": "b c", "x": '
                + texts.json_array(b"[]", 6_000_000)
                + b"}"
            ),
            ARTICLES,
            large,
            bad,
            nothing,
            quick=False,
        ),
        _case(
            "keys.json",
            lambda: b"{" + b",".join(b'"k%d":1' % n for n in range(1_300_000)) + b"}",
            nothing,
            bad,
            large,
            "unsupported_format",
            quick=False,
        ),
        _case(
            "string.json",
            lambda: (
                b'{"headline": "Ferry", "body_text": "'
                + texts.filled(b"<p>a", DOCUMENT - 50)
                + b'"}'
            ),
            ARTICLES,
            large,
            nothing,
            quick=False,
        ),
        _case(
            "number.json",
            lambda: b'{"headline": "a", "body_text": "b", "version": ' + b"9" * 4_000_000 + b"}",
            ARTICLES,
            bad,
            large,
        ),
        _case(
            "surrogates.json",
            lambda: b'{"headline": "\\ud800", "body_text": "\\udfff \\u0000"}',
            ARTICLES,
            bad,
            nothing,
        ),
        _case(
            "long-line.jsonl",
            lambda: archives.ITEM * 2 + b'{"a": "' + b"x" * 50_000_000 + b'"}\n' + archives.ITEM,
            ARTICLES,
        ),
        _case(
            "bad-lines.jsonl", lambda: archives.ITEM * 2 + b"{\n" * 200_000, ARTICLES, quick=False
        ),
        _case(
            "blank-lines.jsonl",
            lambda: archives.ITEM * 2 + b"\n" * 20_000_000,
            ARTICLES,
            quick=False,
        ),
        _case("commas.csv", lambda: texts.filled(b"a,b,c\n", PAGE), ARTICLES, nothing),
    ]


def _mails_and_papers() -> list[Hostile]:
    """Mails, PDF and Word documents."""
    bad, large, nothing = "malformed", "too_large", "no_text"
    return [
        _case("base64.eml", lambda: texts.mail_of_base64(DOCUMENT), large, ARTICLES, nothing),
        _case("base64-of-a-page.eml", lambda: texts.mail_of_base64(PAGE), ARTICLES, quick=False),
        _case(
            "quoted.eml",
            lambda: texts.mail(
                texts.filled(b"=41=", DOCUMENT - 500),
                b"Content-Transfer-Encoding: quoted-printable",
            ),
            large,
            ARTICLES,
            nothing,
        ),
        _case("deep.eml", lambda: texts.mail_in_mail(100_000), nothing, bad, large, ARTICLES),
        _case(
            "parts.eml",
            lambda: texts.mail(
                texts.filled(b"--b\r\n\r\na\r\n", DOCUMENT - 500),
                b"Content-Type: multipart/mixed; boundary=b",
            ),
            nothing,
            large,
            ARTICLES,
        ),
        _case(
            "headers.eml",
            lambda: texts.mail(
                b"Text.", b"".join(b"X-%d: y\r\n" % n for n in range(1_000_000)) + b"X: y"
            ),
            nothing,
            bad,
            large,
            ARTICLES,
        ),
        _case(
            "long-header.eml",
            lambda: texts.mail(b"Text of it.", b"X: " + b"=?utf-8?q?a?= " * 1_000_000),
            nothing,
            bad,
            large,
            ARTICLES,
        ),
        _case(
            "addresses.eml",
            lambda: texts.mail(b"Text of it.", b"Cc: " + b"(" * 5_000_000),
            nothing,
            bad,
            large,
            ARTICLES,
        ),
        _case(
            "page.eml",
            lambda: texts.mail(texts.filled(b"<div><b>a", PAGE), b"Content-Type: text/html"),
            nothing,
            bad,
            large,
            ARTICLES,
        ),
        _case("cut.pdf", lambda: b"%PDF-1.7\n1 0 obj<</Type/Catalog", bad, nothing, "unreadable"),
        _case("table.pdf", texts.pdf_without_table, bad, nothing, "unreadable"),
        _case(
            "pages.pdf", lambda: texts.pdf_of_objects(1_000_000), bad, nothing, large, "unreadable"
        ),
        _case(
            "noise-inside.pdf",
            lambda: b"%PDF-1.4\n" + _noise(5_000_000),
            bad,
            nothing,
            "unreadable",
        ),
        _case("bomb.docx", archives.docx_bomb, large, bad),
        _case("cut.docx", lambda: archives.docx_bomb()[:100_000], bad, large, "unsupported_format"),
    ]


def _archives() -> list[Hostile]:
    """Gzip, ZIP, tar and web archives."""
    bad, large, nothing, strange = "malformed", "too_large", "no_text", "unsupported_format"
    story = archives.STORY
    return [
        _case("bomb.gz", archives.gzip_bomb, strange, large),
        _case("bomb.jsonl.gz", archives.gzip_bomb_of_items, large, strange, nothing),
        _case(
            "items.jsonl.gz",
            lambda: archives.gzip_of(archives.ITEM * 100_000, 700),
            ARTICLES,
            quick=False,
        ),
        _case("deep.gz", lambda: archives.nested_gzip(100), strange),
        _case("cut.gz", lambda: gzip.compress(_noise(5_000_000))[:-9], strange, bad),
        _case("members.gz", lambda: archives.gzip_of(b"", 1_000_000), bad, "empty_file"),
        _case("garbage.gz", lambda: gzip.compress(story) + _noise(1_000), ARTICLES),
        _case("nested.zip", archives.zip_bomb_nested, large, strange),
        _case("overlapping.zip", archives.zip_bomb_overlapping, bad),
        _case("too-short.zip", lambda: archives.zip_with_lie(5), bad),
        _case("too-long.zip", lambda: archives.zip_with_lie(4_000_000_000), bad, large),
        _case("damaged.zip", archives.zip_with_damage, ARTICLES),
        _case(
            "cut.zip", lambda: archives.zipped(("a.txt", story), ("b.txt", story))[:-50], ARTICLES
        ),
        _case(
            "many.zip",
            lambda: archives.zip_of_many(65_000),
            "empty_file",
            ARTICLES,
            large,
            quick=False,
        ),
        _case(
            "up.zip",
            lambda: archives.zipped(("../../etc/passwd.txt", story), ("/a\x1b[2J.txt", story)),
            ARTICLES,
        ),
        _case(
            "directories.zip", lambda: b"PK\x03\x04" + b"PK\x05\x06" * 4_000_000, bad, "unreadable"
        ),
        _case(
            "headers.zip",
            lambda: texts.filled(b"PK\x03\x04" + bytes(2) + b"\x08" + bytes(23), DOCUMENT),
            large,
            bad,
            "empty_file",
        ),
        _case(
            "links.tar",
            lambda: archives.tarred(("a.txt", b"/etc/passwd"), kind=tarfile.SYMTYPE),
            nothing,
        ),
        _case(
            "devices.tar",
            lambda: archives.tarred(("../dev/zero", b""), kind=tarfile.CHRTYPE),
            nothing,
        ),
        _case("up.tar", lambda: archives.tarred(("../../etc/cron.d/a.txt", story)), ARTICLES),
        _case("huge-size.tar", archives.tar_with_huge_size, bad, large),
        _case(
            "cut.tar.gz",
            lambda: gzip.compress(archives.tarred(("a.txt", story), ("b.txt", story)))[:-9],
            ARTICLES,
        ),
        _case(
            "many.tar.gz",
            lambda: gzip.compress(archives.tarred(("a.png", b"\x89PNG"))[:1024] * 300_000),
            large,
        ),
        _case("bomb.warc", archives.warc_bomb, large, strange),
        _case("lie.warc", lambda: archives.warc(b"<p>a</p>", length=10**12), bad, large),
        _case("lines.warc", lambda: b"WARC/1.0\r\n" + texts.filled(b"a: b\r\n", DOCUMENT), bad),
        _case("blank.warc", lambda: b"WARC/1.0\r\n\r\n" + b"\n" * DOCUMENT, bad),
    ]


def hostile_documents() -> tuple[Hostile, ...]:
    """All of them."""
    rooms = (_random_bytes, _texts, _markup, _data, _mails_and_papers, _archives)
    return tuple(each for room in rooms for each in room())
