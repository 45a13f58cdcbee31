"""What is told when a source goes silent, and when it is heard again."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from pydantic import AwareDatetime, Field

from schemas.model import Contract


class AlarmType(StrEnum):
    """What has happened to a source."""

    SILENT = "source.silent"
    HEARD = "source.heard"


class Alarm(Contract):
    """One entry of the alarms stream: a source that is missed, or is back."""

    type: AlarmType

    source: str
    """Subfolder of the inbox that its documents are dropped into; `.` for the inbox itself."""

    time: AwareDatetime
    """When this was found."""

    last: AwareDatetime
    """When its last document came before the silence."""

    silent_seconds: float = Field(ge=0)
    """How long it has been, or was, silent."""

    usual_seconds: float | None = None
    """Its usual gap; absent while too little is known."""

    def to_entry(self) -> dict[str, str]:
        """This alarm as the flat fields of a stream entry."""
        return {
            "type": self.type.value,
            "source": self.source,
            "time": self.time.isoformat(),
            "data": self.to_json(),
        }

    @classmethod
    def from_entry(cls, entry: Mapping[str, str]) -> Alarm:
        """The alarm in a stream entry.

        Raises:
            pydantic.ValidationError: the entry's `data` is not an alarm.
        """
        return cls.model_validate_json(entry["data"])
