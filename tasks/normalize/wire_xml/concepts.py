"""What a NewsML-G2 property refers to: somebody, some place or topic, by name or by code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tasks.normalize.wire_xml.elements import attribute, children, texts, words_in

if TYPE_CHECKING:
    from tasks.normalize.wire_xml.elements import Element

_SPEAKING = re.compile(r"[^\W\d_][^\W\d_.\- ]+(?:[.\- ][^\W\d_]+)*")
"""A code that says something to people, unlike `geo:345678`."""


def called(element: Element | None) -> str:
    """What somebody or some place is called: by name, literally, or by a code that speaks."""
    if element is None:
        return ""
    name = named(element) or attribute(element, "literal")
    own = " ".join((element.text or "").split())
    code = attribute(element, "qcode").partition(":")[2]
    return name or own or (code if _SPEAKING.fullmatch(code) else "")


def named(element: Element) -> str:
    """The name of a concept; a code alone says nothing to people."""
    return next(iter(texts(element, "name")), "")


def role_of(element: Element) -> str | None:
    """What somebody did for the item, by the end of a code: `photographer`, `descrWriter`."""
    job = attribute(element, "jobtitle") or attribute(element, "role")
    title = next(filter(None, map(called, children(element, "jobtitle"))), "")
    return title or job.rpartition(":")[2] or None


def code_of(element: Element | None) -> str:
    """The last part of a code, given as QCode or as the address of the concept."""
    code = attribute(element, "qcode") or attribute(element, "uri") or attribute(element, "literal")
    return re.split(r"[:/#]", code)[-1]


def in_language(element: Element | None, name: str, language: str) -> list[Element]:
    """The children of a name in the item's own language; all of them, if none is."""
    found = list(children(element, name))
    wanted = language.lower().partition("-")[0]
    own = [each for each in found if _language(each) in {"", wanted} and words_in(each)]
    return own or found


def _language(element: Element) -> str:
    return attribute(element, "lang").lower().partition("-")[0]
