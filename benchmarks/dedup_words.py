"""Words that a desk exchanges without a change of facts, and what scanners misread."""

from __future__ import annotations

SYNONYMS = tuple(
    tuple(line.split("|"))
    for line in """
said|stated
told reporters|told the press
told a news conference|said at a press conference
about|around
the company|the firm
more than|over
less than|under
after|following
because|as
began|started
is to begin|is to start
announced|made known
demanded|called for
promised|pledged
injured|hurt
rose|climbed
fell|dropped
fire|blaze
people|persons
largest|biggest
at least|no fewer than
by the end of|before the end of
plant|factory
plants|factories
officials|authorities
worth|valued at
on board|aboard
each day|daily
a month|per month
percent|pct
million|mln
billion|bln
metres|meters
centre|center
kilometres|km
chief executive|CEO
spokesman|representative
nearly|almost
buy|acquire
found|discovered
some of|a few of
near|close to
killed|left dead
homes|dwellings
set up|established
return|come back
showed|revealed
children|youngsters
large|big
several|a number of
did not|didn’t
does not|doesn’t
cannot|can’t
will not|won’t
has not|hasn’t
dollars|dlrs
may|might
many|a lot of
also|in addition
when|as
wanted|wished
but|though
put|placed
against|versus
get|obtain
only|just
""".strip().splitlines()
)
"""What the word or phrase on the right may stand for without a change of facts."""

_DAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
PATTERNS = (
    (
        r"[“\"](?P<quote>[^”\"]{12,160}),[”\"] (?P<who>[A-Z][^.,;“”\n]{3,40}) said\.",
        r"\g<who> said: “\g<quote>.”",
    ),
    (
        rf"(?m)^(?P<main>[A-Z][^.,\n“”]{{30,140}}) (?P<when>on {_DAY})(?P<end>[,.]| and)",
        r"\g<when> \g<main>\g<end>",
    ),
    (
        r"(?m)^(?P<main>[A-Z][^.,\n“”]{30,140}), (?P<who>[a-z][^.,\n“”]{2,40}) said\.",
        r"\g<who> said that \g<main>.",
    ),
)
"""Clauses that change places: patterns and what they become."""

MISREAD = {
    "rn": "m", "m": "rn", "l": "1", "1": "l", "i": "l", "I": "l", "O": "0", "0": "O", "e": "c",
    "c": "e", "h": "b", "b": "h", "S": "5", "5": "S", "t": "f", "f": "t", "u": "n", "n": "u",
    "a": "o", "o": "a", "s": "a", "d": "cl", "w": "vv", "v": "y", "y": "v", "g": "q", "B": "8",
    "8": "B", ",": ".", ".": ",", "6": "b", "p": "n", "r": "t", "k": "lc", "T": "I", "W": "VV",
}  # fmt: skip
"""What a scanner takes letters for; line ends, blanks and loss come on top."""
