"""A record as a stage reads it: the fields of a document or of an article."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from schemas.article import Article
from schemas.document import Document, DocumentState
from schemas.failure import Failure, Stage
from schemas.summary import Summary
from tasks.deduplicate.judgement import Judgement

if TYPE_CHECKING:
    from collections.abc import Mapping

    from schemas.verdict import Verdict

OUTPUT = {
    Stage.NORMALIZE: "items",
    Stage.DEDUPLICATE: "verdict",
    Stage.SUMMARIZE: "summary",
    Stage.PUBLISH: "entry",
}
"""The field that a stage leaves in a record; publishing removes the record altogether."""


@dataclass(frozen=True, eq=False)
class Record:
    """The fields of a document (at the normalize stage) or of an article (at the others)."""

    id: str
    fields: Mapping[bytes, bytes]

    def text(self, field: str) -> str:
        """A field as text.

        Raises:
            KeyError: the record has no such field.
        """
        return self.fields[field.encode()].decode()

    def number(self, field: str) -> int:
        """A field as a whole number, 0 when it is not there."""
        return int(self.fields.get(field.encode(), 0))

    def has(self, field: str) -> bool:
        """Whether the field is there."""
        return field.encode() in self.fields

    def attempts(self, stage: Stage) -> int:
        """How often the stage was begun on this record without coming to an end."""
        return self.number(attempts_field(stage))

    def ended(self, stage: Stage) -> str:
        """How the process ended that worked on it last, as far as its main process saw it."""
        return self.fields.get(ended_field(stage).encode(), b"").decode()

    @property
    def done(self) -> dict[str, float]:
        """When each stage saved its output: by field, in seconds since the epoch."""
        fields = self.fields.items()
        return {name.decode(): float(at) for name, at in fields if name.startswith(b"done:")}

    @property
    def document_id(self) -> str:
        """The document this record is, or belongs to."""
        return self.text("document_id") if self.has("document_id") else self.id

    @property
    def article_id(self) -> str | None:
        """The article this record is, or None for a document."""
        return self.id if self.has("document_id") else None

    @property
    def trace_id(self) -> str:
        """Id that joins all log lines and events of one document (W3C trace id)."""
        return self.document_id

    @property
    def failures(self) -> tuple[Failure, ...]:
        """The dead letters of a document and of its articles."""
        found = [each for each in self.fields.items() if each[0].startswith(b"failure:")]
        return tuple(Failure.model_validate_json(value) for _, value in sorted(found))

    @property
    def path(self) -> str:
        """Path of the document below the inbox."""
        return self.text("path")

    @property
    def member(self) -> str | None:
        """Which item of its document this is."""
        return self.text("member") if self.has("member") else None

    @cached_property
    def document(self) -> Document:
        """The document's description."""
        return Document.model_validate_json(self.fields[b"document"])

    @cached_property
    def article(self) -> Article:
        """The output of the normalize stage."""
        return Article.model_validate_json(self.fields[b"article"])

    @cached_property
    def judgement(self) -> Judgement:
        """The output of the deduplicate stage."""
        return Judgement.model_validate_json(self.fields[b"verdict"])

    @property
    def verdict(self) -> Verdict:
        """What the article is, compared with those before it."""
        return self.judgement.verdict

    @cached_property
    def summary(self) -> Summary | None:
        """The output of the summarize stage; None for an article that gets none."""
        summary = self.fields[b"summary"]
        return Summary.model_validate_json(summary) if summary else None


@dataclass(frozen=True)
class Disposition:
    """Where a document stands: what the watcher needs to settle its file, once it has ended."""

    state: DocumentState
    published: int = 0
    failures: tuple[Failure, ...] = ()


def disposition_of(document: Record) -> Disposition | None:
    """A document's disposition; None for a record that was never admitted."""
    if not document.has("state"):
        return None
    state = DocumentState(document.text("state"))
    return Disposition(state, document.number("published"), document.failures)


def attempts_field(stage: Stage) -> str:
    """The field that counts how often a stage was begun without coming to an end."""
    return f"attempts:{stage.value}"


def ended_field(stage: Stage) -> str:
    """The field that tells how the process ended that worked on it last."""
    return f"ended:{stage.value}"


def done_field(stage: Stage) -> str:
    """The field that tells when a stage saved its output.

    An article's is copied into its document when the next stage begins, so that no command is
    spent on it; the end of the last stage is the document's own.
    """
    return f"done:{stage.value}"
