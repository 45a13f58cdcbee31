from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.normalize.feed.dates import iso_text


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Tue, 24 Nov 2026 10:00:00 GMT", "2026-11-24T10:00:00+00:00"),
        ("Tue, 24 Nov 2026 10:00:00 +0100", "2026-11-24T10:00:00+01:00"),
        ("24 Nov 26 10:00 EST", "2026-11-24T10:00:00-05:00"),
        ("Thu, 01 Jan 98 19:48:21 PDT", "1998-01-01T19:48:21-07:00"),
        ("Thu,  1 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21+00:00"),
        ("Sun Jan  4 16:29:06 PST 2004", "2004-01-04T16:29:06-08:00"),
        ("Sun Jan  4 16:29:06 2004", "2004-01-04T16:29:06"),
        ("Tuesday, November 24, 2026 5:30 PM EST", "2026-11-24T17:30:00-05:00"),
        ("Tue, 24 Nov 2026 12:05 AM GMT", "2026-11-24T00:05:00+00:00"),
        ("Thu, 24-Nov-2026 10:00:00 GMT", "2026-11-24T10:00:00+00:00"),
        ("Thu Jan 01 1970 01:00:00 GMT+0100 (CET)", "1970-01-01T01:00:00+01:00"),
        ("Tue, 24 Nov 2026 10:00:00 -0000", "2026-11-24T10:00:00+00:00"),
        ("Thu, 31 Dec 2026 24:00:00 GMT", "2027-01-01T00:00:00+00:00"),
        ("Thu, 31 Dec 2026 23:59:60 GMT", "2026-12-31T23:59:59+00:00"),
    ],
)
def test_rfc_822_and_its_variants(text: str, iso: str) -> None:
    assert iso_text(text) == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2003", "2003-01-01"),
        ("2003-12", "2003-12-01"),
        ("2003-12-31", "2003-12-31"),
        ("20031231", "2003-12-31"),
        ("2003-335", "2003-12-01"),
        ("2003-12-31T10:14Z", "2003-12-31T10:14:00+00:00"),
        ("2003-12-31T10:14:55-08:00", "2003-12-31T10:14:55-08:00"),
        ("2003-12-31 10:14:55 +0100", "2003-12-31T10:14:55+01:00"),
        ("2003-12-31T10:14:55 GMT", "2003-12-31T10:14:55+00:00"),
    ],
)
def test_w3cdtf_and_its_variants(text: str, iso: str) -> None:
    assert iso_text(text) == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("mar, 10 fév 2026 08:00:00 +0100", "2026-02-10T08:00:00+01:00"),
        ("mar. 3 mar. 2026", "2026-03-03"),
        ("Вт, 24 ноя 2026 10:00:00 MSK", "2026-11-24T10:00:00+03:00"),
        ("Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T12:00:00-05:00"),
        ("2004-július-13T9:15-05:00", "2004-07-13T09:15:00-05:00"),
        ("2004년 5월 28일 오후 11:31:58", "2004-05-28T23:31:58"),
        ("24.11.2026 10:00", "2026-11-24T10:00:00"),
        ("11/24/2026 10:00", "2026-11-24T10:00:00"),
    ],
)
def test_other_languages_and_figures(text: str, iso: str) -> None:
    assert iso_text(text) == iso


@pytest.mark.parametrize(
    "text",
    ["", "now", "03/04/2026 10:00", "Wed, 32 Nov 2026 10:00:00 GMT", "0000-00-00 00:00:00",
     "Mon, 30 Nov -0001 00:00:00 +0000", "24 Nov 2026 10:00 +9999", "x" * 101],
)  # fmt: skip
def test_what_is_no_date_or_not_a_certain_one_stays_as_it_is(text: str) -> None:
    assert iso_text(text) == text


@given(st.text(alphabet="0123456789 :+-.,/TZadeoPMNov월年", max_size=120))
def test_no_text_raises(text: str) -> None:
    iso_text(text)
