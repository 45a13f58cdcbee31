"""How likely each language is by a text's sequences of bytes: py3langid's model, asked with numpy.

The model is an automaton over bytes whose states name sequences, and what each sequence says of
each language (naive Bayes). No sequence is longer than `LONGEST`, so that the state at any place
follows from the last bytes before it: all places are walked to at once, where py3langid goes from
byte to byte. The likelihoods are the same.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import compress
from typing import TYPE_CHECKING, Any

import numpy as np
from py3langid.langid import MODEL_FILE, LanguageIdentifier

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

LONGEST = 6
"""Bytes of the model's longest sequence."""


@dataclass(frozen=True)
class Automaton:
    """States, from 0, that a text's bytes lead through.

    Attributes:
        moves: the state that follows, by row and byte.
        rows: where the row of each state begins.
        sequences: the number of the sequence that has been read in each state; -1 for none.
        begun: where the row begins of the state that two bytes lead to from the beginning, by
            both as one number.
    """

    moves: NDArray[np.uint32]
    rows: NDArray[np.int32]
    sequences: NDArray[np.int32]
    begun: NDArray[np.int32]

    def sequences_in(self, raw: bytes) -> tuple[NDArray[np.int32], NDArray[np.intp]]:
        """The numbers of the sequences in some bytes, and how often each occurs."""
        # No sequence has a NUL: with those in front a walk stays where it began.
        padded = np.frombuffer(bytes(LONGEST) + raw, dtype=np.uint8).astype(np.int32)
        first, second, *others = (padded[begin : begin + len(raw) + 1] for begin in range(LONGEST))
        rows = self.begun.take((first << 8) + second)
        for following in others[:-1]:
            rows = self.rows.take(self.moves.take(rows + following))
        found = self.sequences.take(self.moves.take(rows + others[-1]))
        found.sort()
        # At the first place nothing has been read: what comes first, and is no change, is -1.
        changed = found[1:] != found[:-1]
        return found[1:][changed], np.bincount(np.cumsum(changed))[1:]


@dataclass(frozen=True)
class LanguageModel:
    """A choice among languages.

    Attributes:
        languages: ISO 639 codes; one that is written in two ways may be there twice.
        weights: logarithm of likelihood, by sequence and language.
        prior: the same of each language by itself.
    """

    automaton: Automaton
    languages: tuple[str, ...]
    weights: NDArray[np.float32]
    prior: NDArray[np.float32]

    @classmethod
    def of(cls, languages: Collection[str]) -> LanguageModel:
        """The model for those of the languages that are known, or for all that there are."""
        known = _identifier()
        chosen = [code in languages for code in known.nb_classes]
        if not any(chosen):
            chosen = [True] * len(chosen)
        return cls(
            _automaton(),
            tuple(compress(known.nb_classes, chosen)),
            # In order by rows, since it is rows that are taken from it.
            np.ascontiguousarray(known.nb_ptc[:, chosen], dtype=np.float32),
            known.nb_pc[chosen],
        )

    def likelihoods(self, text: str) -> list[float]:
        """The logarithm of each language's likelihood, in the order of `languages`."""
        if text.isupper():
            text = text.lower()
        raw = unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass")
        found: list[float] = self._scores(raw).tolist()
        return found

    def _scores(self, raw: bytes) -> NDArray[np.float32]:
        sequences, counts = self.automaton.sequences_in(raw)
        if not len(sequences):
            return np.zeros_like(self.prior)
        told = self.weights.take(sequences, axis=0)
        likelihood: NDArray[np.float32] = np.log1p(counts.astype(np.float32)).dot(told)
        return likelihood + self.prior


def known_languages() -> tuple[str, ...]:
    """All languages that the model knows (ISO 639 codes)."""
    return tuple(_identifier().labels)


@cache
def _identifier() -> Any:
    """The model as py3langid has it, loaded once."""
    return LanguageIdentifier.from_model_file(MODEL_FILE)


@cache
def _automaton() -> Automaton:
    known = _identifier()
    moves = np.frombuffer(known.tk_nextmove, dtype=np.uint32)
    rows = np.frombuffer(known.tk_row, dtype=np.uint16).astype(np.int32) << 8
    after_one = rows.take(moves.take(rows[0] + np.arange(256)))
    after_two = rows.take(moves.take(np.add.outer(after_one, np.arange(256)).ravel()))
    return Automaton(moves, rows, np.array(known.tk_output, dtype=np.int32), after_two)
