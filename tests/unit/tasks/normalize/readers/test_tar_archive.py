"""Tar: the files of an archive, of every dialect, as far as it goes."""

from __future__ import annotations

import gzip
import io
import tarfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.items import Found, Walk
from tasks.normalize.readers.gzip_file import GzipReader
from tasks.normalize.readers.json_lines import JsonLinesReader
from tasks.normalize.readers.tar_archive import TarReader
from tasks.normalize.readers.text import TextReader
from tasks.normalize.source import Limits, Source
from tests.hostile import archives
from tests.hostile.archives import ITEM, STORY, tarred
from tests.samples import source_of

READERS = (GzipReader(), TarReader(), JsonLinesReader(), TextReader())


def parts_of(raw: bytes, **known: Limits) -> list[tuple[str | None, bytes | str]]:
    """Member and content of each part, or the reason why there is none."""
    found: list[tuple[str | None, bytes | str]] = []
    try:
        for part in TarReader().read(source_of(raw, "a.tar", **known)):
            content = part.raw if isinstance(part, Source) else part.reason.value
            found.append((part.member, content))
    except RejectedError as error:
        found.append((None, error.reason.value))
    return found


def refused(raw: bytes) -> RejectedError:
    with pytest.raises(RejectedError) as caught:
        list(TarReader().read(source_of(raw, "a.tar")))
    return caught.value


def of_dialect(dialect: int, *names: str) -> bytes:
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w", format=dialect) as target:
        for name in names:
            header = tarfile.TarInfo(name)
            header.size = len(STORY)
            target.addfile(header, io.BytesIO(STORY))
    return archive.getvalue()


def test_it_is_recognized_by_the_checksum_of_its_first_header() -> None:
    raw = tarred(("a.txt", STORY))
    assert TarReader().recognizes(source_of(raw, "a")) is not None
    assert TarReader().recognizes(source_of(b"b" + raw[1:], "a.tar")) is None


@pytest.mark.parametrize("raw", [bytes(2048), b"Ferry service resumes\n" * 50, b"a"])
def test_zeros_and_text_are_no_archive(raw: bytes) -> None:
    assert TarReader().recognizes(source_of(raw, "a.tar")) is None


def test_archives_without_a_mark_are_recognized() -> None:
    header = tarfile.TarInfo("a.txt").tobuf(tarfile.USTAR_FORMAT)
    old = bytearray(header[:257] + bytes(255))
    old[148:156] = b"%06o\0 " % (sum(old[:148]) + 256 + sum(old[156:]))
    assert TarReader().recognizes(source_of(bytes(old), "a")) is not None


@pytest.mark.parametrize("dialect", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_long_names_of_each_dialect_are_read(dialect: int) -> None:
    names = ("a.txt", f"{'folder' * 20}/{'b' * 90}.txt")
    assert parts_of(of_dialect(dialect, *names)) == [(name[-200:], STORY) for name in names]


@pytest.mark.parametrize("dialect", [tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_names_are_utf_8(dialect: int) -> None:
    assert parts_of(of_dialect(dialect, "Fährhafen.txt")) == [("Fährhafen.txt", STORY)]


def test_the_name_of_a_part_is_without_folders() -> None:
    (part,) = TarReader().read(source_of(tarred(("./week/a.jsonl", ITEM)), "a.tar"))
    assert isinstance(part, Source)
    assert (part.name, part.member) == ("a.jsonl", "week/a.jsonl")


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE]
)
def test_links_devices_and_folders_are_skipped(kind: bytes) -> None:
    raw = tarred(("a.txt", b"/etc/passwd"), kind=kind)
    assert refused(raw).reason is FailureReason.NO_TEXT


def test_hidden_files_and_pictures_are_skipped() -> None:
    members = ((".hidden", STORY), ("._a.txt", STORY), ("a.gif", b"GIF89a"), ("a.txt", STORY))
    assert parts_of(tarred(*members)) == [("a.txt", STORY)]


def test_ways_up_are_no_part_of_a_name() -> None:
    assert parts_of(tarred(("../../etc/a.txt", STORY), ("/b.txt", STORY))) == [
        ("etc/a.txt", STORY),
        ("b.txt", STORY),
    ]


def test_what_is_cut_off_tells_so_after_the_whole_files() -> None:
    raw = tarred(("a.txt", STORY), ("b.txt", STORY))
    assert parts_of(raw[:1100]) == [("a.txt", STORY), (None, "malformed")]
    assert parts_of(raw[:1560]) == [("a.txt", STORY), (None, "malformed")]


def test_what_is_no_header_tells_so_after_the_files_before_it() -> None:
    raw = tarred(("a.txt", STORY))[:1024] + b"garbage" * 100
    assert parts_of(raw) == [("a.txt", STORY), (None, "malformed")]


def test_a_missing_end_and_anything_after_it_are_harmless() -> None:
    raw = tarred(("a.txt", STORY))
    assert parts_of(raw[:1024]) == parts_of(raw + b"garbage") == [("a.txt", STORY)]


def test_a_huge_size_without_bytes_is_malformed() -> None:
    raw = archives.tar_with_huge_size()
    assert parts_of(raw) == [(None, "malformed")]


def test_an_endless_header_is_malformed() -> None:
    header = tarfile.TarInfo("a")
    header.type, header.size = tarfile.XHDTYPE, 1 << 30
    error = refused(header.tobuf(tarfile.GNU_FORMAT) + bytes(1 << 20))
    assert error.message == "a header at byte 512 has 1,073,741,824 bytes"


def test_a_sparse_file_is_unreadable() -> None:
    header = tarfile.TarInfo("a.txt")
    header.type = tarfile.GNUTYPE_SPARSE
    raw = header.tobuf(tarfile.GNU_FORMAT) + tarred(("b.txt", STORY))
    assert parts_of(raw) == [("a.txt", "unreadable"), ("b.txt", STORY)]


def test_a_large_file_streams_from_a_plain_archive() -> None:
    limits = Limits(document=10_000)
    source = source_of(tarred(("a.jsonl", ITEM * 500)), "a.tar", limits=limits)
    assert len(list(Walk(READERS).items(source))) == 500


def test_a_large_file_in_a_packed_archive_is_too_large() -> None:
    raw = gzip.compress(tarred(("a.jsonl", ITEM * 500), ("b.txt", STORY)))
    source = source_of(raw, "a.tar.gz", limits=Limits(document=10_000))
    error, found = Walk(READERS).items(source)
    assert isinstance(error, RejectedError)
    assert isinstance(found, Found)
    assert (error.reason, error.member) == (FailureReason.TOO_LARGE, "a.tar/a.jsonl")
    assert found.draft.member == "a.tar/b.txt"


def test_a_missing_checksum_of_what_it_is_packed_in_is_told_after_the_files() -> None:
    raw = gzip.compress(tarred(("a.txt", STORY)))[:-8]
    found, error = Walk(READERS).items(source_of(raw, "a.tar.gz"))
    assert isinstance(found, Found)
    assert isinstance(error, RejectedError)
    assert (error.reason, error.member) == (FailureReason.MALFORMED, "a.tar")


@given(st.binary(max_size=600), st.integers(0, 3000))
def test_any_damage_is_told_or_harmless(noise: bytes, place: int) -> None:
    raw = tarred(("a.txt", STORY), ("b.txt", STORY))
    for _, content in parts_of(raw[:place] + noise + raw[place + len(noise) :]):
        assert len(content) < 20_000
