"""The text of a mail without what mail programs and lists put around it."""

from __future__ import annotations

import re

from tasks.normalize.mail.shown_headers import without_other_mails

MOST_SIGNATURE_LINES = 12
"""Lines under a bare `--` up to which it is a signature's mark, and not a line of the text."""

LONGEST_SIGNATURE = 2_000
"""Code points of one."""

TAIL = 10
"""Paragraphs from the end among which a footer may begin."""

_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_LIST_FOOTER = re.compile(r"^_{30,}$", re.MULTILINE)
_QUOTED = re.compile(r"\s*>")
_ATTRIBUTION = re.compile(r"\b(?:wrote|schrieb|écrit|escribió|ha scritto|schreef|пишет)\b.*:$")
_FOOTERS = (
    "unsubscribe", "opt out of", "opt-out of", "email preferences", "received this email because",
    "received this e-mail because", "received this message because", "newsletter abmelden",
    "abbestellen", "se désabonner", "désinscri", "darse de baja", "cancellarsi", "cancelarsi",
    "afmelden", "отписаться", "received this email in error", "received this e-mail in error",
    "received this message in error", "intended solely for the use of", "irrtümlich erhalten",
)  # fmt: skip
_SENT_FROM = (
    "sent from my ", "sent from outlook", "get outlook for ", "von meinem iphone ",
    "envoyé de mon ", "enviado desde mi ", "enviado do meu ", "inviato da iphone",
    "verzonden vanaf mijn ", "отправлено с iphone",
)  # fmt: skip
"""How a telephone signs, in small letters."""

LONGEST_SENT_FROM = 60
_IN_BROWSER = re.compile(
    r"\W*(?:view|read|open|see)\b.{0,40}\b(?:in|with)\b.{0,20}\bbrowser\b.{0,20}|"
    r".{0,40}\bim browser\b.{0,30}",
    re.IGNORECASE,
)


def unflowed(text: str, *, drops_spaces: bool) -> str:
    """Text of `format=flowed` (RFC 3676) with its soft line ends joined."""
    parts: list[str] = []
    soft = True
    for line in text.split("\n"):
        shown = line.removeprefix(" ")
        if not soft or shown.startswith(">") or shown == "-- ":
            parts.append("\n")
        soft = shown.endswith(" ") and shown != "-- "
        parts.append(shown[:-1] if soft and drops_spaces else shown)
    return "".join(parts)


def own_text(text: str, subject: str = "") -> str:
    """A text without signature, list footer and the mail that it answers, which stands below.

    Of a mail that was forwarded as text the note above it goes, and the headers shown.

    Args:
        subject: of the mail, which says whether it is an answer.
    """
    text = without_other_mails(text, subject)
    for mark in _SIGNATURE.finditer(text):
        if mark[0] == "-- " or _is_near_end(text, mark.end()):
            text = text[: mark.start()]
            break
    footer = _LIST_FOOTER.search(text)
    if footer and _is_near_end(text, footer.end()):
        text = text[: footer.start()]
    return _without_answered(text)


def _is_near_end(text: str, position: int) -> bool:
    near = len(text) - position <= LONGEST_SIGNATURE
    return near and text.count("\n", position) <= MOST_SIGNATURE_LINES


def _without_answered(text: str) -> str:
    """Without the lines quoted at the end, and the one that says whose they are."""
    lines = text.rstrip().split("\n")
    end = len(lines)
    while end and (_QUOTED.match(lines[end - 1]) or not lines[end - 1].strip()):
        end -= 1
    if end == 0 or end == len(lines):
        return text
    above = max(0, end - 3)
    attribution = " ".join(lines[above:end])
    if _ATTRIBUTION.search(attribution[-300:]):
        first = next((i for i in range(end - 1, above, -1) if not lines[i - 1].strip()), end - 1)
        end = first
    return "\n".join(lines[:end]) if any(line.strip() for line in lines[:end]) else text


def without_footer(paragraphs: list[str]) -> list[str]:
    """Paragraphs without `view in browser` at the top and `unsubscribe` at the end."""
    start = 1 if len(paragraphs) > 1 and _IN_BROWSER.fullmatch(paragraphs[0].strip()) else 0
    least = max(start + 1, len(paragraphs) - TAIL)
    for index in range(least, len(paragraphs)):
        small = paragraphs[index][:500].lower()
        if any(words in small for words in _FOOTERS):
            return _unsigned(paragraphs[start:index])
    return _unsigned(paragraphs[start:])


def _unsigned(paragraphs: list[str]) -> list[str]:
    """Without the line in which a telephone names itself."""
    last = paragraphs[-1].strip().lower() if len(paragraphs) > 1 else ""
    signed = len(last) <= LONGEST_SENT_FROM and last.startswith(_SENT_FROM)
    return paragraphs[:-1] if signed else paragraphs
