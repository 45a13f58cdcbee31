"""What is known of a source beforehand: the rules of `wiredesk.toml`, by subfolder of the inbox."""

from __future__ import annotations

import codecs
import re
import tomllib
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from schemas.errors import SetupError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WHOLE_INBOX = "."
"""The name under which rules hold for every document."""


class SourceRules(BaseModel):
    """What one source leaves unsaid, and what it adds to every article."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    source: str | None = Field(default=None, min_length=1)
    """The article's `source` where the document names none."""

    language: str | None = Field(default=None, pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
    """BCP 47 tag of articles that state none; it is then not guessed from the text."""

    timezone: str | None = None
    """IANA time zone of dates that name none."""

    encoding: str | None = None
    """Character encoding of documents that have no byte order mark and are valid in it."""

    boilerplate: tuple[str, ...] = ()
    """Regular expressions; a paragraph in which one is found goes from the body to `ednote`."""

    ocr: bool = False
    """Whether the texts come from text recognition, and their typical damage is to be mended."""

    dedup_window_seconds: int | None = Field(default=None, gt=0)
    """How far the dates of an article and its copy may lie apart, in seconds."""

    dedup_text: float | None = Field(default=None, gt=0, le=1)
    """Share of the shorter text that a copy has in common with the longer one."""

    dedup_numbers: float | None = Field(default=None, ge=0, le=1)
    """Share of the numbers that a copy has in common."""

    silence_seconds: float | None = Field(default=None, ge=0)
    """Silence after which an alarm is raised, in place of the source's own rhythm; `false` or 0 for
    never."""

    @field_validator("silence_seconds", mode="before")
    @classmethod
    def _seconds_or_false(cls, value: object) -> object:
        if value is True:
            raise ValueError("give the seconds, or false for no alarm")
        return value

    @field_validator("timezone")
    @classmethod
    def _known_timezone(cls, name: str | None) -> str | None:
        return name if name is None else known_timezone(name)

    @field_validator("encoding")
    @classmethod
    def _known_encoding(cls, name: str | None) -> str | None:
        if name is None:
            return None
        try:
            return codecs.lookup(name).name
        except LookupError as unknown:
            raise ValueError(f"{name!r} is not an encoding that Python knows") from unknown

    @field_validator("boilerplate")
    @classmethod
    def _valid_patterns(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                message = f"{pattern!r} is not a regular expression: {error}"
                raise ValueError(message) from error
        return patterns

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        return tuple(map(re.compile, self.boilerplate))

    def split_boilerplate(self, paragraphs: list[str]) -> tuple[list[str], list[str]]:
        """The paragraphs that stay, and those in which a boilerplate pattern is found.

        Something always stays of a text: where all would go, nothing does.
        """
        if not self.boilerplate:
            return paragraphs, []
        stays, notices = list[str](), list[str]()
        for paragraph in paragraphs:
            found = any(each.search(paragraph) for each in self._patterns)
            (notices if found else stays).append(paragraph)
        return (stays, notices) if stays else (paragraphs, [])

    def under(self, inner: SourceRules) -> SourceRules:
        """These rules, overruled by those of a folder within; boilerplate adds up."""
        stated = {**self.model_dump(exclude_unset=True), **inner.model_dump(exclude_unset=True)}
        if "boilerplate" in stated:
            stated["boilerplate"] = (*self.boilerplate, *inner.boilerplate)
        return SourceRules.model_validate(stated)


class Sources(BaseModel):
    """The rules of all sources, by subfolder of the inbox (`.` for the whole of it)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sources: dict[str, SourceRules] = Field(default_factory=dict)

    @field_validator("sources")
    @classmethod
    def _plain_folders(cls, sources: dict[str, SourceRules]) -> dict[str, SourceRules]:
        return {name.strip("/") or WHOLE_INBOX: rules for name, rules in sources.items()}

    def longest_window(self, seconds: int) -> int:
        """The longest window in which some source's copies are looked for, in seconds.

        Args:
            seconds: the window of sources that have none of their own.
        """
        own = (rules.dedup_window_seconds or 0 for rules in self.sources.values())
        return max(seconds, *own, 0)

    def of(self, folder: str | None) -> SourceRules:
        """The rules for a document, by its subfolder: those of the folders around it count too."""
        rules = SourceRules()
        for name in _around(folder):
            if name in self.sources:
                rules = rules.under(self.sources[name])
        return rules


def _around(folder: str | None) -> Iterator[str]:
    yield WHOLE_INBOX
    parts = folder.split("/") if folder else []
    for end in range(1, len(parts) + 1):
        yield "/".join(parts[:end])


def load_sources(path: Path) -> Sources:
    """The rules in a file such as `wiredesk.toml`.

    Raises:
        SetupError: it cannot be read, is no TOML (with line and column), or has a rule that
            is unknown or impossible.
    """
    try:
        return Sources.model_validate(tomllib.loads(path.read_text("utf-8")))
    except OSError as error:
        raise SetupError(f"{path} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SetupError(f"{path} is no TOML: {error}") from error
    except ValidationError as error:
        raise SetupError("\n".join(_problems(path, error))) from error


def _problems(path: Path, error: ValidationError) -> Iterator[str]:
    for problem in error.errors(include_url=False, include_input=False):
        place = ".".join(map(str, problem["loc"]))
        message = problem["msg"].removeprefix("Value error, ")
        if problem["type"] == "extra_forbidden" and len(problem["loc"]) == 1:
            message = "there is no such table; rules stand in [sources.FOLDER]"
        elif problem["type"] == "extra_forbidden":
            message = f"there is no such rule; the rules are {', '.join(SourceRules.model_fields)}"
        yield f"{path}: {place}: {message}"


def known_timezone(name: str) -> str:
    """The name of a time zone, if it is one.

    Raises:
        ValueError: it is none.
    """
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as unknown:
        message = f"{name!r} is not an IANA time zone such as Europe/Berlin"
        raise ValueError(message) from unknown
    return name
