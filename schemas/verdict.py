"""What the deduplicate stage says of an article."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from schemas.model import Contract


class VerdictKind(StrEnum):
    """How an article relates to those seen before it."""

    ORIGINAL = "original"
    EXACT = "exact"
    NEAR_DUPLICATE = "near_duplicate"
    VERSION = "version"
    RELATED = "related"


class Verdict(Contract):
    """The relation of one article to its predecessors, with the reason in words."""

    kind: VerdictKind

    canonical_id: str
    """Article id that stands for this text: its own for anything but a duplicate."""

    version_of: str | None = None
    """Article id of the version that this one replaces."""

    superseded_by: str | None = None
    """Article id of the newer version, or of the withdrawal, that was here before this one."""

    related_to: str | None = None
    """Article id of the report that a related one, or a note about it, resembles most."""

    story_id: str | None = None
    """Id shared by the reports of one event, where they have been grouped."""

    scores: dict[str, float] = Field(default_factory=dict)
    """The measurements behind the verdict, each between 0 and 1."""

    reason: str

    @property
    def suppressed(self) -> bool:
        """Whether the article repeats one that subscribers already have."""
        return self.kind in {VerdictKind.EXACT, VerdictKind.NEAR_DUPLICATE}
