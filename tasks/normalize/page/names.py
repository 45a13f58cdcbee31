"""The names in a byline as pages print it: without `By`, dates, addresses and the site's name."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from tasks.normalize.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

LONGEST_BYLINE = 300
"""Code points of a byline; what is longer is a text about somebody."""

LONGEST_NAME = 60
"""Code points of a name with its titles."""

LEAST_LETTERS = 3
"""Code points of a printed name; a shorter one is somebody's initials."""

MOST_WORDS = 6
"""Words of a name."""

_LEAD_IN = re.compile(
    r"^\W*(?:"
    r"(?:this (?:post|article|story|guide) (?:was|is) )?"
    r"(?:(?:written|posted|published|created|authored|reported|words|story|article|text|post|blog|"
    r"guide|a guest post|sponsored|analysis|opinion|commentary|column|essay)\s+)?by\b|"
    r"(?:article |post |blog )?authors?\b(?=\s*[:-])|contributors?\s*:|"
    r"(?:ein (?:beitrag|artikel) |geschrieben |verfasst )?von\b|autor(?:in|en|es|a|e)?\s*:|"
    r"(?:écrit |publié |rédigé )?par\b|auteure?s?\s*:|(?:escrito |publicado )?por\b|"
    r"(?:scritto |a cura )?di\b(?=\s+[A-Z])|door\b(?=\s+[A-Z])|tekst\s*:|"
    r"автор\s*:|текст\s*:|作者\s*[:：]|文\s*[/／])[\s:：-]*",
    re.IGNORECASE,
)
_ALONE = re.compile(r"\W*authors?(?:\(s\)|\(in(?:nen)?\))?\W*", re.IGNORECASE)
_DATED = re.compile(r".{0,40}?\b(?:19|20)\d\d\W{1,5}(?=by\b)", re.IGNORECASE)
_MONTH = (
    r"(?:jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz|apr(?:il)?|may|mai|june?|juni|july?|"
    r"juli|aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_END = re.compile(
    r"\s+[|•·∙●⋅–—-]\s+|[|•·∙●⋅]|\s*\((?:opens|updated)|"
    r"\s*[,;]?\s*\b(?:"
    r"(?:last )?(?:updated|modified|published|reviewed|posted|edited|fact[- ]checked)"
    r"(?:\s+(?:on|by|at|in)\b|\s*:|\s+\d|$)|"
    rf"(?:on|am|le|el)\s+(?:\w+,?\s+)?(?:\d|{_MONTH}\b)|"
    rf"{_WEEKDAY}\b,?\s+(?:\d|{_MONTH}\b)|"
    rf"{_MONTH}\.?\s+\d|\d{{1,2}}(?:st|nd|rd|th|\.)?\s+{_MONTH}\b|"
    r"\d{4}-\d\d|\d{1,2}[./]\d{1,2}[./]\d|\d+\s+(?:min|day|hour|week|month|year|std|tag)|"
    r"read (?:more|time|full)|view (?:all|profile|bio)|min(?:ute)?s? read|follow\b|share\b|"
    r"more (?:articles|posts|from|about)|see (?:full|all|more))",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"\s*(?:;|、|，)\s*|\s*,\s*(?:and|und|et|y|e|en)\s+|\s*,\s*|"
    r"\s+(?:and|und|et|&|\+|with|y|og|och|и)\s+|\s+/\s+",
    re.IGNORECASE,
)
_COMMA = re.compile(r"\s*[;,]\s*")
_OFFICE = re.compile(
    r"\b(?:center|centre|department|ministry|office|institute|committee) (?:for|of)\b",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"\s+(?:on|in|at|am|le|el|for|in)\s*$")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|<?[\w.+-]+@[\w.-]+\.\w+>?|(?<!\w)@\w+")
