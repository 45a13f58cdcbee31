"""Readers of third parties."""

from __future__ import annotations

from importlib.metadata import EntryPoint, EntryPoints
from typing import TYPE_CHECKING

import pytest

from schemas.errors import SetupError
from tasks.normalize import registry
from tasks.normalize.reader import Draft, Format
from tasks.normalize.readers import READERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tasks.normalize.reader import Reader
    from tasks.normalize.source import Source

    Announce = Callable[[str], tuple[Reader, ...]]


class Telex:
    """A reader that somebody else might write."""

    format = Format("telex", "Telex", "`ZCZC` at the beginning", "one message")

    def recognizes(self, source: Source) -> str | None:
        return "it begins with ZCZC" if source.head.startswith(b"ZCZC") else None

    def read(self, source: Source) -> Iterator[Draft]:
        yield Draft(paragraphs=[source.text.removeprefix("ZCZC")])


class NoReader:
    """Something else altogether."""


@pytest.fixture
def announce(monkeypatch: pytest.MonkeyPatch) -> Iterator[Announce]:
    """The readers when a distribution announces one: `announce("Class")`."""

    def found(name: str) -> tuple[Reader, ...]:
        entry = EntryPoint("telex", f"{__name__}:{name}", registry.ENTRY_POINTS)
        monkeypatch.setattr(registry, "entry_points", lambda group: EntryPoints([entry]))
        return registry.all_readers()

    monkeypatch.setitem(__import__("sys").modules, __name__, _this_module())
    registry.all_readers.cache_clear()
    yield found
    registry.all_readers.cache_clear()


def _this_module() -> object:
    """This file as a module that an entry point can name; tests are no package."""

    class Module:
        pass

    Module.Telex, Module.NoReader = Telex, NoReader  # type: ignore[attr-defined]
    return Module


def test_without_third_parties_there_are_our_own_readers() -> None:
    assert registry.all_readers() == READERS


def test_a_reader_that_is_announced_is_asked_first(announce: Announce) -> None:
    first, *others = announce("Telex")
    assert (first.format.name, tuple(others)) == ("telex", READERS)


def test_a_reader_that_cannot_be_loaded_is_named(announce: Announce) -> None:
    with pytest.raises(SetupError, match=r"the reader telex .*:Missing.* cannot be loaded"):
        announce("Missing")


def test_what_is_no_reader_is_named(announce: Announce) -> None:
    with pytest.raises(SetupError, match="is no reader: its `format` is no Format"):
        announce("NoReader")


def test_the_names_of_our_own_readers_are_all_different() -> None:
    names = [reader.format.name for reader in READERS]
    assert len(set(names)) == len(names)
