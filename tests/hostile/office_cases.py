"""Hostile mails, PDF and Word documents."""

from __future__ import annotations

from tests.hostile import archives, texts
from tests.hostile.case import ARTICLES, DOCUMENT, PAGE, Hostile, case, noise


def office_cases() -> list[Hostile]:
    """Mails, PDF and Word documents."""
    bad, large, nothing = "malformed", "too_large", "no_text"
    return [
        case("base64.eml", lambda: texts.mail_of_base64(DOCUMENT), large, ARTICLES, nothing),
        case("base64-of-a-page.eml", lambda: texts.mail_of_base64(PAGE), large),
        case(
            "quoted.eml",
            lambda: texts.mail(
                texts.filled(b"=41=", DOCUMENT - 500),
                b"Content-Transfer-Encoding: quoted-printable",
            ),
            large,
            ARTICLES,
            nothing,
        ),
        case("deep.eml", lambda: texts.mail_in_mail(100_000), nothing, bad, large, ARTICLES),
        case(
            "parts.eml",
            lambda: texts.mail(
                texts.filled(b"--b\r\n\r\na\r\n", DOCUMENT - 500),
                b"Content-Type: multipart/mixed; boundary=b",
            ),
            nothing,
            large,
            ARTICLES,
        ),
        case(
            "headers.eml",
            lambda: texts.mail(
                b"Text.", b"".join(b"X-%d: y\r\n" % n for n in range(1_000_000)) + b"X: y"
            ),
            nothing,
            bad,
            large,
            ARTICLES,
        ),
        case(
            "long-header.eml",
            lambda: texts.mail(b"Text of it.", b"X: " + b"=?utf-8?q?a?= " * 1_000_000),
            nothing,
            bad,
            large,
            ARTICLES,
        ),
        case(
            "addresses.eml",
            lambda: texts.mail(b"Text of it.", b"Cc: " + b"(" * 5_000_000),
            nothing,
            bad,
            large,
            ARTICLES,
        ),
        case(
            "page.eml",
            lambda: texts.mail(texts.filled(b"<div><b>a", PAGE), b"Content-Type: text/html"),
            nothing,
            bad,
            large,
            ARTICLES,
        ),
        case("cut.pdf", lambda: b"%PDF-1.7\n1 0 obj<</Type/Catalog", bad, nothing, "unreadable"),
        case("table.pdf", texts.pdf_without_table, bad, nothing, "unreadable"),
        case(
            "pages.pdf", lambda: texts.pdf_of_objects(1_000_000), bad, nothing, large, "unreadable"
        ),
        case(
            "noise-inside.pdf",
            lambda: b"%PDF-1.4\n" + noise(5_000_000),
            bad,
            nothing,
            "unreadable",
        ),
        case("bomb.docx", archives.docx_bomb, large, bad),
        case("cut.docx", lambda: archives.docx_bomb()[:100_000], bad, large, "unsupported_format"),
    ]
