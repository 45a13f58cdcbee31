"""All hostile documents: made to do harm, or merely broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hostile.archive_cases import archive_cases
from tests.hostile.data_cases import data_cases
from tests.hostile.markup_cases import markup_cases
from tests.hostile.office_cases import office_cases
from tests.hostile.plain_cases import noise_cases, plain_cases

if TYPE_CHECKING:
    from tests.hostile.case import Hostile


def hostile_documents() -> tuple[Hostile, ...]:
    """Each with what may be made of it."""
    rooms = (noise_cases, plain_cases, markup_cases, data_cases, office_cases, archive_cases)
    return tuple(each for room in rooms for each in room())
