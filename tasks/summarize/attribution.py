"""Who said it: the clause behind a quotation that belongs to the quotation's sentence.

In scripts with capitals a small letter shows it: `“Ready?” she asked.` This is for the others,
and for names: `“Ready?” Anna Keller asked.`
"""

from __future__ import annotations

import re

_ENGLISH = re.compile(
    r"[^\W\d_][\w’'.-]{0,24}(?: [^\W\d_][\w’'.-]{0,24}){0,3}(?:, [^,.!?\n]{1,60},)? "
    r"(?:said|says|asked|asks|told|added|cried|shouted|yelled|wrote|replied|wondered|recalled|"
    r"explained|exclaimed|joked|warned|insisted)\b"
)
_CHINESE = (
    r"\w{0,8}?(?:说|說|问|問|称|稱|表示|喊|强调|強調|指出|补充|補充|回答|宣布|告诉|告訴|"
    r"[写寫答叹嘆笑叫]道)"
)
_JAPANESE = "と|って"
_KOREAN = "이?라고|라며|라면서|하고 |고 "
_ARABIC = r"(?:قالت?|سألت?|تساءلت?|أضافت?|أجابت?|صرحت?|أكدت?|تابعت?|كتبت?)\b"
_HINDI = r"(?:[^\s।?!,]{1,24} ){0,4}?(?:कहा|पूछा|बोले|बोला|बोली|बताया|लिखा)(?=[\s।,])(?! कि)"
_WITHOUT_CAPITALS = re.compile(
    rf"(?:{_JAPANESE}|\s?(?:{_KOREAN}|{_ARABIC})|\s?{_HINDI}|{_CHINESE})"
)


def is_attributed(text: str, start: int, end: int) -> bool:
    """Whether words of saying without capitals stand right behind a quotation.

    A verb at once in Arabic, within eight signs in Chinese and within four words in Hindi; the
    particle of a quotation in Japanese and Korean.
    """
    return _WITHOUT_CAPITALS.match(text, start, end) is not None


def attributed_to(text: str, start: int, end: int) -> str | None:
    """The first word of `Anna Keller asked`, if that is what stands there."""
    found = _ENGLISH.match(text, start, end)
    return found[0].partition(" ")[0].rstrip(",") if found else None
