"""Markdown, with or without front matter: headings, lists and quotations survive as text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml
from markdown_it import MarkdownIt

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.clean import clean_text
from tasks.normalize.detect import is_binary
from tasks.normalize.objects.names import NAMES, draft_of
from tasks.normalize.opening import opening_of
from tasks.normalize.paragraphs import blocks, unwrap
from tasks.normalize.reader import Draft, Format, Size
from tasks.normalize.readers.text import check_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it.token import Token

    from tasks.normalize.source import Source

EXTENSIONS = frozenset({".md", ".markdown", ".mdown"})

LONGEST_BODY = 200_000
"""Code points; the parser takes seconds for more, and minutes for hostile texts."""

MOST_BRACKETS = 500
"""Brackets in front matter: the scanner's work grows with the square of their depth."""

LONGEST_FRONT_MATTER = 20_000
"""Code points; what is longer is no front matter."""

_FRONT_MATTER = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?P<yaml>.*?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL
)
_KEY = re.compile(r"[A-Za-z_][\w .-]*:(?:\s|$)")


class MarkdownReader:
    """Reads what is called Markdown, or begins with front matter."""

    format = Format(
        name="markdown",
        title="Markdown",
        recognized_by="`.md`, `.markdown`, or front matter at the top",
        holds="one article: front matter (YAML) and the text of headings, paragraphs, lists, "
        "quotations, code, a paragraph for each row of a table",
        fields=tuple(NAMES),
        limits="no aliases in the front matter; pictures and raw HTML go",
        size=Size.PAGE,
    )

    def recognizes(self, source: Source) -> str | None:
        """By front matter, and otherwise by the extension: any text is valid Markdown."""
        if _front_matter(source.sample)[0] is not None:
            return "it begins with front matter"
        if source.extension in EXTENSIONS and not is_binary(source.sample):
            return f"it is called {source.extension}"
        return None

    def read(self, source: Source) -> Iterable[Draft]:
        """One item; what the front matter states goes before what the text shows.

        Raises:
            RejectedError: the front matter is no YAML (with its line), or has aliases; it has
                more lines than an article may have.
        """
        check_lines(source.text)
        front, body = _front_matter(source.text)
        draft = draft_of(_parse(front)) if front is not None else Draft()
        if len(body) > LONGEST_BODY:
            draft.warnings.append("too long to be read as Markdown: its marks were left in")
            paragraphs = [(line, 0) for line in unwrap(blocks(clean_text(body)))]
        else:
            paragraphs = list(_paragraphs(MarkdownIt("commonmark").enable("table").parse(body)))
        title = next((text for text, level in paragraphs if level == 1), None)
        draft.fields.setdefault("headline", title or "")
        headline = str(draft.fields["headline"]).strip()
        if title is not None and title.strip() == headline:
            paragraphs.remove((title, 1))
        draft.paragraphs = [text for text, _ in paragraphs]
        if not headline and draft.paragraphs:
            draft.fields["headline"] = opening_of(draft.paragraphs[0])
            draft.guessed["headline"] = "the beginning of the text, which has no title line"
        yield draft


def _front_matter(text: str) -> tuple[str | None, str]:
    """The YAML at the head of a text and what comes after; None where there is none."""
    match = _FRONT_MATTER.match(text[: LONGEST_FRONT_MATTER + 1])
    if match is None or not _KEY.match(match["yaml"].lstrip()):
        return None, text
    return match["yaml"], text[match.end() :]


def _parse(front: str) -> dict[str, Any]:
    if sum(map(front.count, "[{")) > MOST_BRACKETS:
        raise RejectedError(FailureReason.MALFORMED, "the front matter has too many brackets")
    try:
        if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(front)):
            # A few aliases of aliases make gigabytes.
            raise RejectedError(FailureReason.MALFORMED, "the front matter has YAML aliases")
        value = yaml.load(front, Loader=yaml.BaseLoader)  # noqa: S506 - makes nothing but text
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 2}, column {mark.column + 1}" if mark else "the front matter"
        message = f"{place}: the front matter is no YAML"
        raise RejectedError(FailureReason.MALFORMED, message) from error
    except RecursionError as error:
        message = "the front matter is nested too deeply"
        raise RejectedError(FailureReason.MALFORMED, message) from error
    return value if isinstance(value, dict) else {}


def _paragraphs(tokens: Sequence[Token]) -> Iterator[tuple[str, int]]:
    """Each block's text with its heading level, 0 for what is no heading; a row is a block."""
    level, cells = 0, list[str]()
    for token in tokens:
        if token.type in {"th_open", "td_open"}:
            cells.append("")
        elif token.type == "inline" and cells:
            cells[-1] = _inline(token).strip()
        elif token.type == "tr_close":
            yield " | ".join(filter(None, cells)), 0
            cells = []
        elif token.type == "heading_open":
            level = int(token.tag[1:])
        elif token.type == "heading_close":
            level = 0
        elif token.type == "inline":
            yield from ((text, level) for text in _inline(token).split("\n") if text.strip())
        elif token.type in {"fence", "code_block"}:
            yield from ((line, 0) for line in token.content.split("\n") if line.strip())


def _inline(token: Token) -> str:
    """The text of a block: links keep theirs, pictures and raw HTML go."""
    parts = []
    for child in token.children or ():
        if child.type in {"text", "code_inline"}:
            parts.append(child.content)
        elif child.type == "softbreak":
            parts.append(" ")
        elif child.type == "hardbreak":
            parts.append("\n")
    return "".join(parts)
