"""What extractors leave in an article's text that is not of it: titles, links, invitations.

A paragraph goes if its words say so, and it is as short as such lines are; or if its block in
the page is all link. What is only found at an article's end goes only from there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tasks.normalize.page.blocks import Block

LONGEST_LINE = 400
"""Characters of a line that is looked at for what it says."""

NEAR_START = 3
"""So many first paragraphs may repeat the title."""

NEAR_END = 4
"""So many last paragraphs may tell where else to go."""

ALL_LINK = 0.8
"""Share of links from which a block is one."""

HALF_LINK = 0.5
"""The same in what surrounds an article."""

FEWEST_LINKED = 4
"""Words of a link that stands for another article; one of fewer may be a name in a list."""

MOST_LINKED = 25
"""Words of such a link, outside of a list."""

LONGEST_DATE = 60
"""Characters of a line that is a date and what belongs to it."""

_TOKEN = re.compile(r"\w+")
_RULE = re.compile(r"[\W_]*")
_BULLET = re.compile(r"[-*•·]\s+(?=\S)")
_CREDITS = re.compile(
    r"\W*(?:additional |with )?(?:report|edit|writ|compil)(?:ing|ed) (?:and \w+ )?by\b",
    re.IGNORECASE,
)
_INVITATION = re.compile(
    r"\W*(?:related(?: \w+)?\s*[:|]|read (?:more|also|next|full)\b|also read\b"
    r"|see (?:also|more)\b|more (?:on|from|about) |watch (?:also|next|more)\b|don.t miss\b"
    r"|you (?:may|might) also\b|recommended\b|continue reading\b|click here\b|sign up\b"
    r"|subscribe\b|get (?:the|our) (?:latest|best|day)|follow (?:us|me|him|her|them)\b"
    r"|like us on\b|share (?:this|on)\b|tags?\s*:|filed under\b|copyright\b|©"
    r"|photos?(?: by|\s?:)|image(?: credit)?s?\s*:|image \d+ of \d+$|credit\s*:"
    r"|view (?:all|gallery)\b|advert(?:isement)?\b|sponsored\b|comments?$"
    r"|leave a (?:reply|comment)\b|join the (?:conversation|discussion)\b"
    r"|(?:have|got) a tip\b|tell us what\b|(?:published|updated?|posted)\b.{0,40}$)",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"\((?:image|photo|picture|pic|file photo|credit|courtesy)\b[^()]{0,80}\)\W{0,5}$",
    re.IGNORECASE,
)
_FAREWELL = re.compile(
    r"all rights reserved|newsletter|to your inbox|\b(?:can|may) be reached\b"
    r"|\bfollow (?:\w+ ){0,3}on (?:twitter|facebook|instagram|x\b)"
    r"|contributed to this (?:report|story|article)"
    r"|\bis an? (?:staff |freelance |senior )?"
    r"(?:writer|reporter|journalist|correspondent|editor)\b",
    re.IGNORECASE,
)
_FAREWELL_WORDS = (
    "reserved", "newsletter", "inbox", "reached", "follow", "contributed", "writer", "reporter",
    "journalist", "correspondent", "editor",
)  # fmt: skip
"""One of them is in each `_FAREWELL`, which alone takes thirty times as long to be looked for."""

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DAY = re.compile(r"\b\d{1,2}\b")
_SENTENCE = re.compile(r"[.!?]\W*$")


def tokens_of(text: str) -> str:
    """The words of a text, by which it is found again in another spacing and punctuation."""
    return " ".join(_TOKEN.findall(text))


@dataclass(frozen=True)
class Trimming:
    """What is known of a page to trim its article's text by.

    Attributes:
        titles: the words of what the page calls the article.
        links: the words of blocks that are no more than a link to another article.
    """

    titles: frozenset[str]
    links: frozenset[str]

    @classmethod
    def of(cls, root: Any, blocks: Iterable[Block]) -> Trimming:
        """By the title and first headings of a page, and the links among its blocks."""
        titles = [heading.text_content() for heading in root.iter("title", "h1")]
        return cls(frozenset(map(tokens_of, titles)), _links(blocks))

    def applied_to(self, paragraphs: Iterable[str]) -> list[str]:
        """The paragraphs that are of the article, each in one line."""
        lines = [line for paragraph in paragraphs if (line := _plain(paragraph))]
        return [
            line
            for index, line in enumerate(lines)
            if not (index < NEAR_START and self._is_above_text(line))
            and not _says_so(line, len(lines) - index)
            and tokens_of(line) not in self.links
        ]

    def _is_above_text(self, line: str) -> bool:
        if tokens_of(line) in self.titles:
            return True
        return len(line) <= LONGEST_DATE and _is_date(line)


def _is_date(line: str) -> bool:
    """Whether a short line has a year and a day or time, and is no sentence."""
    if _SENTENCE.search(line) or not (year := _YEAR.search(line)):
        return False
    return _DAY.search(line[: year.start()] + line[year.end() :]) is not None


def _says_so(line: str, from_end: int) -> bool:
    """Whether a line tells by its words that it is not the article's."""
    if len(line) > LONGEST_LINE:
        return False
    if any(pattern.match(line) for pattern in (_CREDITS, _INVITATION)) or _CAPTION.search(line):
        return True
    return from_end <= NEAR_END and _is_farewell(line)


def _is_farewell(line: str) -> bool:
    small = line.lower()
    return any(word in small for word in _FAREWELL_WORDS) and _FAREWELL.search(line) is not None


def _links(blocks: Iterable[Block]) -> frozenset[str]:
    """The words of links; not of those that are found elsewhere as text."""
    links: set[str] = set()
    texts: set[str] = set()
    for block in blocks:
        words = tokens_of(block.text)
        (links if _is_link(block, words) else texts).add(words)
    return frozenset(links - texts)


def _is_link(block: Block, words: str) -> bool:
    if block.linked <= ALL_LINK:
        return block.linked > HALF_LINK and any(place.around for place in block.place.chain)
    count = words.count(" ") + 1
    if count < FEWEST_LINKED:
        return block.place.tag == "div"
    return count < MOST_LINKED or block.place.tag == "li"


def _plain(paragraph: str) -> str:
    line = _BULLET.sub("", " ".join(paragraph.split()), count=1)
    if line.startswith("|"):
        line = line.strip("| ")
    return "" if _RULE.fullmatch(line) else line
