"""Datelines of East Asia: `新华社北京11月24日电`, `【東京共同】`, `(서울=연합뉴스)`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from schemas.article import Dateline
from tasks.normalize.dates.moments import parse_day

if TYPE_CHECKING:
    import datetime as dt

_HAN = r"[\u3400-\u9fff]"
_DAY = r"(?P<day>(?:\d{1,2}月)?\d{1,2}日)"

_FORMS = (
    # 新华社北京11月24日电, 中新网上海11月24日電, （中央社台北24日電）
    re.compile(
        rf"[（(]?(?P<agency>{_HAN}{{2,5}}?[社网網])?\s*(?P<place>{_HAN}{{2,10}}?)\s*{_DAY}"
        r"\s*(?:综合)?[电電讯訊][）)]?"
    ),
    # 【東京共同】, ［東京 24日 ロイター］
    re.compile(
        rf"[【［\[]\s*(?P<place>[^\W\d_A-Za-z]{{2,12}}?)\s*(?:{_DAY}\s*)?"
        r"(?P<agency>共同|時事|ロイター|新華社|聯合ニュース|AFP時事|AFP|CNN|AP)[】］\]]"
    ),
    # (서울=연합뉴스), [부산=뉴시스]
    re.compile(
        r"[(\[]\s*(?P<place>[\uac00-\ud7af·]{2,12})\s*=\s*(?P<agency>[\uac00-\ud7afA-Z0-9]{2,10})"
        r"\s*[)\]](?P<day>(?!))?"
    ),
)


def asian_dateline(head: str, reference: dt.date) -> Dateline | None:
    """The dateline that a paragraph begins with; a day without its month is left out."""
    found = next((match for form in _FORMS if (match := form.match(head))), None)
    if found is None:
        return None
    day = parse_day(found["day"], reference) if found["day"] else None
    return Dateline(
        text=found[0],
        place=found["place"],
        date=day.date if day else None,
        agency=found["agency"],
    )
