from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tasks.normalize.content import BytesContent, FileContent

if TYPE_CHECKING:
    from pathlib import Path


def test_bytes_can_be_read_again_and_again() -> None:
    content = BytesContent(b"ferry")
    assert [content.open().read(), content.open().read(), content.size] == [b"ferry", b"ferry", 5]


def test_a_file_is_read_from_its_beginning_each_time(tmp_path: Path) -> None:
    (path := tmp_path / "a.txt").write_bytes(b"ferry")
    content = FileContent(path, 5)
    for _ in range(2):
        with content.open() as stream:
            assert stream.read() == b"ferry"


def test_a_link_is_followed_only_where_that_is_wanted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"ferry")
    (link := tmp_path / "b.txt").symlink_to("a.txt")
    with FileContent(link, 5).open() as stream:
        assert stream.read() == b"ferry"
    with pytest.raises(OSError, match="symbolic links"):
        FileContent(link, 5, follow=False).open()


def test_opening_a_named_pipe_waits_for_nobody(tmp_path: Path) -> None:
    os.mkfifo(pipe := tmp_path / "a.txt")
    with FileContent(pipe, 5).open() as stream:
        assert stream.read() == b""
