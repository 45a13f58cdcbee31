"""What happens to wire copy on its way: each edit makes another article of one."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from benchmarks.dedup_words import MISREAD, PATTERNS, SYNONYMS

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from benchmarks.dedup_story import Story

    Edit = Callable[[Story, Story, random.Random], Story]
    """Takes the story, another report of the event, and chance."""

NAMES = ("Erik Moll", "Joanna Prescott", "Samir Haddou", "Lotte Brink", "Paul Ferrand", "Mei Tan")
RIGHTS = (
    "© Nordwire. All rights reserved. This material may not be published, broadcast, rewritten or "
    "redistributed."
)
NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w.,]*\d)")
LEAST_REWORDED, MOST_REWORDED = 0.05, 0.12
"""Share of words that a light paraphrase exchanges."""

SCAN_COLUMNS = 64
SCANS = "scans"
"""The folder that scanned articles come in: a deployment can have rules for it."""


def verbatim(story: Story, _: Story, __: random.Random) -> Story:
    """The same once more."""
    return story


def truncated(story: Story, _: Story, chance: random.Random) -> Story:
    """The first 30 to 80 percent, cut at a sentence where there is one."""
    keep = round(len(story.body) * chance.uniform(0.3, 0.8))
    ends = [each.end() for each in re.finditer(r"[.!?。][”“»」]?(?=\s|$)|。", story.body[:keep])]
    cut = ends[-1] if ends and ends[-1] > 0.6 * keep else keep
    return replace(story, body=story.body[:cut].rstrip())


def retitled(story: Story, other: Story, _: random.Random) -> Story:
    """Another headline for the same text: the one that its other report was given."""
    return replace(story, title=other.title)


def truncated_and_retitled(story: Story, other: Story, chance: random.Random) -> Story:
    """Both at once."""
    return retitled(truncated(story, other, chance), other, chance)


def framed(story: Story, _: Story, chance: random.Random) -> Story:
    """With an agency's header and footer."""
    reporter, editor = chance.sample(NAMES, 2)
    header = chance.choice((f"{story.dateline} ", "(Nordwire) - ", f"By {reporter}\n\n"))
    year = story.date.year
    footer = chance.choice(
        (
            f"(Reporting by {reporter}; Editing by {editor})",
            f"(Reporting by {reporter} and {NAMES[0]}; Editing by {editor})\n\n{RIGHTS}",
            f"Copyright {year} Nordwire News Agency. Click here for restrictions.",
            f"NORDWIRE {story.date:%d%m%y %H%M} {reporter.split()[1].lower()}",
        )
    )
    return replace(story, body=f"{header}{story.body}\n\n{footer}")


def reworded(story: Story, _: Story, chance: random.Random) -> Story:
    """Some clauses change places, and 5 to 12 percent of the words are others if possible."""
    body = story.body
    for pattern, turned in PATTERNS:
        body = re.sub(pattern, turned, body, count=1)
    body = re.sub(r"(?m)^(on \w+day|[^\n]{2,50} said that) ([A-Z][a-z]+ [a-z])", _lowered, body)
    words = len(body.split())
    target = chance.uniform(LEAST_REWORDED, MOST_REWORDED) * words
    changed = 0
    for phrase, another in chance.sample(SYNONYMS, len(SYNONYMS)):
        if changed < target:
            body, times = re.subn(rf"\b{phrase}\b", another, body)
            changed += times * len(another.split())
    body = re.sub(r"(?m)^[a-z]", lambda first: first.group().upper(), body)
    return replace(story, body=body)


def _lowered(found: re.Match[str]) -> str:
    """What began a sentence, now inside one; a name is followed by another one."""
    return f"{found[1]} {found[2][0].lower()}{found[2][1:]}"


def scanned(share: float) -> Edit:
    """Printed on paper and read by a machine that errs in this share of the characters."""

    def edit(story: Story, _: Story, chance: random.Random) -> Story:
        lines = "\n".join(
            textwrap.fill(each, SCAN_COLUMNS) for each in story.body.splitlines() if each
        )
        return replace(
            story,
            folder=SCANS,
            title=_misread(story.title, share, chance),
            body=_misread(_hyphenated(lines, chance), share, chance),
        )

    return edit


