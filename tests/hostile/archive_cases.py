"""Hostile archives."""

from __future__ import annotations

import gzip
import tarfile

from tests.hostile import archives, texts
from tests.hostile.case import ARTICLES, DOCUMENT, Hostile, case, noise


def archive_cases() -> list[Hostile]:
    """Gzip, ZIP, tar and web archives."""
    bad, large, nothing, strange = "malformed", "too_large", "no_text", "unsupported_format"
    story = archives.STORY
    return [
        case("bomb.gz", archives.gzip_bomb, strange, large),
        case("bomb.jsonl.gz", archives.gzip_bomb_of_items, large, strange, nothing),
        case(
            "items.jsonl.gz",
            lambda: archives.gzip_of(archives.ITEM * 100, 200),
            ARTICLES,
            quick=False,
        ),
        case("blank.jsonl.gz", lambda: archives.packed_lines(archives.ITEM * 2, b"\n"), ARTICLES),
        case("nothing.jsonl.gz", lambda: archives.packed_lines(b"", b"\n"), large, nothing),
        case("blank.mbox.gz", lambda: archives.packed_lines(archives.MAIL, b"\n"), large, nothing),
        case("letters.mbox.gz", lambda: archives.packed_lines(archives.MAIL, b"a\n"), large),
        case(
            "mails.mbox.gz",
            lambda: archives.packed_lines(archives.MAIL, b"From a Tue b\n\n"),
            nothing,
        ),
        case("deep.gz", lambda: archives.nested_gzip(100), strange),
        case("cut.gz", lambda: gzip.compress(noise(5_000_000))[:-9], strange, bad),
        case("members.gz", lambda: archives.gzip_of(b"", 1_000_000), bad, "empty_file"),
        case("garbage.gz", lambda: gzip.compress(story) + noise(1_000), ARTICLES),
        case("nested.zip", archives.zip_bomb_nested, large, nothing),
        case("overlapping.zip", archives.zip_bomb_overlapping, bad),
        case("too-short.zip", lambda: archives.zip_with_lie(5), bad),
        case("too-long.zip", lambda: archives.zip_with_lie(4_000_000_000), bad, large),
        case("damaged.zip", archives.zip_with_damage, ARTICLES),
        case(
            "cut.zip", lambda: archives.zipped(("a.txt", story), ("b.txt", story))[:-50], ARTICLES
        ),
        case(
            "many.zip",
            lambda: archives.zip_of_many(65_000),
            nothing,
        ),
        case(
            "up.zip",
            lambda: archives.zipped(("../../etc/passwd.txt", story), ("/a\x1b[2J.txt", story)),
            ARTICLES,
        ),
        case(
            "directories.zip", lambda: b"PK\x03\x04" + b"PK\x05\x06" * 4_000_000, bad, "unreadable"
        ),
        case(
            "headers.zip",
            lambda: texts.filled(b"PK\x03\x04" + bytes(2) + b"\x08" + bytes(23), DOCUMENT),
            large,
            bad,
            "empty_file",
        ),
        case(
            "links.tar",
            lambda: archives.tarred(("a.txt", b"/etc/passwd"), kind=tarfile.SYMTYPE),
            nothing,
        ),
        case(
            "devices.tar",
            lambda: archives.tarred(("../dev/zero", b""), kind=tarfile.CHRTYPE),
            nothing,
        ),
        case("up.tar", lambda: archives.tarred(("../../etc/cron.d/a.txt", story)), ARTICLES),
        case("huge-size.tar", archives.tar_with_huge_size, bad, large),
        case(
            "cut.tar.gz",
            lambda: gzip.compress(archives.tarred(("a.txt", story), ("b.txt", story)))[:-9],
            ARTICLES,
        ),
        case(
            "many.tar.gz",
            lambda: archives.gzip_of(archives.tarred(("a.png", b"\x89PNG"))[:1024] * 1_000, 300),
            large,
        ),
        case("bomb.warc", archives.warc_bomb, large, strange),
        case("chunks.warc", archives.warc_of_chunks, ARTICLES, "no_text", quick=False),
        case("lie.warc", lambda: archives.warc(b"<p>a</p>", length=10**12), bad, large),
        case("lines.warc", lambda: b"WARC/1.0\r\n" + texts.filled(b"a: b\r\n", DOCUMENT), bad),
        case("blank.warc", lambda: b"WARC/1.0\r\n\r\n" + b"\n" * DOCUMENT, bad),
    ]
