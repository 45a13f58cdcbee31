"""A subscriber that writes down each event, for tests that kill it.

A line is the id of the event and, with a second one, whether it was new to this file: that is how
a subscriber that must not act twice would find out.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

from worker.subscribe import Filter, Subscriber

if TYPE_CHECKING:
    from worker.subscribe import Delivery


def main(url: str, group: str, file: str, end_at: str = "", kind: str = "") -> None:
    """Append to the file until SIGTERM, or end without a word at this event.

    Args:
        kind: of the events that are wanted; all without it.
    """
    path = Path(file)
    path.touch()
    # A kill in the middle of a write leaves a line without an end: that event is not written down.
    seen = {line.split()[0] for line in path.read_text("ascii").split("\n")[:-1] if line}
    out = os.open(path, os.O_WRONLY | os.O_APPEND)

    def handle(delivery: Delivery) -> None:
        event_id = delivery.event.id
        if event_id == end_at:
            os._exit(3)
        os.write(out, f"\n{event_id} {'again' if event_id in seen else 'new'}\n".encode())
        seen.add(event_id)

    wanted = Filter.parse([f"type={kind}"] if kind else [])
    subscriber = Subscriber(url, group, consumer="desk", claim_seconds=2, filter=wanted)
    signal.signal(signal.SIGTERM, lambda *_: subscriber.stop())
    subscriber.run(handle)
