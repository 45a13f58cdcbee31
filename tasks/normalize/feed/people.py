"""Who wrote an item: a name, or a mail address with or without one."""

from __future__ import annotations

import re
from typing import Any

from tasks.normalize.feed.stream import local_name
from tasks.normalize.feed.text import line_of, plain_text

LONGEST_NAME = 300
"""Code points; what is longer is no name with an address."""

_ADDRESS = r"(?:mailto:)?[^\s()<>@,\"]{1,100}@[^\s()<>@,\"]{1,100}"
_MAIL_THEN_NAME = re.compile(rf"(?P<mail>{_ADDRESS})\s*\(\s*(?P<name>[^()]*?)\s*\)")
_NAME_THEN_MAIL = re.compile(rf"\"?(?P<name>[^()<>\"]*?)\"?\s*[(<]\s*(?P<mail>{_ADDRESS})\s*[)>]")
_MAIL = re.compile(_ADDRESS)
_NOBODY = re.compile(r"(?:mailto:)?(?:no-?reply|do-?not-?reply|nobody|webmaster)@", re.IGNORECASE)


def names_in(element: Any) -> list[str]:
    """The names in an author's element; else the mail address, if it is somebody's."""
    if not len(element):
        return [name for name in (name_of(line_of(element)),) if name]
    for wanted in ("name", "email"):
        parts = [part for part in element.iter() if local_name(part) == wanted]
        if names := [name for name in map(name_of, map(plain_text, parts)) if name]:
            return names
    return []


def name_of(text: str) -> str:
    """The name in `mail@example.org (Name)` and its kin; empty if the address is nobody's."""
    text = text.strip()
    if len(text) > LONGEST_NAME:
        return text
    if found := _MAIL_THEN_NAME.fullmatch(text) or _NAME_THEN_MAIL.fullmatch(text):
        text = found["name"].strip() or found["mail"]
    return "" if _NOBODY.match(text) and _MAIL.fullmatch(text) else text