_CREDENTIAL = re.compile(
    r"[A-Z]{2,8}[®™]?(?: \([A-Za-z ]+\))?|[A-Z]-?[A-Z]+ \d{2,3}|(?:[A-Z][a-z]{0,2}\. ?){1,4}|"
    r"Ph\.? ?D\.?|(?:Psy|Ed|Pharm)D|[BM]Sc|Jr|Sr|Esq"
)
_AGENCY = frozenset("AP AFP DPA CNN BBC NBC ABC CBS NPR PTI UPI ANI IANS EFE TASS ANSA PA".split())
_ROLE = re.compile(
    r"\b(?:editor|editorial director|writer|reporter|correspondent|contributor|contributing|"
    r"columnist|journalist|author|staff|producer|analyst|manager|director|specialist|expert|"
    r"redakteur(?:in)?|korrespondent(?:in)?|redaktion|journaliste|ceo|cto|founder|president|"
    r"head of|professor|press|news|reuters|associated press|afp|dpa|magazine)\b",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"(?:admin|administrator|undefined|null|none|unknown|n/?a|anonymous|guest|user|root|test|"
    r"editor|webmaster|default|website|staff|home|share|follow|subscribe|menu|comments?|reviews?|"
    r"posts?|articles?|by|about|(?:about )?(?:the )?authors?|about us|contact|profile|bio|"
    r"biography|view (?:bio|profile)|read more|written by|meet (?:the|our) .*|contributors?|"
    r"our (?:authors?|experts?)|previous|next|latest posts?|all posts|advertisement|save|print|"
    r"email|facebook|twitter|linkedin|instagram|experts?|team|verified|reviewer|photo|image|"
    r"avatar|member login|log ?in|sign (?:in|up)|register)",
    re.IGNORECASE,
)
_BAD_LETTERS = re.compile(r"[<>{}\[\]=_#%\\^~*$€£?!…]|\d{3,}|\.\w{2,4}/")
_HANDLE = re.compile(r"(?=.*\d)[a-z0-9._-]+|[a-z0-9]+(?:[-._][a-z0-9]+)+")
_SMALL = frozenset(
    "de der den del della di du da do dos das la le el al van von zu zum zur ter ten bin ibn of "
    "the and for y e und et af av at in on".split()
)


def people_of(
    byline: str, sites: Collection[str] = (), *, printed: bool = False
) -> list[dict[str, str]]:
    """Who is named in a byline, each with `name` and, where one stands behind it, `role`.

    Args:
        sites: names of the site and its publisher, which are no authors beside people.
        printed: whether this is any line of a page, which is no byline unless it begins with
            a name in capitals, and not a name that only machines were given.
    """
    people: list[dict[str, str]] = []
    own = {key(site) for site in sites}
    for part in _parts(byline):
        name = _without_site(part, sites)
        named = is_name(name) and not (printed and _is_unprinted(name))
        if people and (part in _AGENCY or (_ROLE.search(part) and not _is_team(part))):
            people[-1].setdefault("role", part)
        elif people and _CREDENTIAL.fullmatch(part) and not people[-1]["name"].isupper():
            people[-1]["name"] += f", {part}"
        elif named and not (people and key(name) in own):
            people.append({"name": name})
        elif printed and not people:
            return []
    return people


def said_of(line: str) -> str | None:
    """What a line says after `By` and its like, empty if it ends there; None if it is another."""
    if len(line) > LONGEST_BYLINE:
        return None
    if _ALONE.fullmatch(line):
        return ""
    dated = _DATED.match(line)
    line = line[dated.end() :] if dated else line
    found = _LEAD_IN.match(line)
    return line[found.end() :] if found else None


def is_name(text: str) -> bool:
    """Whether a text may be the name of a person or a desk."""
    words = text.split()
    if not 0 < len(words) <= MOST_WORDS or not 1 < len(text) <= LONGEST_NAME:
        return False
    if _NO_NAME.fullmatch(text) or _BAD_LETTERS.search(text) or _HANDLE.fullmatch(text):
        return False
    if len(words) == 1:
        return any(map(str.isalpha, text))
    return all(word in _SMALL or not word[0].islower() for word in words)


def _parts(byline: str) -> Iterator[str]:
    text = clean_line(html.unescape(byline))
    if len(text) > LONGEST_BYLINE:
        return
    text = _ADDRESS.sub(" ", text)
    text = _LEAD_IN.sub("", text, count=1)
    if end := _END.search(text):
        text = text[: end.start()]
    text = _TRAILING.sub("", text)
    joint = _COMMA if _OFFICE.search(text) else _JOINT
    for part in joint.split(text):
        name = (
            part.strip(" \t,;:.|/-–—•·\"“”„'()") if not part.endswith(("Jr.", "Sr.", ")")) else part
        )
        if name:
            yield " ".join(name.split())


def _without_site(part: str, sites: Collection[str]) -> str:
    """A name without the name of the site behind it."""
    for site in sites:
        if len(part) > len(site) > LEAST_LETTERS and part.endswith(f" {site}"):
            return part[: -len(site)].strip(" ,-|")
    return part


def _is_unprinted(name: str) -> bool:
    return len(name) < LEAST_LETTERS or name[0].islower()


def _is_team(text: str) -> bool:
    return text.lower().endswith((" team", " staff", " redaktion"))


def key(name: str) -> str:
    """A name without what differs between spellings of the same."""
    return re.sub(r"\W+", "", name.casefold())
