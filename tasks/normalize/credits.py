"""Credits and notices around a story: they go to `ednote`, from its head and tail only."""

from __future__ import annotations

import re

from tasks.credit_lines import is_boilerplate

HEAD = 2
"""Paragraphs at the head that may be a credit (a photo's, as a rule)."""

TAIL = 8
"""Paragraphs at the tail that may be credits and notices."""

NOTEBOOK = 30
"""Paragraphs from the end within which a desk's notebook may begin."""

LONGEST_NOTE = 400
"""A note in parentheses on what was changed is not longer than this, in code points."""

LONGEST_HEADING = 100
"""The same for what a notebook is headed by."""

_RULE = re.compile(r"[\W_]*")

_CHANGE_NOTE = re.compile(
    r"""[(\[]\s*(?:
      (?:adds?|corrects?|corrected|recasts?|recasting|refiles?|repeats?|repeating|updates?|updated
        |updating|rewrites|removes|clarifies|fixes|deletes|drops|new\ throughout)\b
    | (?:this|the)\ (?:\w+\ ){0,2}(?:story|article|version|item|headline|report|copy)\b
    | (?:neu|berichtigt|berichtigung|korrigiert|korrektur|aktualisiert|ergänzt|wiederholung)\b\s*:?
    | (?:corrigé|corrige|actualisé|actualise|actualiza|répétition|ajoute|agrega|añade|repite)\b\s*:?
    | (?:aggiorna|aggiunge|corregge|ripete|atualiza|acrescenta|repete)\b
    | (?:добавлен[аоы]?|уточнен[аоы]?|исправлен[аоы]?|обновлен[аоы]?)\b
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_TAIL_NOTE = re.compile(
    r"""
      # ($1 = 0.92 euros)
      [(\[][^()\[\]]{0,40}[$€£¥]?\s?\d[\d.,]*\s?[\w.$€£¥ ]{0,30}=[^()\[\]]{1,120}[)\]]\W*
    | \(\(.{3,200}\)\)\W*                                                # ((desk@example.com))
    | [\w.+-]{1,64}@[\w.-]{1,100} | \+\d[\d\ ()/.-]{6,25}
    | (?i:sources?|quellen?|fuentes?|fonte|источник|źródło|来源|來源)\s*[:：]\s?\S.{1,60}
    | [（(]?(?:责任编辑|責任編輯|编辑|編輯|记者|記者)\s*[:：].{2,40}
    | (?:bur-)?[a-z]{2,4}(?:[-/][a-z]{2,4}){1,4}                             # initials: bur-abc/de
    | (?:dpa|sda|apa|afp|efe|ansa)(?:\s[\w/]{2,8}){1,6}                       # dpa ab cd yyzz n1
    | (?i:online|web\ ?site|internet|contact|kontakt|twitter|e-?mail|tel|phone)\s*:\s?\S.{1,100}
    """,
    re.VERBOSE,
)
_NOTEBOOK = re.compile(
    r"\W*(?:(?:dpa-)?notizblock|redaktionelle hinweise|die folgenden informationen sind nicht zur "
    r"veröffentlichung.*|dpa-kontakte|(?:press|media|investor|pr) (?:contacts?|inquiries|enquiries)"
    r"|(?:medien|presse)kontakt|contacts? (?:presse|media|prensa)|notes? (?:to|for) editors?"
    r"|ends|-30-|\(ends\)|/ends/|###|not for publication)\W*",
    re.IGNORECASE,
)


def split_credits(paragraphs: list[str]) -> tuple[list[str], list[str]]:
    """The story's own paragraphs, and the credits that stood around it, in order.

    A line of dashes or stars between story and credits goes with them, and is dropped; so
    does all that follows the heading of a desk's notebook. Something is always left of a story
    that has text: credits alone stay.
    """
    start, end = 0, _notebook(paragraphs)
    while start < min(HEAD, end) and _is_at_head(paragraphs[start]):
        start += 1
    while end > max(start, len(paragraphs) - TAIL) and _is_at_tail(paragraphs[end - 1]):
        end -= 1
    if start >= end:
        return paragraphs, []
    around = [*paragraphs[:start], *paragraphs[end:]]
    return paragraphs[start:end], [line for line in around if not _RULE.fullmatch(line)]


def _notebook(paragraphs: list[str]) -> int:
    """Where the notebook begins that a desk added for its customers; the end without one."""
    first = max(1, len(paragraphs) - NOTEBOOK)
    for place in range(first, len(paragraphs)):
        line = paragraphs[place]
        if len(line) <= LONGEST_HEADING and _NOTEBOOK.fullmatch(line):
            return place
    return len(paragraphs)


def _is_at_head(line: str) -> bool:
    return is_boilerplate(line) or _is_change_note(line)


def _is_at_tail(line: str) -> bool:
    if is_boilerplate(line) or _is_change_note(line):
        return True
    return len(line) <= LONGEST_NOTE and _TAIL_NOTE.fullmatch(line) is not None


def _is_change_note(line: str) -> bool:
    """Whether a whole paragraph in parentheses says what a new version changes."""
    if not line.startswith(("(", "[")) or len(line) > LONGEST_NOTE:
        return False
    return line.rstrip(" .").endswith((")", "]")) and _CHANGE_NOTE.match(line) is not None
