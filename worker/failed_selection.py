"""Which failed documents are meant: by name, reason, source and age."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemas.errors import SetupError
from schemas.failure import FailureReason
from worker.failed import UNKNOWN_REASON, failed_documents, find_among

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from worker.failed import FailedDocument

_AGE = re.compile(r"(\d{1,6})\s*([smhdw])")
_UNIT_SECONDS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 7 * 86_400}
REASONS = (*(reason.value for reason in FailureReason), UNKNOWN_REASON)


@dataclass(frozen=True, kw_only=True)
class Selection:
    """All of what is given has to be true of a document; nothing given means every one.

    Attributes:
        names: paths below `failed/`, file names or document ids.
        reasons: one of them is its reason.
        source: the subfolder that it was dropped into, or one above that.
        older_seconds: it failed longer ago than this.
        newer_seconds: it failed more recently than this.
    """

    names: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    source: str | None = None
    older_seconds: float | None = None
    newer_seconds: float | None = None

    @property
    def is_everything(self) -> bool:
        """Whether nothing narrows it down."""
        return self == Selection()

    def of(self, root: Path, now: dt.datetime) -> list[FailedDocument]:
        """The failed documents of a spool that are meant, by path, or in the order of the names.

        Raises:
            SetupError: a name is that of none or of several, or a reason does not exist.
        """
        unknown = [reason for reason in self.reasons if reason not in REASONS]
        if unknown:
            raise SetupError(f"there is no reason {unknown[0]!r}; there are: {', '.join(REASONS)}")
        failed = list(failed_documents(root))
        named = [find_among(failed, name) for name in dict.fromkeys(self.names)]
        return [each for each in named or failed if self._means(each, now)]

    def _means(self, failed: FailedDocument, now: dt.datetime) -> bool:
        age = (now - failed.time).total_seconds()
        return (
            (not self.reasons or failed.sidecar["reason"] in self.reasons)
            and (self.source is None or failed.path.startswith(f"{self.source.strip('/')}/"))
            and (self.older_seconds is None or age > self.older_seconds)
            and (self.newer_seconds is None or age < self.newer_seconds)
        )


def age_seconds(text: str) -> float:
    """Seconds of an age such as `45s`, `30m`, `12h`, `3d` or `2w`.

    Raises:
        SetupError: it is none.
    """
    found = _AGE.fullmatch(text.strip().lower())
    if found is None:
        raise SetupError(f"{text!r} is no age: write a number with s, m, h, d or w, such as 12h")
    return float(found[1]) * _UNIT_SECONDS[found[2]]
