"""Points in time as people write them: a day, in any place of the text, then a time and zone."""

from __future__ import annotations

import datetime as dt
import re

from tasks.normalize.dates.months import MONTH_NAME, MONTHS, with_plain_months

OFFSETS = {
    **dict.fromkeys("z ut utc gmt wet wez azost".split(), 0),
    **dict.fromkeys("bst west cet mez met wat".split(), 60),
    **dict.fromkeys("cest mesz mest eet oez cat sast".split(), 120),
    **dict.fromkeys("eest oesz msk мск trt eat idt".split(), 180),
    **dict.fromkeys("gst samt msd".split(), 240), "irst": 210, "pkt": 300, "uzt": 300, "npt": 345,
    **dict.fromkeys("ict wib".split(), 420), **dict.fromkeys("sgt hkt awst pht".split(), 480),
    **dict.fromkeys("jst kst".split(), 540), "acst": 570, "aest": 600, "acdt": 630, "aedt": 660,
    "nzst": 720, "nzdt": 780, "brt": -180, "art": -180, "clst": -180, "adt": -180, "clt": -240,
    "nst": -210, "ndt": -150, "ast": -240, "edt": -240, "est": -300, "cdt": -300, "cst": -360,
    "mdt": -360, "mst": -420, "pdt": -420, "pst": -480, "akdt": -480, "akst": -540, "hst": -600,
}  # fmt: skip
"""Abbreviations of time zones in minutes east of Greenwich; EST and its kin as RFC 2822 has them.
Those that stand for several zones without a custom, such as IST, are left out."""

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९", "0123456789" * 3)

_LINKS = r"(?:\s+|-)(?:(?:de|del|of|d[’'])\s*)?"
_NAMED = rf"(?P<name>{MONTH_NAME})\.?"
_OF_YEAR = r",?(?:\s+|-)(?:(?:de|del)\s+)?(?P<y>\d{4})"
_DAYS = tuple(
    re.compile(rf"(?<![\d:]){form}(?![\d:])")
    for form in (
        r"(?P<y>\d{4})([-/.])(?P<m>\d{1,2})\2(?P<d>\d{1,2})(?=$|\D)",
        r"(?P<y>\d{4})\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일]?",
        rf"(?P<d>\d{{1,2}})(?:\.|st|nd|rd|th|er|º|ª|-го)?{_LINKS}{_NAMED}{_OF_YEAR}",
        rf"{_NAMED}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s*|\s+)(?P<y>\d{{4}})",
        rf"(?P<y>\d{{4}})(?:\.\s*|,?\s+|-){_NAMED}(?:\s+|-)(?P<d>\d{{1,2}})\.?",
        r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})",
        r"(?P<one>\d{1,2})([/-])(?P<two>\d{1,2})\2(?P<y>\d{4})",
    )
)
_UNIX = re.compile(
    rf"(?:{MONTH_NAME}\s+)?(?P<name>{MONTH_NAME})\s+(?P<d>\d{{1,2}})\s+(?P<time>\d\d:\d\d:\d\d)"
    r"(?P<zone>\s+[A-Z]{1,5}|\s+[+-]\d{4})?\s+(?P<y>\d{4})"
)
"""As `date` and `ctime` print it: `Tue Nov 24 12:30:00 CET 2026`."""

_TIME = re.compile(
    r"(?<![\d+-])(?P<hour>\d{1,2})(?:[:.h時时시]\s?(?P<minute>\d{2})(?:분)?"
    r"(?:[:.](?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?)?"
    r"(?:\s?(?:(?P<half>[ap])\.?m\b\.?|uhr\b|h\b|hrs\b|часов\b))?",
    re.IGNORECASE,
)
_OFFSET = re.compile(
    r"(?:\b(?:gmt|utc)\s?)?(?P<sign>[+−-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?(?!\d)",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_]{1,5}")
_AFTERNOON = re.compile("下午|午後|오후")


def written_moment(text: str) -> dt.datetime | None:
    """The one point in time that a text states; without a zone where it states none.

    None where it has no day, more than one, or figures that are not understood.

    Raises:
        ValueError: it is one by its form, but there is no such day or hour.
    """
    if not text.isascii():
        text = with_plain_months(text.translate(_DIGITS))
    if found := _UNIX.fullmatch(text):
        text = f"{found['d']} {found['name']} {found['y']} {found['time']}{found['zone'] or ''}"
    for form in _DAYS:
        if (found := form.search(text)) and (day := _day(found)) is not None:
            before, after = text[: found.start()], text[found.end() :]
            return _with_time(day, before, after)
    return None


def _day(found: re.Match[str]) -> dt.date | None:
    parts = found.groupdict()
    year = int(parts["y"])
    if parts.get("name"):
        month = MONTHS.get(parts["name"].lower())
        return dt.date(year, month, int(parts["d"])) if month else None
    if "one" not in parts:
        return dt.date(year, int(parts["m"]), int(parts["d"]))
    one, two = int(parts["one"]), int(parts["two"])
    months = [(month, day) for month, day in {(one, two), (two, one)} if month <= 12]  # noqa: PLR2004
    if len(months) > 1:
        return None
    return dt.date(year, *months[0]) if months else dt.date(year, one, two)


def _with_time(day: dt.date, before: str, after: str) -> dt.datetime | None:
    for text, other in ((after, before), (before, after)):
        found = next((each for each in _TIME.finditer(text) if _is_time(each)), None)
        if found is None:
            continue
        zone, rest = _zone(text[found.end() :])
        if any(map(str.isdigit, other + text[: found.start()] + rest)):
            return None
        afternoon = _AFTERNOON.search(text[: found.start()]) is not None
        return dt.datetime.combine(day, _time(found, afternoon=afternoon), tzinfo=zone)
    if any(map(str.isdigit, before + after)):
        return None
    return dt.datetime.combine(day, dt.time())


def _is_time(found: re.Match[str]) -> bool:
    """An hour alone is a time only with what marks it as one: `2 pm`, `14 Uhr`."""
    return found["minute"] is not None or not found[0][-1].isdigit()


def _time(found: re.Match[str], *, afternoon: bool) -> dt.time:
    hour = int(found["hour"])
    half = "p" if afternoon else (found["half"] or "").lower()
    if half and hour <= 12:  # noqa: PLR2004
        hour = hour % 12 + (12 if half == "p" else 0)
    microsecond = int((found["fraction"] or "")[:6].ljust(6, "0"))
    return dt.time(hour, int(found["minute"] or 0), int(found["second"] or 0), microsecond)


def _zone(text: str) -> tuple[dt.tzinfo | None, str]:
    """The zone right after a time, and the text without it."""
    text = text.lstrip(" ,(")
    if found := _OFFSET.match(text):
        offset = dt.timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
        # Python allows offsets of less than a day only, as every clock does.
        zone = dt.timezone(offset if found["sign"] == "+" else -offset)
        return zone, text[found.end() :]
    name = _NAME.match(text)
    minutes = OFFSETS.get(name[0].lower()) if name else None
    if name is None or minutes is None:
        return None, text
    return dt.timezone(dt.timedelta(minutes=minutes)), text[name.end() :]
