"""Single values as documents state them, in the types that an article's fields have.

Each function gives None for what is not of a usable form; none of them raises anything.
"""

from __future__ import annotations

import datetime as dt
import html
import re
from typing import TYPE_CHECKING, Any

from schemas.article import Dateline, PubStatus
from tasks.normalize.clean import clean_line
from tasks.normalize.dates.moments import parse_moment

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

DEEPEST = 3
"""Lists and objects within one another that are looked into for a text."""

MOST_VALUES = 1_000
"""Values of a list that are taken over: no article has more keywords or authors."""

MOST_SUBTAGS = 8
"""Parts of a language tag."""

NAME_KEYS = (
    "name", "title", "literal", "label", "term", "original", "main", "rendered", "value", "#text",
    "@value", "text", "code", "@id", "$oid", "$date",
)  # fmt: skip
"""Where objects have what they are called."""

PUBSTATUS = {
    **{status.value: status for status in PubStatus},
    **dict.fromkeys(
        ("cancelled", "killed", "kill", "withdrawn", "retracted", "recalled"), PubStatus.CANCELED
    ),
    **dict.fromkeys(("held", "hold"), PubStatus.WITHHELD),
}
"""Words for a publishing status, besides the IPTC's own (http://cv.iptc.org/newscodes/pubstatusg2)."""

LANGUAGES = dict(
    pair.split(":")
    for pair in (
        "afr:af alb:sq sqi:sq amh:am ara:ar arm:hy hye:hy aze:az baq:eu eus:eu bel:be ben:bn "
        "bos:bs bul:bg cat:ca chi:zh zho:zh cze:cs ces:cs dan:da dut:nl nld:nl eng:en est:et "
        "fin:fi fre:fr fra:fr geo:ka kat:ka ger:de deu:de gle:ga glg:gl gre:el ell:el guj:gu "
        "heb:he hin:hi hrv:hr hun:hu ice:is isl:is ind:id ita:it jpn:ja kan:kn kaz:kk khm:km "
        "kor:ko kur:ku lao:lo lat:la lav:lv lit:lt mac:mk mkd:mk mal:ml mar:mr may:ms msa:ms "
        "mlt:mt mon:mn nep:ne nno:nn nob:nb nor:no pan:pa per:fa fas:fa pol:pl por:pt pus:ps "
        "rum:ro ron:ro rus:ru sin:si slo:sk slk:sk slv:sl som:so spa:es srp:sr swa:sw swe:sv "
        "tam:ta tel:te tgl:tl tha:th tib:bo bod:bo tur:tr ukr:uk urd:ur uzb:uz vie:vi wel:cy "
        "cym:cy yid:yi zul:zu"
    ).split()
)
"""ISO 639-2 codes, bibliographic and terminological, and the shorter ones that BCP 47 asks for."""

SECONDS = range(500_000_000, 4_102_444_800)
"""Numbers that are moments in seconds since 1970: from late in 1985 to the end of 2099."""

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,10}(?:\s[^<>]{0,1000})?/?>", re.IGNORECASE)
_SUBTAG = re.compile(r"[A-Za-z0-9]{1,8}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def text_of(value: Any, depth: int = 0) -> str | None:
    """One line: a text or number itself, what an object is called, the first of a list."""
    if isinstance(value, str):
        return clean_line(unescaped(value)) or None
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if depth > DEEPEST:
        return None
    if isinstance(value, dict):
        called = next((value[key] for key in NAME_KEYS if value.get(key)), None)
        return text_of(called, depth + 1)
    if isinstance(value, list):
        texts = (text_of(each, depth + 1) for each in value[:MOST_VALUES])
        return next((text for text in texts if text), None)
    return None


def prose_of(value: Any) -> str | None:
    """One line without the tags that it may have been marked up with."""
    text = text_of(value)
    if text is None or "<" not in text:
        return text
    return clean_line(unescaped(_TAG.sub(" ", text))) or None


def address_of(value: Any) -> str | None:
    """An identifier or address, in which `&copy` is no character reference."""
    if isinstance(value, str):
        return clean_line(value.replace("&amp;", "&")) or None
    return text_of(value)


def texts_of(value: Any) -> tuple[str, ...] | None:
    """Each of a list, or of a text that separates them by commas or semicolons, once."""
    if isinstance(value, str):
        value = value.split("," if "," in value else ";")
    if isinstance(value, dict):
        value = [value]
    if not isinstance(value, list):
        return None
    texts = (text_of(each) for each in value[:MOST_VALUES])
    return tuple(dict.fromkeys(text for text in texts if text)) or None


def number_of(value: Any) -> int | None:
    """A whole number, of which `3`, `3.0` and `3.1` are forms."""
    if isinstance(value, str):
        value = value.strip().partition(".")[0]
    try:
        return None if isinstance(value, bool) else int(value)
    except (TypeError, ValueError, OverflowError):
        return None


def pubstatus_of(value: Any) -> PubStatus | None:
    """A publishing status, such as `usable`, `stat:canceled` or the address of an IPTC code."""
    name = (text_of(value) or "").lower().replace("/", ":").rpartition(":")[2]
    return PUBSTATUS.get(name)


def language_of(value: Any) -> str | None:
    """A BCP 47 tag, of which `pt_BR` and `eng` are other forms."""
    parts = (text_of(value) or "").replace("_", "-").split("-")
    primary = parts[0].lower()
    valid = len(primary) in {2, 3} and primary.isalpha() and len(parts) <= MOST_SUBTAGS
    if not valid or not all(_SUBTAG.fullmatch(part) for part in parts):
        return None
    return "-".join([LANGUAGES.get(primary, primary), *parts[1:]])


def moment_of(value: Any, zone: ZoneInfo) -> tuple[dt.datetime, bool] | None:
    """A point in time, and whether its time zone had to be assumed.

    A number counts seconds or milliseconds since 1970.
    """
    if isinstance(value, dict | list):
        value = text_of(value)
    if isinstance(value, dt.date):
        value = value.isoformat()
    if isinstance(value, str):
        if not value.strip().isdecimal() or len(value.strip()) not in {10, 13}:
            return parse_moment(value, zone)
        value = int(value)
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    seconds = value if value < SECONDS.stop else value / 1_000
    if not SECONDS.start <= seconds < SECONDS.stop:
        return None
    return dt.datetime.fromtimestamp(seconds, tz=dt.UTC), False


def dateline_of(value: Any, zone: ZoneInfo) -> Dateline | None:
    """A dateline: its text, or an object that names place, date and agency besides."""
    if isinstance(value, Dateline):
        return value
    stated = value if isinstance(value, dict) else {"text": value}
    text = stated.get("text")
    if not isinstance(text, str) or not clean_line(text):
        return None
    located = stated.get("located")
    city = located.get("city") if isinstance(located, dict) else located
    return Dateline(
        text=clean_line(unescaped(text)),
        place=text_of(stated.get("place") or city),
        date=_day(stated.get("date"), zone),
        agency=text_of(stated.get("agency") or stated.get("source")),
    )


def unescaped(text: str) -> str:
    """A text with its character references resolved, also those that were escaped twice."""
    for _ in range(2):
        if "&" not in text:
            break
        text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    return text


def _day(value: Any, zone: ZoneInfo) -> dt.date | None:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    if isinstance(value, str) and _DAY.fullmatch(value[:10]):
        value = value[:10]
    moment = moment_of(value, zone)
    return moment[0].date() if moment else None
