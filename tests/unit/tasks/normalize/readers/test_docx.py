from __future__ import annotations

import io
import random
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.readers.docx import MOST_ENTRIES, DocxReader
from tasks.normalize.source import Limits
from tests.samples import source_of

if TYPE_CHECKING:
    from tasks.normalize.reader import Draft

SAMPLE = Path(__file__).parents[5] / "seeds" / "formats" / "glass-museum.docx"
READER = DocxReader()
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CORE = (
    '<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>{title}</dc:title>'
    "<dc:creator>{creator}</dc:creator></cp:coreProperties>"
)
STYLES = (
    '<w:styles xmlns:w="w"><w:style w:styleId="Titel1"><w:name w:val="Title"/></w:style></w:styles>'
)


def packed(body: str, **more: str) -> bytes:
    entries = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        **{name.replace("__", "/") + ".xml": text for name, text in more.items()},
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in entries.items():
            archive.writestr(name, text)
    return stream.getvalue()


def p(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def read(body: str, **more: str) -> Draft:
    (item,) = READER.read(source_of(packed(body, **more)))
    return item


def refusal(raw: bytes, limits: Limits | None = None) -> RejectedError:
    with pytest.raises(RejectedError) as caught:
        list(READER.read(source_of(raw, limits=limits or Limits())))
    return caught.value


def test_the_sample_is_read_whole() -> None:
    (item,) = READER.read(source_of(SAMPLE.read_bytes()))
    assert item.fields == {
        "firstcreated": "2026-11-20T08:30:00Z",
        "versioncreated": "2026-11-23T07:05:00Z",
        "language": "en-IE",
        "keywords": "museums, glass",
        "headline": "Glass museum reopens its furnace",
        "byline": "Aoife Brennick",
    }
    assert item.paragraphs[2:] == [
        "Open days",
        "Saturdays, from ten to four",
        "Wednesday evenings in Advent",
        "Adults | 9 euros",
        "Under 16 | free",
        "The museum expects 30,000 visitors next year.",
    ]


def test_a_document_is_recognized_by_the_names_in_the_archive() -> None:
    assert READER.recognizes(source_of(SAMPLE.read_bytes())) == (
        "it is an archive with word/document.xml"
    )


def test_a_document_behind_many_pictures_is_recognized() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/media/image1.png", random.Random(1).randbytes(100_000))
        archive.writestr("word/document.xml", "<a/>")
    assert READER.recognizes(source_of(stream.getvalue())) is not None


@pytest.mark.parametrize("names", [["a.txt"], ["[Content_Types].xml", "xl/workbook.xml"]])
def test_other_archives_are_not_recognized(names: list[str]) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "text")
    assert READER.recognizes(source_of(stream.getvalue())) is None


def test_the_title_is_told_by_the_name_of_its_style() -> None:
    item = read(p("Kicker") + p("Ferry sails", "Titel1") + p("It sails."), word__styles=STYLES)
    assert (item.fields["headline"], item.paragraphs) == ("Ferry sails", ["Kicker", "It sails."])


def test_the_stated_title_counts_if_it_stands_in_the_text() -> None:
    core = CORE.format(title="Ferry sails", creator="")
    item = read(p("Kicker") + p("Ferry sails") + p("It sails."), docProps__core=core)
    assert item.fields["headline"] == "Ferry sails"


def test_a_short_first_paragraph_is_the_headline() -> None:
    assert read(p("Ferry sails") + p("It sails.")).fields["headline"] == "Ferry sails"


@pytest.mark.parametrize("style", ["", "Title"])
def test_what_says_that_it_is_a_press_release_is_no_headline(style: str) -> None:
    item = read(p("Press release", style) + p("Ferry sails") + p("It sails."))
    assert item.fields["headline"] == "Ferry sails"
    assert item.paragraphs == ["Press release", "It sails."]


def test_a_short_first_paragraph_with_a_dateline_is_none() -> None:
    item = read(p("OSLO (NTB) - “It sails,” says “the captain”") + p("It sails."))
    assert (item.fields["headline"], len(item.paragraphs)) == ("“It sails,” says “the captain”", 2)


def test_without_a_title_the_beginning_stands_in() -> None:
    item = read(p("The ferry sails. It is free.") + p("More."))
    assert item.fields["headline"] == "The ferry sails."
    assert len(item.paragraphs) == 2


def test_the_author_of_the_file_is_a_guess() -> None:
    core = CORE.format(title="", creator="Ida Holm")
    item = read(p("Ferry") + p("It sails."), docProps__core=core)
    assert item.fields["byline"] == "Ida Holm"
    assert item.guessed == {"byline": "author of the file, from its properties"}


def test_an_author_whom_a_program_put_in_is_none() -> None:
    core = CORE.format(title="", creator="Microsoft Office User")
    assert "byline" not in read(p("Ferry") + p("It sails."), docProps__core=core).fields


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ("<w:ins><w:r><w:t>in</w:t></w:r></w:ins>", "in"),
        ("<w:del><w:r><w:delText>out</w:delText></w:r></w:del>", ""),
        ("<w:moveFrom><w:r><w:t>away</w:t></w:r></w:moveFrom>", ""),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>", ""),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>seen</w:t></w:r>', "seen"),
        ("<w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink>", "link"),
        ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r>", "a-b"),
        ("<w:r><w:fldChar/><w:instrText>PAGE</w:instrText></w:r>", ""),
        ("<w:r><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></w:r>", ""),
    ],
)
def test_what_counts_of_a_paragraph(runs: str, text: str) -> None:
    assert read(p("Ferry") + f"<w:p>{runs}<w:r><w:t>.</w:t></w:r></w:p>").paragraphs == [f"{text}."]


def test_a_table_with_long_texts_is_a_layout() -> None:
    cell = f"<w:tc>{p('word ' * 100)}{p('End.')}</w:tc><w:tc>{p('Side.')}</w:tc>"
    item = read(p("Ferry") + f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>")
    assert item.paragraphs[1:] == ["End.", "Side."]


def test_a_damaged_archive_is_refused() -> None:
    raw = SAMPLE.read_bytes()
    assert refusal(raw[: len(raw) // 2]).reason is FailureReason.MALFORMED


def test_damaged_xml_is_refused_with_its_place() -> None:
    assert refusal(packed("<w:p>")).message.startswith("line 1, column ")


def test_a_bomb_is_refused() -> None:
    error = refusal(packed("a" * 2_000_000), Limits(document=100_000))
    assert error.reason is FailureReason.TOO_LARGE


def test_an_archive_of_endless_entries_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for index in range(MOST_ENTRIES + 1):
            archive.writestr(str(index), "")
    assert refusal(stream.getvalue()).reason is FailureReason.TOO_LARGE


@pytest.mark.parametrize("seed", range(40))
def test_damaged_bytes_are_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    raw = bytearray(packed(p("Ferry") + p("It sails.")))
    for _ in range(5):
        raw[chance.randrange(4, len(raw))] = chance.randrange(256)
    with suppress(RejectedError):
        assert len(list(READER.read(source_of(bytes(raw))))) == 1
