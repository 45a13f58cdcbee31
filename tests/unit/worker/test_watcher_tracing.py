"""What the watcher tells whoever keeps traces, on fakeredis and on a real server."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from tasks.tracing import Tracing
from tests.unit.worker.test_watcher import Desk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from redis import Redis

    from tasks.record import Disposition
    from tasks.tracing import Taken
    from worker.spool import Spool


class Diary(Tracing):
    """Keeps what the watcher tells whoever keeps traces."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, ...]] = []

    @contextmanager
    def admitting(self, files: Sequence[Taken]) -> Iterator[None]:
        self.lines.append(("admitting", *(each.document_id for each in files)))
        yield
        self.lines.append(("admitted",))

    def settled(self, file: Taken, disposition: Disposition, seconds: float) -> None:
        assert 0 <= seconds < 30
        self.lines.append(("settled", file.document_id, disposition.state.value))


def test_what_becomes_of_a_file_is_told_for_its_trace(spool: Spool, redis: Redis) -> None:
    diary = Diary()
    desk = Desk(spool, redis, diary)
    [claimed] = desk.take_in("a.txt")
    desk.publish(claimed)
    desk.step_until(lambda: not spool.claimed())
    assert diary.lines == [
        ("admitting", claimed.document_id),
        ("admitted",),
        ("settled", claimed.document_id, "processed"),
    ]
