"""Text that stands in an article's body but tells no news: datelines, bylines, credits, notices."""

from __future__ import annotations

import re

from tasks.summarize.abbreviations import MONTHS

LONGEST_LINE = 240
"""A dateline or credit line is not longer than this, in code points."""

LONGEST_PLACE = 80
"""Within so many code points a dateline has come to its day or agency."""

MOST_PLACE_WORDS = 6

_MONTH = "(?i:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"
_DAY = rf"(?:\d{{1,2}}\.?\s+{_MONTH}\b|{_MONTH}\b\.?\s+\d{{1,2}}\b)(?:,?\s+\d{{4}}\b)?"
_MARKED_AGENCY = r"(?:\([^()]{2,40}\)|/[^/]{2,20}/)"
_AGENCY = rf"(?:{_MARKED_AGENCY}|[A-ZА-Я][A-ZА-Я.]{{2,15}}(?=\s+[-–—]))"

_DATELINE = re.compile(
    rf"""(?P<place>[^\W\d_][^()\d:;!?“”"«»—–]{{1,60}}?)
    (?: [.,]?\s+ {_DAY} \.? (?:\s*{_AGENCY})? (?:\s*[-–—:.]+\s+ | \s+)   # MOSCOW, 26 Nov.
      | \s*{_MARKED_AGENCY} \s*[-–—:]+\s*                               # OSLO (Agency) -
    )""",
    re.VERBOSE,
)
_DAY_OR_AGENCY = re.compile(r"[\d(/]")
_AGENCY_OR_DASH = re.compile(r"[(/]|[-–—]\s*$")
_SEPARATOR = re.compile(r"(?!\w)\s*[-–—:]*\s*")

_PARTICLES = frozenset(
    {"am", "an", "der", "im", "in", "bei", "of", "the", "upon", "on", "de", "del", "di", "do", "da"}
    | {"dos", "la", "le", "les", "el", "sur", "en", "и", "на"}
)

_BYLINE = re.compile(
    r"(?:By|BY|Von|VON|Par|PAR|Por|POR|Di|Door|Автор:?|Текст:)\s+(?P<names>[^.!?…]{1,100}"
    r"(?:\.[^.!?…]{1,60}){0,4})"
)
_JOINTS = frozenset(
    {"and", "und", "et", "y", "e", "en", "for", "in", "with", "de", "der", "del", "di", "du"}
    | {"la", "van", "von", "bin", "al", "el", "и"}
)

_CREDIT_LINE = re.compile(
    r"""
    \W{0,3}(?:
      \((?:additional\ )?(?:reporting|writing|editing|compiled|edited|written|reported|translated)
        (?:\s(?:and|&)\s\w+)?\sby\b
    | additional\ reporting\ by\b
    | (?:reporting|writing|editing)(?:\s(?:and|&)\s\w+)?\sby\b[^;]{3,120};
    | (?:file\ )?(?:photo|foto|image|picture|bild|фото)(?:s|graph|graphs)?
        (?:\ (?:credit|by|courtesy(?:\ of)?))?\s*[:/©|]
    | (?:photo|photograph|image|picture)\ (?:by|courtesy\ of)\s
    | (?:crédits?\ (?:photo|image)|credits?|bildnachweis|fotos?)\s*:
    | (?:©|\(c\)\s|copyright\s+(?:©|\(c\)|\d{4}|by\b))
    | (?:all\ rights\ reserved|alle\ rechte\ vorbehalten|tous\ droits\ réservés
        |todos\ los\ derechos\ reservados|все\ права\ защищены)\b
    | (?:read|see|find\ out|learn)\ more(?=\W*$|\s*[:>»…]|\s+(?:at|on|about|here|in|from)\b)
    | (?:read\ (?:also|next)|see\ also|also\ read|related(?:\ (?:articles?|stories|news))?
        |lire\ aussi|à\ lire(?:\ aussi)?|lea\ (?:también|más)|le\ puede\ interesar
        |читайте\ также|mehr\ zum\ thema|lesen\ sie\ (?:auch|mehr|dazu))\s*[:>»-]
    | (?:lesen\ sie\ auch|читайте\ также|lire\ aussi|lea\ también)\b
    | (?:click\ here|sign\ up\ (?:for|to)|subscribe\ (?:to|now|here)|follow\ us\ on
        |share\ this\ (?:article|story)|подписывайтесь)\b
    | (?:editor['’]s\ note|notes?\ to\ editors?|ednote)\b
    | (?:ends|-30-|\(ends\)|/ends/)\W*$
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)


def dateline_length(opening: str) -> int:
    """How many code points of a paragraph's opening are its dateline; 0 where it has none.

    A place in capitalised words with a day (`MOSCOW, 26 Nov.`), an agency (`Oslo (Agency) -`)
    or both is taken for one. A place with neither is left to the normalize stage, which
    sees the whole document.
    """
    if not _DAY_OR_AGENCY.search(opening, 0, LONGEST_PLACE):
        return 0
    found = _DATELINE.match(opening)
    if found is None or not _is_place(found["place"]):
        return 0
    dated = opening[found.end("place") : found.end()]
    stated = found["place"].isupper() or _AGENCY_OR_DASH.search(dated)
    return found.end() if stated else 0


def stated_dateline_length(opening: str, dateline: str) -> int:
    """The same for a dateline that is known, with the dash behind it; 0 where it is not there."""
    if not dateline or not opening.startswith(dateline):
        return 0
    separator = _SEPARATOR.match(opening, len(dateline))
    return separator.end() if separator else 0


def is_boilerplate(line: str) -> bool:
    """Whether a paragraph or sentence is a byline, a credit, a notice or has no word at all."""
    opening = line[:LONGEST_LINE]
    return not _has_word(opening) or _is_byline(line) or _CREDIT_LINE.match(opening) is not None


def _has_word(text: str) -> bool:
    return any(map(str.isalnum, text))


def _is_byline(line: str) -> bool:
    if len(line) > LONGEST_LINE:
        return False
    found = _BYLINE.fullmatch(line)
    return found is not None and _is_name(found["names"].partition(",")[0])


def _is_name(text: str) -> bool:
    return all(word in _JOINTS or not word[0].islower() for word in text.split())


def _is_place(text: str) -> bool:
    words = text.replace("/", " ").split()
    capitalised = all(word in _PARTICLES or not word[0].islower() for word in words)
    return capitalised and len(words) <= MOST_PLACE_WORDS and not text[0].islower()
