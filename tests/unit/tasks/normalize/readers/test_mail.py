from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.reader import Draft
from tasks.normalize.readers.mail import MailReader, MboxReader
from tasks.normalize.source import Limits, Source
from tests.samples import source_of

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLE = Path(__file__).parents[5] / "seeds" / "formats" / "olive-mill.eml"
READER = MailReader()
TOP = (
    "From: Ida Holm <ida@example.org>\r\nDate: Mon, 23 Nov 2026 09:12:40 +0100\r\n"
    "Message-ID: <1@example.org>\r\n"
)
BOX = "From ida@example.org Mon Nov 23 09:12:40 2026\n"


def read(headers: str = "", body: str = "The ferry sails.\r\n") -> list[Draft | Source]:
    subject = "" if "Subject:" in headers else "Subject: Ferry\r\n"
    return list(READER.read(source_of(TOP + subject + headers + "\r\n" + body)))


def draft(headers: str = "", body: str = "The ferry sails.\r\n") -> Draft:
    item = read(headers, body)[0]
    assert isinstance(item, Draft)
    return item


def multipart(kind: str, *parts: str) -> tuple[str, str]:
    header = f"Content-Type: multipart/{kind}; boundary=b\r\n"
    return header, "".join(f"--b\r\n{part}\r\n" for part in parts) + "--b--\r\n"


def test_the_sample_has_an_article_and_a_document() -> None:
    item, part = READER.read(source_of(SAMPLE.read_bytes()))
    assert isinstance(item, Draft)
    assert isinstance(part, Source)
    assert item.fields == {
        "uri": "20261123091240.7731@molino.example",
        "headline": "Valderal abre la campaña de la aceituna con una prensa eléctrica",
        "firstcreated": "Mon, 23 Nov 2026 09:12:40 +0100",
        "language": "es",
        "keywords": "aceite, cooperativas",
        "source": None,
        "byline": "Rodrigo Peñuela",
    }
    assert item.guessed == {"byline": "the sender of the mail"}
    assert len(item.paragraphs) == 4
    assert item.paragraphs[-1].endswith("molino de piedra los sábados.")
    assert (part.member, part.media_type, part.charset) == (
        "precios.txt",
        "text/plain",
        "windows-1252",
    )
    assert part.text.startswith("Precios de la campaña\r\n")


def test_a_mail_is_recognized_by_its_headers() -> None:
    assert READER.recognizes(source_of("  \r\n" + TOP + "\r\ntext")) is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "From: Ida\nDate: Monday\n\ntwo headers are too few",
        "Content-Type: text/html\nServer: a\nMIME-Version: 1.0\nTo: x\n\nnone of them telling",
        "From: here\nDate: now\nSubject: news\nand a line that is no header",
        "Title\n\nFrom: a\nDate: b\nSubject: c\n",
    ],
)
def test_other_texts_are_not_recognized(text: str) -> None:
    assert READER.recognizes(source_of(text)) is None


@pytest.mark.parametrize(
    ("headers", "headline"),
    [
        ("Subject: Fwd: AW: Ferry sails\r\n", "Ferry sails"),
        ("Subject: [news] Ferry\r\nList-Id: <news.example.org>\r\n", "Ferry"),
        ("Subject: [UPDATE] Ferry\r\nList-Id: <news.example.org>\r\n", "[UPDATE] Ferry"),
        ("Subject: =?windows-1252?Q?Skarvik\u2019s_ferry?=\r\n", "Skarvik’s ferry"),
        ("Subject: Reform: Ferry\r\n", "Reform: Ferry"),
    ],
)
def test_the_headline_is_the_subject_without_its_prefixes(headers: str, headline: str) -> None:
    assert draft(headers).fields["headline"] == headline


def test_a_headline_is_not_told_twice() -> None:
    assert draft(body="Ferry\r\n\r\nIt sails.\r\n").paragraphs == ["It sails."]


def test_the_byline_of_the_text_goes_before_the_sender() -> None:
    item = draft(body="By Jon Vik\r\n\r\nIt sails.\r\n")
    assert (item.fields["byline"], item.paragraphs) == ("Jon Vik", ["It sails."])
    assert item.guessed == {}


def test_a_desk_that_sends_is_a_source_and_no_author() -> None:
    raw = TOP.replace("Ida Holm", "Skarvik Press Office") + "Subject: Ferry\r\n\r\nIt sails.\r\n"
    (item,) = READER.read(source_of(raw))
    assert isinstance(item, Draft)
    assert item.fields["source"] == "Skarvik Press Office"
    assert "byline" not in item.fields


def test_plain_text_goes_before_html() -> None:
    parts = multipart(
        "alternative",
        "Content-Type: text/plain\r\n\r\nThe ferry sails.",
        "Content-Type: text/html\r\n\r\n<p>The <b>ferry</b> sails.",
    )
    assert draft(*parts).paragraphs == ["The ferry sails."]


def test_html_goes_before_a_stub_of_plain_text() -> None:
    parts = multipart(
        "alternative",
        "Content-Type: text/plain\r\n\r\nSee HTML.",
        "Content-Type: text/html\r\n\r\n<p>The ferry sails at noon and at midnight.<p>Free.",
    )
    assert draft(*parts).paragraphs == ["The ferry sails at noon and at midnight.", "Free."]


