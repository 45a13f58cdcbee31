"""What a watcher remembers of `processing/`, beside what lies there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schemas.document import new_document_id
from worker.in_flight import InFlight

if TYPE_CHECKING:
    from worker.spool import Spool

NEVER = 3600.0


def put(spool: Spool, text: str = "text") -> str:
    """A file that another watcher has claimed."""
    document_id = new_document_id()
    (spool.processing / f"{document_id}__a.txt").write_text(text)
    return document_id


def test_the_first_look_finds_what_lies_there(spool: Spool) -> None:
    ids = [put(spool, "1234"), put(spool, "12")]
    in_flight = InFlight(spool, NEVER)
    in_flight.look_when_due()
    assert (in_flight.ids, in_flight.size) == (sorted(ids), 6)


def test_between_two_looks_what_others_do_is_not_known(spool: Spool) -> None:
    in_flight = InFlight(spool, NEVER)
    in_flight.look()
    put(spool)
    in_flight.look_when_due()
    assert len(in_flight) == 0


def test_in_doubt_the_next_look_is_at_once(spool: Spool) -> None:
    in_flight = InFlight(spool, NEVER)
    in_flight.look()
    document_id = put(spool)
    in_flight.doubt()
    in_flight.look_when_due()
    assert in_flight.ids == [document_id]


def test_what_is_claimed_and_settled_is_noted(spool: Spool) -> None:
    put(spool, "1234")
    [claimed] = spool.claimed()
    in_flight = InFlight(spool, NEVER)
    in_flight.add(claimed)
    assert (in_flight.ids, in_flight.size) == ([claimed.document_id], 4)
    assert in_flight.file(claimed.document_id) == claimed
    for _ in range(2):
        in_flight.remove(claimed)
        assert (in_flight.ids, in_flight.size) == ([], 0)


def test_a_file_that_is_gone_is_forgotten_at_the_next_look(spool: Spool) -> None:
    put(spool)
    in_flight = InFlight(spool, NEVER)
    in_flight.look()
    spool.location(in_flight.file(in_flight.ids[0])).unlink()
    in_flight.look()
    assert (in_flight.ids, in_flight.size) == ([], 0)


def test_a_file_that_is_known_is_not_described_anew(spool: Spool) -> None:
    put(spool)
    in_flight = InFlight(spool, NEVER)
    in_flight.look()
    known = in_flight.file(in_flight.ids[0])
    in_flight.look()
    assert in_flight.file(known.document_id) is known


def test_after_a_look_the_server_has_to_be_asked_for_all_files(spool: Spool) -> None:
    in_flight = InFlight(spool, NEVER)
    in_flight.asked_at = 7
    in_flight.look()
    assert in_flight.asked_at is None
