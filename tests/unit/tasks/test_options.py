from __future__ import annotations

import pytest
from pydantic import ValidationError

from tasks.options import Options


def test_languages_are_given_with_commas() -> None:
    assert Options(languages="en, de").languages == ("en", "de")


def test_at_least_one_language_is_needed() -> None:
    with pytest.raises(ValidationError, match="name at least one language"):
        Options(languages=())


def test_an_unknown_time_zone_is_refused_with_an_example() -> None:
    with pytest.raises(ValidationError, match="not an IANA time zone such as Europe/Berlin"):
        Options(timezone="Berlin")
