"""Identifiers of items, without the number of the revision that some of them end in.

NewsML 1.x names each revision by a URN of its own, `urn:newsml:provider:date:item:3N` (RFC 3085,
section 2), and some suppliers do the same in NewsML-G2. What all versions of an item have in
common is the rest.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tasks.normalize.wire_xml.elements import child, words_in

if TYPE_CHECKING:
    from tasks.normalize.wire_xml.elements import Element

_REVISED = re.compile(
    r"(?P<item>urn:newsml:[^:\s]+:\d{8}[^:\s]*:\S*[^:\s]|tag:[^:\s]+:newsml_[^:\s]+)"
    r":(?P<number>\d{1,6})(?P<update>[NAU]?)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\s*(\d{1,6})\s*[NAU]?\s*", re.IGNORECASE)


def item_of(uri: str, revision: str) -> str:
    """The item that a uri names, whichever of its revisions.

    A number at the end counts as one if it is the item's revision, or has the letter behind it
    that tells how it was made (NewsML 1.2, section 5.1.2: new, by addition, by update).
    """
    found = _REVISED.fullmatch(uri)
    if found is None or not (found["update"] or int(found["number"]) == _number(revision)):
        return uri
    return found["item"]


def identified(identifier: Element | None) -> dict[str, str]:
    """What a `NewsIdentifier` says: the item, its revision and who supplies it.

    Where no public identifier is printed, it is made of the parts as RFC 3085 has it.
    """
    provider, date, item, stated, public = (
        words_in(child(identifier, name))
        for name in ("providerid", "dateid", "newsitemid", "revisionid", "publicidentifier")
    )
    number = _number(stated)
    if not public and provider and date and item:
        public = f"urn:newsml:{provider}:{date}:{item}"
    elif public:
        public = item_of(public, stated)
    version = stated if number is None else str(number)
    return {"uri": public, "version": version, "source": provider}


def _number(revision: str) -> int | None:
    found = _NUMBER.fullmatch(revision)
    return int(found[1]) if found else None
