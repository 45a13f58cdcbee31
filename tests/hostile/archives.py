"""Archives that are made to do harm, or are merely broken."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import zipfile
import zlib

STORY = b"Ferry service resumes\n\nThe ferry to Skarvik sails again. The storm has passed.\n"
MAIL = (
    b"From a@example.org Tue Nov 24 12:00:00 2026\nFrom: a@example.org\nTo: b@example.org\n"
    b"Subject: Ferry\nDate: Tue, 24 Nov 2026 12:00:00 +0000\nMessage-ID: <1@example.org>\n\n"
)
ITEM = b'{"headline": "Ferry", "body_text": "The ferry to Skarvik sails again."}\n'


def zipped(*members: tuple[str, bytes]) -> bytes:
    """A ZIP archive of these files."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members:
            target.writestr(name, content)
    return archive.getvalue()


def tarred(*members: tuple[str, bytes], kind: bytes = tarfile.REGTYPE) -> bytes:
    """A tar archive of these files; of another kind than a file, the content is what it links."""
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as target:
        for name, content in members:
            header = tarfile.TarInfo(name)
            header.type = kind
            if kind == tarfile.REGTYPE:
                header.size = len(content)
            else:
                header.linkname = content.decode()
            target.addfile(header, io.BytesIO(content))
    return archive.getvalue()


def gzip_of(piece: bytes, times: int) -> bytes:
    """A gzip file that unpacks to a piece over and over, in as many members."""
    return gzip.compress(piece) * times


def packed_lines(start: bytes, line: bytes) -> bytes:
    """A gzip file of 400 MB of equal lines."""
    return gzip.compress(start) + gzip_of(line * (1_000_000 // len(line)), 400)


def gzip_bomb() -> bytes:
    """10 GB of zeros, packed twice: some 30 KB."""
    return gzip.compress(gzip_of(bytes(10_000_000), 1_000))


def gzip_bomb_of_items() -> bytes:
    """10 GB of one line of JSON that is no article, packed twice."""
    return gzip.compress(gzip_of(b'{"a": 1}\n' * 1_000_000, 1_100))


def nested_gzip(times: int) -> bytes:
    """A story that is packed over and over."""
    packed = STORY
    for _ in range(times):
        packed = gzip.compress(packed)
    return packed


def zip_bomb_nested() -> bytes:
    """Ten archives in an archive, three deep, with 10 MB of spaces in each file at the bottom."""
    packed = zipped(*((f"{number}.txt", b" " * 10_000_000) for number in range(10)))
    for _ in range(3):
        packed = zipped(*((f"{number}.zip", packed) for number in range(10)))
    return packed


def zip_bomb_overlapping(files: int = 60_000) -> bytes:
    """One file of 20 MB that the directory lists over and over."""
    content = bytes(20_000_000)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(content) + packer.flush()
    numbers = (zlib.crc32(content), len(packed), len(content))
    local = struct.pack("<4sHHH4xIIIHH", b"PK\x03\x04", 20, 0, 8, *numbers, 1, 0) + b"a" + packed
    entry = struct.pack(
        "<4sHHHH4xIIIHHHHHII", b"PK\x01\x02", 20, 20, 0, 8, *numbers, 1, 0, 0, 0, 0, 0, 0
    )
    listed = (entry + b"a") * files
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, files, files, len(listed), len(local), 0)
    return local + listed + end


def zip_with_lie(size: int) -> bytes:
    """A story of which the archive states another size."""
    archive = zipped(("story.txt", STORY))
    return archive.replace(struct.pack("<I", len(STORY)), struct.pack("<I", size))


def zip_with_damage() -> bytes:
    """An archive with a sound file behind a damaged one."""
    archive = bytearray(zipped(("damaged.txt", STORY), ("sound.txt", STORY)))
    archive[50] ^= 0xFF
    return bytes(archive)


def zip_of_many(files: int) -> bytes:
    """An archive of empty files."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as target:
        for number in range(files):
            target.writestr(zipfile.ZipInfo(f"{number}"), b"")
    return archive.getvalue()


def docx_bomb() -> bytes:
    """A document of 100 MB, nearly all of it spaces."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("[Content_Types].xml", "<Types/>")
        with target.open("word/document.xml", "w") as document:
            document.write(b"<document>")
            for _ in range(10):
                document.write(b" " * 10_000_000)
    return archive.getvalue()


def tar_with_huge_size() -> bytes:
    """A header that states a file of 8 exabytes, and nothing behind it."""
    header = tarfile.TarInfo("huge.txt")
    header.size = (1 << 63) - 1
    return header.tobuf(tarfile.GNU_FORMAT)


def warc(*bodies: bytes, headers: bytes = b"Content-Type: text/html", length: int = 0) -> bytes:
    """A web archive of these pages.

    Args:
        headers: of each response.
        length: what each record states to be longer than it is.
    """
    records = b""
    for number, body in enumerate(bodies):
        block = b"HTTP/1.1 200 OK\r\n" + headers + b"\r\n\r\n" + body
        records += (
            b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/%d.html\r\n"
            b"Content-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
            % (number, len(block) + length, block)
        )
    return records


def warc_bomb() -> bytes:
    """A page that unpacks to 10 GB of zeros."""
    return warc(
        gzip_of(bytes(10_000_000), 1_000),
        headers=b"Content-Encoding: gzip\r\nContent-Type: text/html",
    )


def warc_of_chunks() -> bytes:
    """A page that was sent in chunks of one letter."""
    headers = b"Content-Type: text/html\r\nTransfer-Encoding: chunked"
    return warc(b"1\r\na\r\n" * 3_000_000, headers=headers)