def _hyphenated(lines: str, chance: random.Random) -> str:
    """Words divided at some of the line ends."""

    def divide(found: re.Match[str]) -> str:
        word = found["word"]
        at = chance.randrange(3, len(word) - 2)
        return f"\n{word}" if chance.random() < 0.6 else f" {word[:at]}-\n{word[at:]}"  # noqa: PLR2004

    return re.sub(r"\n(?P<word>[^\W\d_]{7,})", divide, lines)


def _misread(text: str, share: float, chance: random.Random) -> str:
    found, place = [], 0
    while place < len(text):
        piece = text[place : place + 2] if text[place : place + 2] in MISREAD else text[place]
        place += len(piece)
        if piece == "\n" or chance.random() >= share * len(piece):
            found.append(piece)
        elif piece == " " or chance.random() < 0.2:  # noqa: PLR2004
            found.append(chance.choice(("", piece + " ", piece + ".")) if piece != " " else "")
        else:
            found.append(MISREAD.get(piece, chance.choice("~'.")))
    return "".join(found)


def mojibake(story: Story, _: Story, __: random.Random) -> Story:
    """UTF-8 that was read as Windows-1252; bytes that it does not define, as control characters
    (WHATWG Encoding Standard, index windows-1252).
    """
    return _through(story, lambda text: "".join(map(_windows, text.encode())))


def _windows(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def accents_lost(story: Story, _: Story, chance: random.Random) -> Story:
    """A system that knows no other characters than ASCII's, or puts `?` in their place."""
    if chance.random() < 0.5:  # noqa: PLR2004
        return _through(story, lambda text: text.encode("ascii", "replace").decode())
    plain = {"ø": "o", "ł": "l", "ß": "ss", "“": '"', "”": '"', "’": "'", "„": '"', "–": "-"}

    def bare(text: str) -> str:
        decomposed = unicodedata.normalize("NFD", text)
        return (
            "".join(plain.get(each, each) for each in decomposed).encode("ascii", "ignore").decode()
        )

    return _through(story, bare)


def _through(story: Story, change: Callable[[str], str]) -> Story:
    return replace(story, title=change(story.title), body=change(story.body))


def renumbered(story: Story, _: Story, chance: random.Random) -> Story:
    """One number is another, wherever it stands."""
    numbers = sorted({each.group() for each in NUMBER.finditer(story.body)})
    facts = [each for each in numbers if not re.fullmatch(r"(?:19|20)\d\d", each)]
    old = chance.choice(facts)
    digits = [place for place, each in enumerate(old) if each.isdigit()]
    place = digits[0] if len(digits) < 3 else chance.choice(digits[:2])  # noqa: PLR2004
    digit = str((int(old[place]) + chance.randint(1, 8)) % 9 + 1)
    digit = digit if digit != old[place] else str(int(digit) % 9 + 1)
    new = old[:place] + digit + old[place + 1 :]
    there = re.compile(rf"(?<![\w.,]){re.escape(old)}(?![\w.,]*\d)")
    return _through(story, lambda text: there.sub(new, text))


def corrected(story: Story, _: Story, chance: random.Random) -> Story:
    """A correction, as agencies mark it."""
    mended = renumbered(story, story, chance)
    mark = chance.choice(("CORRECTED: ", "CORRECTED-", "Corrected: "))
    note = chance.choice(
        ("(Corrects figure in text)\n\n", "(This story corrects a number)\n\n", "")
    )
    return replace(mended, title=mark + mended.title, body=note + mended.body)


def updated(story: Story, other: Story, chance: random.Random) -> Story:
    """An update with two paragraphs from the event's other report."""
    more = other.body.split("\n\n")[-2:]
    paragraphs = story.body.split("\n\n")
    place = chance.randint(2, len(paragraphs))
    body = "\n\n".join((*paragraphs[:place], *more, *paragraphs[place:]))
    return replace(story, title=f"UPDATE 1-{story.title}", body=body)