def test_a_mail_in_a_mail_is_a_part() -> None:
    inner = TOP + "Subject: Inner\r\n\r\nText"
    items = read(*multipart("mixed", f"Content-Type: message/rfc822\r\n\r\n{inner}"))
    (part,) = items
    assert isinstance(part, Source)
    assert (part.name, part.text.strip()) == ("message.eml", inner)


def test_pictures_are_passed_over_in_silence_and_others_with_a_warning() -> None:
    parts = multipart(
        "mixed",
        "\r\nThe ferry sails.",
        "Content-Type: image/png; name=a.png\r\n\r\nx",
        "Content-Type: application/msword; name=a.doc\r\n\r\nx",
    )
    (item,) = read(*parts)
    assert isinstance(item, Draft)
    assert item.warnings == ["an attachment of a kind that is not read was left out"]


def test_the_name_of_an_attachment_is_one_line() -> None:
    part = "Content-Type: text/plain; name*=utf-8''..%2Fa%0A%1B.txt\r\n\r\nx"
    assert [item.member for item in read(*multipart("mixed", part))] == ["a.txt"]


def test_attachments_of_one_name_are_told_apart() -> None:
    part = "Content-Type: text/plain; name=a.txt\r\n\r\nx"
    items = read(*multipart("mixed", part, part))
    assert [item.member for item in items] == ["a.txt", "2-a.txt"]


def test_a_form_in_json_is_the_article() -> None:
    form = {"Headline": ["Ferry sails"], "Slugline": ["Ferry"], "Body": ["One.\nTwo."]}
    item = draft("Subject: Form\r\n", json.dumps(form))
    assert item.fields["headline"] == "Ferry sails"
    assert item.fields["slugline"] == "Ferry"
    assert item.fields["uri"] == "1@example.org"
    assert item.paragraphs == ["One.", "Two."]


def test_other_json_and_xml_in_a_mail_is_a_part() -> None:
    parts = [read(body=body)[0] for body in ('{"headline": "a"}', "<?xml version='1.0'?><nitf/>")]
    assert [part.member for part in parts] == ["body.json", "body.xml"]


def test_a_text_too_long_is_refused() -> None:
    with pytest.raises(RejectedError) as caught:
        read(body="a" * 2_000_001)
    assert caught.value.reason is FailureReason.TOO_LARGE


def test_a_box_gives_its_mails_one_by_one() -> None:
    mail = TOP.replace("\r", "") + "Subject: Ferry\n\nIt sails.\n>From there it returns.\n\n"
    source = source_of((BOX + mail) * 2)
    assert MboxReader().recognizes(source) == "it begins with the first mail of a mailbox"
    first, second = MboxReader().read(source)
    assert isinstance(first, Source)
    assert isinstance(second, Source)
    assert (first.member, second.member) == ("0", "1")
    assert first.text.endswith("It sails.\nFrom there it returns.\n\n")


@pytest.mark.parametrize("size", [65_300, 65_400, 65_535, 65_536, 65_537, 66_000])
def test_mails_are_found_wherever_they_begin(size: int) -> None:
    mail = TOP.replace("\r", "") + "\n"
    first = BOX + mail + "a" * (size - len(BOX + mail)) + "\n \n"
    parts = list(
        MboxReader().read(source_of(first + BOX + mail + "\nb\nFrom a\n" + "c\n" * 50_000))
    )
    assert all(isinstance(part, Source) for part in parts)
    assert len(parts) == 2


def test_a_mail_too_large_does_not_spoil_its_box() -> None:
    raw = BOX + TOP + "a\n" * 500 + "\n" + BOX + TOP + "\nb\n"
    source = source_of(raw, limits=Limits(document=500))
    first, second = MboxReader().read(source)
    assert isinstance(first, RejectedError)
    assert (first.reason, first.member) == (FailureReason.TOO_LARGE, "0")
    assert isinstance(second, Source)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_below_headers_are_read_or_refused(raw: bytes) -> None:
    def items() -> Iterator[object]:
        try:
            yield from READER.read(source_of(TOP.encode() + raw))
        except RejectedError as error:
            yield error

    assert list(items())


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (
            "plain",
            "It sails.\r\n\r\nFrom: Desk\r\nTo: Ida\r\nSubject: Ferry\r\n\r\nPlease file.\r\n",
        ),
        ("html", "<p>It sails.<p>From: Desk<br>To: Ida<br>Subject: Ferry<p>Please file.\r\n"),
    ],
)
def test_the_mail_below_an_answer_is_no_part_of_it(kind: str, body: str) -> None:
    headers = f"Subject: RE: Ferry\r\nContent-Type: text/{kind}\r\n"
    assert draft(headers, body).paragraphs == ["It sails."]


@pytest.mark.parametrize("mark", ["(", ":"])
def test_a_sender_of_a_thousand_marks_is_none(mark: str) -> None:
    headers = f"From: {mark * 1_000}\r\nDate: Mon, 23 Nov 2026\r\nSubject: Ferry\r\n"
    (item,) = READER.read(source_of(headers + "\r\nIt sails."))
    assert isinstance(item, Draft)
    assert "byline" not in item.fields
