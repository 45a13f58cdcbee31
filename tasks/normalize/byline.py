"""Who wrote it: the byline under a headline, and the names in it."""

from __future__ import annotations

import re

from schemas.article import Author

LONGEST = 120
"""A byline is not longer than this, in code points."""

_LEAD_IN = re.compile(
    r"(?:(?:By|BY|by|Von|VON|Par|PAR|Por|POR|Di|DI|Door|DOOR|Av|AV|Af|AF|Автор|Текст|بقلم"
    r"|(?:Written|Reported|Story|Words|Text)\s[Bb]y)(?::\s*|\s+)"
    r"|(?:Text|Tekst|Texte|Texto|Testo|Autor|Autora|Autore|Auteur|Author|记者|記者|作者)\s?[:：]\s*)"
    r"(?P<names>\S.*)"
)
_AND = re.compile(
    r"\s+(?:and|AND|und|UND|et|ET|y|Y|e|E|en|и|&|with|mit|avec)\s+|\s*[/;|]\s*|\s*、\s*"
)
_ADDRESS = re.compile(r"\s*[(<\[]?[\w.+-]{1,64}@[\w.-]{1,100}[)>\]]?")
_FROM = re.compile(r"(?<=\S)\s+(?:in|à|a|en|em|aus|i)\s+[A-ZÀ-Þ][^,]{1,40}$")
_SUFFIXES = frozenset("jr jr. sr sr. ii iii iv phd ph.d. md m.d.".split())
_JOINTS = frozenset("de der del della di du da dos la le van von bin ibn al el ten ter zu".split())
_AGENCY = re.compile(
    r"\b(?:(?:associated|canadian|free|united) press|press (?:agency|association|office|trust)|"
    r"presse|agency|news|reuters|ap|afp|dpa|staff|writer|correspondent|reporter|editor|"
    r"service|redaktion|korrespondent|times|post|desk)\b",
    re.IGNORECASE,
)


def byline_in(line: str) -> str | None:
    """The byline without its `By`, or None if the line is something else.

    A sentence that happens to begin with "By" ends in a full stop or goes on in small letters.
    """
    match = _LEAD_IN.fullmatch(line.strip())
    if match is None or len(line) > LONGEST or line.rstrip().endswith((".", "!", "?", "…", ":")):
        return None
    names = match["names"].strip()
    return names if all(_is_name(part) for part in _AND.split(names.split(",")[0])) else None


def authors_in(byline: str) -> tuple[Author, ...]:
    """The people of a byline; what names an agency or an office becomes the last one's role.

    Mail addresses and the place that somebody wrote from are no part of the name.
    """
    authors: list[Author] = []
    pieces = (_ADDRESS.sub("", byline) if "@" in byline else byline).split(",")
    for part in (part.strip() for piece in pieces for part in _AND.split(piece)):
        if not part:
            continue
        if authors and part.lower() in _SUFFIXES:
            authors[-1] = Author(name=f"{authors[-1].name}, {part}", role=authors[-1].role)
        elif authors and _AGENCY.search(part):
            authors[-1] = Author(name=authors[-1].name, role=part)
        else:
            authors.append(Author(name=_FROM.sub("", part)))
    return tuple(authors)


def without_lead_in(byline: str) -> str:
    """A byline that is known to be one, without a `By` in front."""
    match = _LEAD_IN.fullmatch(byline.strip())
    return match["names"].strip() if match else byline.strip()


def _is_name(text: str) -> bool:
    words = text.split()
    return bool(words) and all(
        word in _JOINTS or not (word[0].islower() or word[0].isdigit()) for word in words
    )
