from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.readers.pdf import PdfReader
from tests.samples import source_of

if TYPE_CHECKING:
    from tasks.normalize.reader import Draft

SEEDS = Path(__file__).parents[5] / "seeds"
SAMPLE = SEEDS / "formats" / "island-ferries.pdf"
READER = PdfReader()
TEXT = [(10, 700, "The ferry sails at noon and at"), (10, 688, "midnight, and it is free.")]
Lines = list[tuple[int, int, str]]


def pdf(*pages: Lines, info: str = "", encrypt: str = "", crypt: str = "") -> bytes:
    """A file with lines of (type size, height on the page, text) on each page."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids["
        + " ".join(f"{5 + 2 * index} 0 R" for index in range(len(pages)))
        + "]>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        f"<<{info}>>",
    ]
    for index, lines in enumerate(pages):
        shown = "\n".join(f"BT /F {s} Tf 50 {y} Td ({text}) Tj ET" for s, y, text in lines)
        page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>>>"
        objects.append(f"{page}/Contents {6 + 2 * index} 0 R>>")
        objects.append(f"<</Length {len(shown)}>>stream\n{shown}\nendstream")
    objects += [encrypt] if encrypt else []
    raw, places = "%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(raw))
        raw += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    more = f"/Encrypt {len(objects)} 0 R{crypt}" if encrypt else ""
    raw += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
    raw += f"<</Size {len(objects) + 1}/Root 1 0 R/Info 4 0 R{more}>>\nstartxref\n"
    return (raw + f"{raw.index('xref')}\n%%EOF").encode("latin-1")


def read(*pages: Lines, info: str = "") -> Draft:
    (item,) = READER.read(source_of(pdf(*pages, info=info)))
    return item


def refusal(raw: bytes) -> tuple[FailureReason, str]:
    with pytest.raises(RejectedError) as caught:
        list(READER.read(source_of(raw)))
    return caught.value.reason, caught.value.message


def test_the_sample_is_read_whole() -> None:
    (item,) = READER.read(source_of(SAMPLE.read_bytes()))
    assert item.fields == {
        "headline": "Islands get a ferry every hour, and no berth is lost",
        "byline": "Sindre Vollan",
        "firstcreated": "2026-11-23T08:30:00+00:00",
        "versioncreated": "2026-11-23T08:30:00+00:00",
        "keywords": "ferries, islands",
    }
    assert item.guessed == {"firstcreated": "creation date of the PDF"}


def test_paragraphs_go_over_hyphens_and_columns() -> None:
    (item,) = READER.read(source_of(SAMPLE.read_bytes()))
    assert len(item.paragraphs) == 6
    assert item.paragraphs[2] == (
        "Tickets will cost 48 kroner, as before. Pupils and nurses on duty travel free of charge. "
        "Parcels up to ten kilograms can be handed to the crew, which the chemist on the outermost "
        "island had asked for in three letters to the council."
    )


@pytest.mark.parametrize("raw", [b"%PDF-1.7\n", b"\xef\xbb\xbf\r\n%PDF-1.7\n"])
def test_a_pdf_is_recognized_by_its_mark(raw: bytes) -> None:
    assert READER.recognizes(source_of(raw)) == "it begins with %PDF-"


def test_bytes_before_the_mark_are_passed_over_where_the_name_says_so() -> None:
    assert READER.recognizes(source_of(b"HTTP junk\n%PDF-1.7", name="a.pdf")) is not None


def test_a_text_about_the_mark_is_no_pdf() -> None:
    assert READER.recognizes(source_of("Files begin with %PDF- as a mark.")) is None


def test_the_largest_type_of_page_one_is_the_headline() -> None:
    item = read([(8, 780, "Courier"), (20, 740, "Ferry sails"), (20, 718, "at noon"), *TEXT])
    assert item.fields["headline"] == "Ferry sails at noon"
    assert item.paragraphs == ["The ferry sails at noon and at midnight, and it is free."]


def test_where_no_type_is_larger_the_stated_title_is_looked_for() -> None:
    lines = [(10, 760, "Kicker"), (10, 740, "Ferry sails again"), *TEXT]
    assert read(lines, info="/Title(Ferry sails again)").fields["headline"] == "Ferry sails again"


def test_a_stated_title_that_is_not_in_the_text_is_no_headline() -> None:
    lines = [(10, 740, "Ferry sails again"), *TEXT]
    assert read(lines, info="/Title(doc1.docx)").fields["headline"] == "Ferry sails again"


def test_a_short_first_paragraph_with_a_dateline_is_no_headline() -> None:
    item = read([(10, 760, "OSLO \\(NTB\\) - The captain says: it sails"), *TEXT])
    assert item.fields["headline"] == "The captain says: it sails"
    assert item.paragraphs[0].startswith("OSLO (NTB)")


def test_page_numbers_and_running_titles_go() -> None:
    def page(number: int) -> Lines:
        body = f"Page {number} tells of the ferry that sails."
        return [(10, 780, "The Courier"), (10, 400, body), (10, 30, f"Page {number} of 2")]

    item = read(page(1), page(2))
    assert item.paragraphs == [f"Page {each} tells of the ferry that sails." for each in (1, 2)]


def test_a_paragraph_goes_on_over_the_page() -> None:
    item = read(
        [(20, 740, "Ferry sails"), (10, 400, "It sails from the")], [(10, 400, "new pier.")]
    )
    assert item.paragraphs == ["It sails from the new pier."]


def test_a_wider_gap_begins_a_paragraph() -> None:
    ys = (700, 688, 676, 650, 638)
    item = read([(20, 740, "Ferry sails"), *((10, y, f"words {y} of a line") for y in ys)])
    assert [text.count("words") for text in item.paragraphs] == [3, 2]


def test_bullets_begin_paragraphs() -> None:
    lines = [(20, 740, "Ferry sails"), (10, 700, "\\225 one item"), (10, 688, "\\225 another item")]
    assert read(lines).paragraphs == ["• one item", "• another item"]


def test_the_author_of_the_file_is_a_guess() -> None:
    item = read([(20, 740, "Ferry sails"), *TEXT], info="/Author(Ida Holm)")
    assert item.fields["byline"] == "Ida Holm"
    assert item.guessed == {"byline": "author of the PDF, from its properties"}


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("D:20261124093000+01'00'", "2026-11-24T09:30:00+01:00"),
        ("D:20261124093000Z", "2026-11-24T09:30:00+00:00"),
        ("D:202611240930", "2026-11-24T09:30:00"),
        ("D:20261124", "2026-11-24T00:00:00"),
    ],
)
def test_the_date_of_creation(date: str, moment: str) -> None:
    item = read(TEXT, info=f"/CreationDate({date})")
    assert item.fields["firstcreated"] == moment


def test_a_scan_has_no_text_layer() -> None:
    reason, message = refusal((SEEDS / "scan.pdf").read_bytes())
    assert (reason, message) == (
        FailureReason.NO_TEXT,
        "the PDF has no text layer: run OCR on it",
    )


def test_an_encrypted_document_is_refused() -> None:
    word = "<" + "AB" * 32 + ">"
    encrypt = f"<</Filter/Standard/V 1/R 2/P -44/O{word}/U{word}>>"
    raw = pdf(TEXT, encrypt=encrypt, crypt="/ID[<AB><AB>]")
    assert refusal(raw) == (
        FailureReason.UNREADABLE,
        "the PDF is encrypted: drop it without a password",
    )


def test_a_damaged_document_is_refused() -> None:
    assert refusal(b"%PDF-1.4\nnothing more")[0] is FailureReason.MALFORMED


def test_a_book_is_refused() -> None:
    assert refusal(pdf(*([TEXT] * 501))) == (
        FailureReason.TOO_LARGE,
        "it has 501 pages; documents of up to 500 are read",
    )


@pytest.mark.parametrize("seed", range(40))
def test_damaged_bytes_are_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    raw = bytearray(SAMPLE.read_bytes())
    for _ in range(10):
        raw[chance.randrange(8, len(raw))] = chance.randrange(256)
    with suppress(RejectedError):
        assert len(list(READER.read(source_of(bytes(raw))))) == 1
