"""ZIP: the files of an archive, and what is wrong with some."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.readers.zip_archive import ZipReader
from tasks.normalize.source import Limits, Source
from tests.hostile import archives
from tests.hostile.archives import STORY, zipped
from tests.samples import source_of


def parts_of(raw: bytes, **known: Limits) -> list[tuple[str | None, bytes | str]]:
    """Member and content of each part, or the reason why there is none."""
    found: list[tuple[str | None, bytes | str]] = []
    try:
        for part in ZipReader().read(source_of(raw, "a.zip", **known)):
            if isinstance(part, Source):
                found.append((part.member, _content(part)))
            else:
                found.append((part.member, part.reason.value))
    except RejectedError as error:
        found.append((None, error.reason.value))
    return found


def _content(part: Source) -> bytes | str:
    try:
        return part.raw
    except RejectedError as error:
        return error.reason.value


def refused(raw: bytes, **known: Limits) -> RejectedError:
    with pytest.raises(RejectedError) as caught:
        list(ZipReader().read(source_of(raw, "a.zip", **known)))
    return caught.value


def test_each_file_is_a_part_by_its_name() -> None:
    raw = zipped(("monday/ferry.txt", b"Ferry"), ("tuesday/bridge.txt", b"Bridge"))
    assert parts_of(raw) == [("monday/ferry.txt", b"Ferry"), ("tuesday/bridge.txt", b"Bridge")]


def test_the_name_of_a_part_is_without_folders() -> None:
    (part,) = ZipReader().read(source_of(zipped(("monday/ferry.txt", b"Ferry")), "a.zip"))
    assert isinstance(part, Source)
    assert (part.name, part.extension, part.content.size) == ("ferry.txt", ".txt", 5)


def test_names_may_occur_twice() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        raw = zipped(("a.txt", b"Ferry"), ("a.txt", b"Bridge"))
    assert parts_of(raw) == [("a.txt", b"Ferry"), ("a.txt", b"Bridge")]


def test_folders_hidden_files_and_pictures_are_skipped() -> None:
    raw = zipped(
        ("week/", b""), (".DS_Store", b"x"), ("__MACOSX/a.txt", b"x"), ("a/.git/b", b"x"),
        ("Thumbs.db", b"x"), ("a.jpg", b"\xff\xd8\xff\xe0"), ("a.txt", b"Ferry"),
    )  # fmt: skip
    assert parts_of(raw) == [("a.txt", b"Ferry")]


def test_an_archive_of_pictures_has_no_text() -> None:
    assert refused(zipped(("a.png", b"\x89PNG"))).reason is FailureReason.NO_TEXT


def test_an_empty_archive_has_no_text() -> None:
    assert refused(zipped()).reason is FailureReason.NO_TEXT


def test_names_are_labels_and_no_paths() -> None:
    raw = zipped(
        ("../../etc/a.txt", b"1"), ("C:\\news\\b.txt", b"2"), ("/c\x1b[2J\u202e.txt", b"3")
    )
    assert [member for member, _ in parts_of(raw)] == ["etc/a.txt", "C:/news/b.txt", "c[2J.txt"]


def test_a_long_name_keeps_its_end() -> None:
    ((member, _),) = parts_of(zipped((f"{'a' * 1000}.txt", b"1")))
    assert member == f"{'a' * 196}.txt"


def test_names_without_a_flag_are_utf_8_if_they_can_be() -> None:
    raw = zipped(("aa.txt", b"1"))
    assert parts_of(raw.replace(b"aa.txt", "ü.txt".encode()))[0][0] == "ü.txt"
    assert parts_of(raw.replace(b"aa.txt", b"\x81a.txt"))[0][0] == "üa.txt"


def test_a_damaged_file_does_not_spoil_the_others() -> None:
    raw = archives.zip_with_damage()
    assert parts_of(raw) == [("damaged.txt", "malformed"), ("sound.txt", STORY)]


def test_a_wrong_checksum_is_noticed() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as target:
        target.writestr("a.txt", b"The ferry sails.")
    assert parts_of(archive.getvalue().replace(b"sails", b"sinks")) == [("a.txt", "malformed")]


@pytest.mark.parametrize("size", [5, 4_000_000_000])
def test_a_wrong_size_is_noticed(size: int) -> None:
    assert parts_of(archives.zip_with_lie(size)) == [("story.txt", "malformed")]


def encrypted(raw: bytes, which: int) -> bytes:
    """An archive with the flag of encryption at a file of its directory."""
    found = -1
    for _ in range(which + 1):
        found = raw.index(b"PK\x01\x02", found + 1)
    return raw[: found + 8] + bytes([raw[found + 8] | 1]) + raw[found + 9 :]


def test_an_encrypted_file_is_unreadable() -> None:
    raw = encrypted(zipped(("a.txt", b"1"), ("b.txt", b"2")), 0)
    assert parts_of(raw) == [("a.txt", "unreadable"), ("b.txt", b"2")]


def test_an_archive_with_a_password_is_refused_once() -> None:
    raw = encrypted(encrypted(zipped(("a.txt", b"1"), ("b.txt", b"2")), 0), 1)
    assert refused(raw).reason is FailureReason.UNREADABLE


def test_another_method_of_packing_is_refused_by_its_name() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_LZMA) as target:
        target.writestr("a.txt", b"Ferry")
    (error,) = ZipReader().read(source_of(archive.getvalue(), "a.zip"))
    assert isinstance(error, RejectedError)
    assert error.reason is FailureReason.UNSUPPORTED_FORMAT
    assert error.message == "it is packed by LZMA, which is not read: pack it by Deflate"


@pytest.mark.parametrize(
    ("members", "what"),
    [
        ([("[Content_Types].xml", b"x"), ("xl/workbook.xml", b"x")], "a spreadsheet (xlsx)"),
        ([("[Content_Types].xml", b"x"), ("ppt/a.xml", b"x")], "a presentation (pptx)"),
        ([("META-INF/MANIFEST.MF", b"x"), ("a.class", b"x")], "a Java archive"),
        ([("META-INF/container.xml", b"x"), ("a.xhtml", b"x")], "an e-book (EPUB)"),
        ([("content.xml", b"x"), ("META-INF/manifest.xml", b"x")], "an OpenDocument file"),
    ],
)
def test_documents_that_are_archives_are_refused_by_name(
    members: list[tuple[str, bytes]], what: str
) -> None:
    error = refused(zipped(*members))
    assert error.reason is FailureReason.UNSUPPORTED_FORMAT
    assert error.message == f"this looks like {what}, which is not read"


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        (b"application/epub+zip", "an e-book (EPUB)"),
        (b"application/vnd.oasis.opendocument.text", "an OpenDocument file"),
    ],
)
def test_books_and_open_documents_are_refused_by_name(kind: bytes, what: str) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as target:
        target.writestr("mimetype", kind)
    assert what in refused(archive.getvalue()).message


def test_what_follows_or_precedes_an_archive_is_passed_over() -> None:
    raw = zipped(("a.txt", b"Ferry"))
    assert parts_of(raw + b"garbage") == [("a.txt", b"Ferry")]
    assert parts_of(raw[:0] + b"program" + raw) == [("a.txt", b"Ferry")]


def test_of_an_archive_that_is_cut_off_the_whole_files_come_out() -> None:
    raw = zipped(("a.txt", STORY), ("b.txt", STORY))
    cut = raw[: raw.index(b"PK\x03\x04", 10) + 60]
    assert parts_of(cut) == [("a.txt", STORY), ("b.txt", "malformed"), (None, "malformed")]


def test_without_a_directory_sizes_that_follow_the_data_are_found() -> None:
    class Unseekable(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: int) -> int:
            raise io.UnsupportedOperation

    archive = Unseekable()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("a.txt", STORY)
        target.writestr("b.txt", b"Ferry")
    raw = archive.getvalue()
    cut = raw[: raw.index(b"PK\x01\x02")]
    assert parts_of(cut) == [("a.txt", STORY), ("b.txt", b"Ferry"), (None, "malformed")]


def test_files_that_overlap_are_refused() -> None:
    error = refused(archives.zip_bomb_overlapping(files=3))
    assert error.message == "the files of the archive overlap: pack it anew"


def test_a_directory_that_states_too_many_files_is_refused() -> None:
    end = struct.pack("<4sHHHHIIH", b"PK\x06\x06", 0, 0, 0, 0, 0, 0, 0)
    wide = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 1 << 40, 1 << 40, 0, 0)
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, 4, 1)
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 65535, 65535, 0, 0xFFFFFFFF, 0)
    assert refused(b"PK\x03\x04" + wide + locator + end).reason is FailureReason.TOO_LARGE


def test_large_archives_of_64_bits_are_read() -> None:
    archive = io.BytesIO()
    with (
        zipfile.ZipFile(archive, "w") as target,
        target.open("a.txt", "w", force_zip64=True) as file,
    ):
        file.write(b"Ferry")
    assert parts_of(archive.getvalue()) == [("a.txt", b"Ferry")]


def test_what_comes_out_of_all_files_is_counted_together() -> None:
    raw = zipped(*((f"{number}.txt", bytes(1000)) for number in range(10)))
    found = parts_of(raw, limits=Limits(stream=5_000, unpacked=5_500))
    assert found[4:] == [("4.txt", bytes(1000)), ("5.txt", "too_large"), (None, "too_large")]


@given(st.binary(max_size=200), st.integers(0, 400))
def test_any_damage_is_told_or_harmless(noise: bytes, place: int) -> None:
    raw = zipped(("a.txt", STORY), ("b.txt", STORY))
    place = min(place, len(raw))
    for _, content in parts_of(
        b"PK\x03\x04" + (raw[:place] + noise + raw[place + len(noise) :])[4:]
    ):
        assert isinstance(content, str) or len(content) < 100_000
