"""Other mails within the text of a mail: answered below it, or forwarded; by their headers."""

from __future__ import annotations

import re

MOST_FORWARDED = 10
"""Times that a mail has been passed on, in its own text."""

LONGEST_NOTE = 400
"""A note above a mail that is passed on is not longer than this, in code points."""

_ANSWERS = re.compile(r"\s*(?:re|aw|antw|sv|vs|odp|rif|rép)\s*(?:\[\d{1,3}\])?\s?:", re.IGNORECASE)
_PASSES_ON = re.compile(r"\s*(?:fwd?|wg|tr|rv|enc|i|doorst|vb|pd)\s?:", re.IGNORECASE)

_FROM = "from|von|de|da|van|från|fra|od|от"
_SUBJECT = "subject|betreff|objet|asunto|oggetto|assunto|onderwerp|тема|ämne|emne|temat"
_OTHERS = (
    "sent|date|to|cc|bcc|reply-to|importance|priority|attachments?|gesendet|datum|an|antwort an"
    "|wichtigkeit|anlagen|priorität|envoyé|à|cci|pièces jointes|fecha|para"
    "|enviado(?: el| em)?|inviato|data|a|per|verzonden|aan|отправлено|дата|кому|копия|skickat|till"
    "|sendt|til|wysłano|do|dw"
)
_MARKED = (
    r"[-_ ]{2,80}(?:forwarded message|original message|weitergeleitete nachricht|ursprüngliche "
    r"nachricht|message transféré|message d['’]origine|mensaje reenviado|mensaje original|"
    r"messaggio inoltrato|messaggio originale|oorspronkelijk bericht)"
    r"[ ]{0,9}[-_]{2,80}[ ]{0,9}\n\n?"
)
_REST = r"[ ]?:[^\n]*(?:\n|\Z)"
_SHOWN = re.compile(
    rf"^(?:(?P<marked>{_MARKED})(?:[ >]{{0,9}}\*?[^\W\d_][\w-]{{1,20}}{_REST}){{1,8}}"
    rf"|\*?(?:{_FROM}){_REST}(?:\*?(?:{_OTHERS}){_REST}){{0,6}}"
    rf"\*?(?:{_SUBJECT}){_REST}(?:\*?(?:{_OTHERS}){_REST}){{0,4}})",
    re.MULTILINE | re.IGNORECASE,
)
_SHOWN_SUBJECT = re.compile(
    rf"^[ >*]{{0,9}}(?:{_SUBJECT})[ ]?:[ *]{{0,3}}(?P<subject>[^\n]*)", _SHOWN.flags
)


def without_other_mails(text: str, subject: str) -> str:
    """The text of an answer without the mail below it, or the mail that is passed on.

    Something always stays. Where neither subject nor a line of dashes says which of the two it
    is, only headers at the very top are those of a mail that is passed on.

    Args:
        subject: of the mail that the text is of.
    """
    for _ in range(MOST_FORWARDED):
        shown = _SHOWN.search(text)
        if shown is None:
            break
        above, below = text[: shown.start()], text[shown.end() :]
        if above.strip() and _ANSWERS.match(subject):
            return above
        passed_on = shown["marked"] or not above.strip() or _PASSES_ON.match(subject)
        if not passed_on or len(above) > LONGEST_NOTE or not below.strip():
            break
        found = _SHOWN_SUBJECT.search(shown[0])
        text, subject = below, found["subject"] if found else ""
    return text
