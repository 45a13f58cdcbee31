"""From `processing/` into the records."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest

from schemas.document import DocumentState, new_document_id
from schemas.errors import RejectedError
from tasks.deployment import Deployment
from tasks.keys import Keys
from tasks.normalize.reader import Draft, Format
from worker.admission import Admission
from worker.settings import Settings

if TYPE_CHECKING:
    from redis import Redis

    from schemas.document import Document
    from tasks.normalize.source import Source
    from worker.spool import Claimed, Spool

LINES = "\n".join(
    json.dumps({"text": f"The ferry sails, report {n}."}) for n in range(100)
).encode()


class Desk:
    """An admission that takes more than 200 bytes in pieces, and at most 10,000."""

    def __init__(self, spool: Spool, redis: Redis) -> None:
        settings = Settings(
            spool=spool.root, max_document_bytes=200, max_page_bytes=200, max_stream_bytes=10_000
        )
        self.spool = spool
        self.deployment = Deployment(redis=redis, options=settings, keys=Keys())
        self.admission = Admission(spool, self.deployment, settings)

    def claim(self, name: str, raw: bytes) -> Claimed:
        identity = new_document_id()
        (self.spool.processing / f"{identity}__{name}").write_bytes(raw)
        return next(each for each in self.spool.claimed() if each.document_id == identity)

    def admit(self, name: str, raw: bytes) -> list[Document]:
        return self.admission.admit([self.claim(name, raw)])


class Faulty:
    """A reader of somebody else's."""

    format = Format("faulty", "Faulty", "nothing", "nothing")

    def recognizes(self, _source: Source) -> str | None:
        raise KeyError

    def read(self, _source: Source) -> tuple[Draft, ...]:
        return ()


@pytest.fixture
def desk(spool: Spool, redis: Redis) -> Desk:
    return Desk(spool, redis)


def test_a_small_file_is_admitted_with_its_bytes(desk: Desk) -> None:
    [document] = desk.admit("a.txt", b"The ferry sails.")
    assert desk.deployment.state.raw([document.id]) == [b"The ferry sails."]


def test_a_large_file_that_streams_is_admitted_in_pieces(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("worker.admission.PIECE_BYTES", 1_000)
    [document] = desk.admit("a.jsonl", LINES)
    assert desk.deployment.state.raw([document.id]) == [LINES]
    assert (document.size, document.sha256) == (len(LINES), hashlib.sha256(LINES).hexdigest())


def test_a_large_file_at_which_a_reader_meets_a_bug_is_for_the_stage_to_refuse(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("worker.admission.all_readers", lambda: (Faulty(),))
    [document] = desk.admit("a.jsonl", LINES)
    assert desk.deployment.state.raw([document.id]) == [LINES]


def test_the_bytes_of_a_large_file_stay_until_it_is_done(desk: Desk) -> None:
    [document] = desk.admit("a.jsonl", LINES)
    assert desk.deployment.redis.ttl(desk.deployment.keys.raw(document.id)) == -1


def test_the_bytes_of_a_file_that_was_never_admitted_go_away(desk: Desk) -> None:
    desk.deployment.state.put_piece("0" * 32, 0, b"abc")
    assert 0 < desk.deployment.redis.ttl(desk.deployment.keys.raw("0" * 32)) <= 3_600


def test_a_large_file_is_admitted_once(desk: Desk) -> None:
    claimed = desk.claim("a.jsonl", LINES)
    assert len(desk.admission.admit([claimed])) == 1
    assert desk.admission.admit([claimed]) == []
    assert desk.deployment.redis.ttl(desk.deployment.keys.raw(claimed.document_id)) == -1


@pytest.mark.parametrize(
    ("name", "raw", "setting"),
    [
        ("a.txt", b"The ferry sails. " * 20, "WIREDESK_MAX_DOCUMENT_BYTES"),
        ("a.json", b'[{"text": "The ferry sails."}' + b" " * 300 + b"]", "WIREDESK_MAX_DOCUMENT"),
        ("a.jsonl", LINES * 3, "WIREDESK_MAX_STREAM_BYTES"),
    ],
)
def test_a_file_too_large_for_its_format_is_refused_by_the_setting(
    desk: Desk, name: str, raw: bytes, setting: str
) -> None:
    claimed = desk.claim(name, raw)
    assert desk.admission.admit([claimed]) == []
    disposition = desk.deployment.state.dispositions([claimed.document_id])[0]
    assert disposition is not None
    assert disposition.state is DocumentState.FAILED
    assert setting in disposition.failures[0].message


def test_nothing_is_kept_of_a_large_file_that_is_refused(desk: Desk) -> None:
    claimed = desk.claim("a.txt", b"The ferry sails. " * 20)
    desk.admission.admit([claimed])
    assert desk.deployment.state.raw([claimed.document_id]) == [None]


def test_a_large_link_is_not_followed(desk: Desk, spool: Spool) -> None:
    (outside := spool.root / "outside.jsonl").write_bytes(LINES)
    claimed = desk.claim("a.jsonl", LINES)
    spool.location(claimed).unlink()
    spool.location(claimed).symlink_to(outside)
    assert desk.admission.admit([claimed]) == []
    disposition = desk.deployment.state.dispositions([claimed.document_id])[0]
    assert disposition is not None
    assert disposition.failures[0].reason == "unreadable"


def test_a_file_that_another_watcher_has_settled_is_passed_over(desk: Desk, spool: Spool) -> None:
    claimed = desk.claim("a.jsonl", LINES)
    spool.location(claimed).unlink()
    assert desk.admission.admit([claimed]) == []
    assert desk.deployment.state.dispositions([claimed.document_id])[0] is None


def test_a_file_that_is_refused_does_not_stop_the_others(desk: Desk) -> None:
    bad, good = desk.claim("a.txt", b""), desk.claim("b.txt", b"The ferry sails.")
    assert [each.id for each in desk.admission.admit([bad, good])] == [good.document_id]
    with pytest.raises(RejectedError, match="empty"):
        desk.spool.read(bad, 100)
