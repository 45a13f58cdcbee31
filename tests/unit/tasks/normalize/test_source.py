from __future__ import annotations

import pytest

from tests.samples import source_of


@pytest.mark.parametrize(
    ("name", "extension"),
    [("a.txt", ".txt"), ("a.b.JSON", ".json"), ("README", ""), (".hidden", ""), ("a.", ".")],
)
def test_the_extension_is_the_last_in_lower_case(name: str, extension: str) -> None:
    assert source_of("", name).extension == extension
