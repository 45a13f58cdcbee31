"""Hostile HTML, XML and feeds."""

from __future__ import annotations

from tests.hostile import texts
from tests.hostile.case import ARTICLES, DOCUMENT, PAGE, Hostile, case


def markup_cases() -> list[Hostile]:
    """HTML, XML and feeds."""
    bad, large, nothing = "malformed", "too_large", "no_text"
    refused = (bad, nothing, "unsupported_format")
    return [
        case("laughs.xml", texts.billion_laughs, bad),
        case("blowup.rss", texts.quadratic_blowup, bad, nothing),
        case("passwd.xml", lambda: texts.external_entity("file:///etc/passwd"), bad, nothing),
        case("fetched.xml", lambda: texts.external_entity("http://127.0.0.1:9/x"), bad, nothing),
        case(
            "passwd.rss", lambda: texts.external_entity("file:///etc/passwd", "rss"), bad, nothing
        ),
        case(
            "passwd.html",
            lambda: texts.external_entity("file:///etc/passwd", "html"),
            bad,
            nothing,
            ARTICLES,
        ),
        case(
            "deep.xml",
            lambda: b"<nitf>" + texts.nested(b"<b>", b"</b>", DOCUMENT // 3) + b"</nitf>",
            bad,
            large,
        ),
        case(
            "cut.xml",
            lambda: b"<nitf><head><title>Ferry</title></head><body><body.content><p>It",
            bad,
        ),
        case(
            "attributes.xml",
            lambda: b"<nitf " + b"".join(b'a%d="" ' % n for n in range(1_000_000)) + b"/>",
            *refused,
            large,
        ),
        case(
            "namespaces.xml",
            lambda: (
                b"<nitf>" + b"".join(b'<a xmlns:n%d="n"/>' % n for n in range(600_000)) + b"</nitf>"
            ),
            *refused,
            large,
        ),
        case(
            "open-tags.xml",
            lambda: b"<nitf>" + texts.filled(b"<", DOCUMENT - 6),
            bad,
            large,
            nothing,
            ARTICLES,
        ),
        case(
            "comment.xml", lambda: b"<nitf><!--" + texts.filled(b"-- ", DOCUMENT - 10), bad, large
        ),
        case("items.rss", lambda: texts.feed(650_000), nothing),
        case(
            "deep.rss",
            lambda: (
                b"<rss><channel><item><description>" + texts.nested(b"<b>", b"</b>", DOCUMENT // 3)
            ),
            bad,
            large,
        ),
        case(
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
        case(
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
        case(
            "deep.html",
            lambda: texts.page(texts.nested(b"<div>", b"</div>", PAGE - 100)),
            bad,
            large,
            nothing,
        ),
        _page("unclosed.html", b"<p><b><i><a href=x>a ", ARTICLES, bad, large, nothing),
        _page("less-than.html", b"<", ARTICLES, bad, large, nothing),
        _page("paragraphs.html", b"<p>a", ARTICLES, large, nothing, quick=False),
        _page("words.html", b"word ", ARTICLES, large, nothing, quick=False),
        _page(
            "sentences.html",
            b"<p>" + texts.WORD.encode() * 4 + b"</p>\n",
            ARTICLES,
            large,
            nothing,
            quick=False,
        ),
        _page("tables.html", b"<table><tr><td>a", ARTICLES, bad, large, nothing, quick=False),
        _page("breaks.html", b"a<br>", ARTICLES, large, nothing, quick=False),
        _page("links.html", b"<a href=b>c</a> ", ARTICLES, large, nothing, quick=False),
        _page("formats.html", b"<p><b><p><i>", ARTICLES, bad, large, nothing, quick=False),
        case(
            "attributes.html",
            lambda: texts.page(b"<p " + b"".join(b"a%d " % n for n in range(500_000)) + b">a"),
            ARTICLES,
            bad,
            large,
            nothing,
        ),
        _page("comments.html", b"<!--", ARTICLES, bad, large, nothing),
        case(
            "script.html",
            lambda: texts.page(
                b"<script type='application/ld+json'>" + b"[" * 4_000_000 + b"</script>"
            ),
            ARTICLES,
            bad,
            large,
            nothing,
        ),
        case(
            "meta.html",
            lambda: texts.filled(b"<meta name=author content=a>", PAGE),
            ARTICLES,
            bad,
            large,
            nothing,
            "unsupported_format",
        ),
        case("20-mb.html", lambda: texts.page(texts.filled(b"<p>a", DOCUMENT)), large),
    ]


def _page(name: str, filling: bytes, *outcomes: str, quick: bool = True) -> Hostile:
    """A page as large as pages may be, filled with one thing."""
    return case(name, lambda: texts.page(texts.filled(filling, PAGE - 100)), *outcomes, quick=quick)
