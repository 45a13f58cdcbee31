"""One reader per format; `READERS` is the order in which they are asked."""

from __future__ import annotations

from tasks.normalize.readers.markdown import MarkdownReader
from tasks.normalize.readers.plain_json import JsonReader
from tasks.normalize.readers.text import TextReader

READERS = (JsonReader(), MarkdownReader(), TextReader())
"""Content decides: the first reader that recognizes a source reads it. Plain text comes last,
since it recognizes everything that is text at all."""
