"""What extractors leave in an article's text that is not of it: titles, links, invitations.

A paragraph goes if its words say so, and it is as short as such lines are; or if its block in
the page is all link. What is only found at an article's end goes only from there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

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

LONGEST_LINK = 25
"""Words of a link that stands for another article."""

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
    r"|photos?(?: by|\s?:)|image(?: credit)?s?\s*:|credit\s*:|advert(?:isement)?\b|image \d+ of \d+$|view (?:all|gallery)\b|sponsored\b"
    r"|comments?$|leave a (?:reply|comment)\b|join the (?:conversation|discussion)\b"
    r"|(?:have|got) a tip\b|tell us what\b|(?:published|updated?|posted)\b.{0,40}$)",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"(?:[^.!?]*\D)?(?:(?:19|20)\d\d)(?:\D[^.!?]*)?(?:[ap]\.?m\.?\W*(?:[a-z]{2,4})?)?",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"\((?:image|photo|picture|pic|file photo|credit|courtesy)\b[^()]{0,80}\)\W*$", re.IGNORECASE
)
_FAREWELL = re.compile(
    r"all rights reserved|newsletter|to your inbox|\b(?:can|may) be reached\b"
    r"|\bfollow (?:\w+ ){0,3}on (?:twitter|facebook|instagram|x\b)"
    r"|contributed to this (?:report|story|article)"
    r"|\bis an? (?:staff |freelance |senior )?(?:writer|reporter|journalist|correspondent|editor)\b",
    re.IGNORECASE,
)


def tokens_of(text: str) -> str:
    """The words of a text, by which it is found again in another spacing and punctuation."""
    return " ".join(_TOKEN.findall(text))


def trimmed(paragraphs: Iterable[str], blocks: list[Block], titles: Iterable[str]) -> list[str]:
    """The paragraphs that are of the article, each in one line.

    Args:
        blocks: those of the whole page.
        titles: what the page calls the article.
    """
    lines = [line for paragraph in paragraphs if (line := _plain(paragraph))]
    tokens = [tokens_of(line) for line in lines]
    names = {tokens_of(title) for title in titles}
    links = _links(blocks)
    return [
        line
        for index, (line, words) in enumerate(zip(lines, tokens, strict=True))
        if not (index < NEAR_START and words in names)
        and not (index < NEAR_START and len(line) < 60 and _DATED.fullmatch(line))
        and not _says_so(line, len(lines) - index)
        and words not in links
    ]


def _says_so(line: str, from_end: int) -> bool:
    """Whether a line tells by its words that it is not the article's."""
    if len(line) > LONGEST_LINE:
        return False
    if _CREDITS.match(line) or _INVITATION.match(line) or _CAPTION.search(line):
        return True
    return from_end <= NEAR_END and _FAREWELL.search(line) is not None


def _links(blocks: list[Block]) -> set[str]:
    """The words of blocks that are no more than a link to another article."""
    linked: dict[str, bool] = {}
    for block in blocks:
        words = tokens_of(block.text)
        linked[words] = linked.get(words, True) and _is_link(block, words)
    return {words for words, is_link in linked.items() if is_link}


def _is_link(block: Block, words: str) -> bool:
    if block.linked <= ALL_LINK:
        around = any(place.around for place in block.place.chain)
        return around and block.linked > 0.5
    count = words.count(" ") + 1
    if block.place.tag == "div" and count < 4:
        return True
    return count >= 4 and (block.place.tag == "li" or count < LONGEST_LINK)


def _plain(paragraph: str) -> str:
    line = _BULLET.sub("", " ".join(paragraph.split()), count=1)
    if line.startswith("|"):
        line = line.strip("| ")
    return "" if _RULE.fullmatch(line) else line
