"""The commands that look: what can be asked of them."""

from __future__ import annotations

from schemas.contract import documents
from schemas.model import CONTRACT_VERSION
from worker.cli.views import SchemaName


def test_schema_prints_every_document_of_the_contract() -> None:
    names = {f"{each.value}.{CONTRACT_VERSION}.json" for each in SchemaName}
    assert names == documents().keys()
