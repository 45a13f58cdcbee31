"""JSON: one article, or several of them, by ninjs names and the plain ones in use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tasks.normalize.objects.item import items_of
from tasks.normalize.objects.names import BODY_NAMES, NAMES
from tasks.normalize.objects.value import begins_with_bracket, json_value_or_none
from tasks.normalize.reader import Draft, Format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas.errors import RejectedError
    from tasks.normalize.source import Source

_FIRST_NAME = re.compile(r"\ufeff?\s*+(?:\[\s*+)?\{\s*+\"[^\"\\\n]{1,100}\"\s*+:")


class JsonReader:
    """Reads a JSON object, or an array of objects."""

    format = Format(
        name="json",
        title="JSON",
        recognized_by="`{` or `[` at the beginning, and JSON throughout, or named `.json`, or an "
        "object by its first name, however it goes on",
        holds="one object, or an array with an article in each, also under `articles`, `items`, "
        "`results`, `data` and the like",
        fields=tuple(NAMES),
        looked_for=f"; looked for {', '.join(NAMES['headline'])} and {', '.join(BODY_NAMES)}",
    )

    def recognizes(self, source: Source) -> str | None:
        """What begins like JSON, and is called so, is JSON throughout or could be nothing else."""
        if not begins_with_bracket(source):
            return None
        if source.extension in {".json", ".ninjs"}:
            return f"it begins with a bracket and is called {source.extension}"
        if json_value_or_none(source) is not None:
            return "it is JSON throughout"
        # Cut off or broken it would else be read as a text, with all its brackets.
        return "it begins like an object" if _FIRST_NAME.match(source.sample) else None

    def read(self, source: Source) -> Iterator[Draft | RejectedError]:
        """One item for an object, one for each member of an array.

        Raises:
            RejectedError: it is no JSON (with line and column), or nothing of it is an object.
        """
        return items_of(source)
