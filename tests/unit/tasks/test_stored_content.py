"""The bytes of a large document, in pieces from the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from schemas.errors import RetryableError
from tasks import stored_content
from tasks.stored_content import StoredContent

if TYPE_CHECKING:
    from redis import Redis

RAW = bytes(range(256)) * 20


@pytest.fixture
def content(redis: Redis, monkeypatch: pytest.MonkeyPatch) -> StoredContent:
    monkeypatch.setattr(stored_content, "PIECE_BYTES", 1_000)
    redis.set("raw", RAW)
    return StoredContent(redis, "raw", len(RAW))


def test_the_pieces_are_the_whole(content: StoredContent) -> None:
    with content.open() as stream:
        assert stream.read() == RAW


def test_it_can_be_read_again_from_the_beginning(content: StoredContent) -> None:
    assert [content.open().read(10), content.open().read(10)] == [RAW[:10], RAW[:10]]


def test_it_can_be_read_from_any_place(content: StoredContent) -> None:
    with content.open() as stream:
        stream.seek(-300, 2)
        assert (stream.tell(), stream.read()) == (len(RAW) - 300, RAW[-300:])


def test_bytes_that_go_away_meanwhile_are_a_matter_for_later(
    content: StoredContent, redis: Redis
) -> None:
    with content.open() as stream:
        stream.read(10)
        redis.delete("raw")
        with pytest.raises(RetryableError):
            stream.read()
