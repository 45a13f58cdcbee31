"""`wiredesk process --explain`: what a file was recognized as, and what was read from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from schemas.errors import RejectedError
from tasks.normalize.normalize import normalize
from worker.oneshot import OneShot

if TYPE_CHECKING:
    from pathlib import Path

    from schemas.article import Article
    from tasks.normalize.detect import Recognition
    from tasks.options import Options

MOST_ITEMS = 50
"""Items that are told about; of a longer document the others are counted only."""

UNTOLD = frozenset({"provenance", "body_text", "word_count", "pubstatus", "version", "authors"})
"""Fields that are told in another way, or say nothing at their default."""


@dataclass
class Explanation:
    """How one file was understood.

    Attributes:
        rules: what is known beforehand of its source, from `wiredesk.toml`.
        recognized: each part with its format and why; the first is the file itself.
        items: each article with where its fields come from, or why there is none.
        further: items that are not among these.
    """

    path: str
    rules: dict[str, Any] = field(default_factory=dict)
    recognized: list[dict[str, str]] = field(default_factory=list)
    items: list[dict[str, Any]] = field(default_factory=list)
    further: int = 0


def explain(path: Path, options: Options, folder: str | None = None) -> Explanation:
    """How a file is understood, if it is dropped into a subfolder of the inbox."""
    told = Explanation(str(path))

    def note(recognition: Recognition) -> None:
        if len(told.recognized) < MOST_ITEMS:
            told.recognized.append(_recognized(recognition))

    try:
        document, content = OneShot(options, folder).received(path)
        told.rules = options.rules.of(document.folder).model_dump(exclude_unset=True)
        for item in normalize(document, content, options, tell=note):
            if len(told.items) >= MOST_ITEMS:
                told.further += 1
            else:
                told.items.append(
                    _refused(item) if isinstance(item, RejectedError) else _read(item)
                )
    except RejectedError as error:
        told.items.append(_refused(error))
    return told


def _recognized(recognition: Recognition) -> dict[str, str]:
    return {
        "part": recognition.source.member or recognition.source.name,
        "format": recognition.reader.format.name,
        "title": recognition.reader.format.title,
        "why": recognition.why,
    }


def _refused(error: RejectedError) -> dict[str, Any]:
    return {"member": error.member, "refused": error.reason.value, "message": error.message}


def _read(article: Article) -> dict[str, Any]:
    provenance = article.provenance
    stated = article.model_dump(mode="json", exclude=set(UNTOLD), exclude_defaults=True)
    fields = {
        name: {"value": value, "guessed": provenance.guessed.get(name)}
        for name, value in stated.items()
    }
    return {
        "member": provenance.member,
        "reader": provenance.reader,
        "encoding": provenance.encoding,
        "encoding_guessed": provenance.guessed.get("encoding"),
        "fields": fields,
        "paragraphs": article.body_text.count("\n") + 1 if article.body_text else 0,
        "words": article.word_count,
        "warnings": list(provenance.warnings),
    }
