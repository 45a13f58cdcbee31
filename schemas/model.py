"""The frozen model that every contract is built on."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

CONTRACT_VERSION = "v1"
"""Inside a version fields are only ever added; a removal or a new meaning makes the next one."""

SCHEMA_BASE = "urn:wiredesk:schema"
"""Prefix of `dataschema`: a name for the schema (RFC 8141), not an address to fetch."""


class Contract(BaseModel):
    """An immutable value that ignores fields it does not know.

    Unknown fields are ignored so that a reader of today's version can read what a
    later release of the same version has added.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", use_attribute_docstrings=True)

    def to_json(self) -> str:
        """This value as compact JSON; fields without a value are left out."""
        return self.model_dump_json(exclude_none=True)
