"""What processes that tests start find around them."""

from __future__ import annotations

import os


def outside() -> dict[str, str]:
    """The environment without any settings: neither the user's nor those of CI."""
    return {k: v for k, v in os.environ.items() if not k.startswith("WIREDESK_")}
